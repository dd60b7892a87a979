public import FlowAnswer

/// `--since` and `--until`: both ends belong to the range.
public struct TimeRange: Sendable, Equatable {
  /// Flows older than this are left out.
  public var since: Timestamp?
  /// Flows newer than this are left out.
  public var until: Timestamp?

  /// A range; an end that is nil is open.
  public init(since: Timestamp? = nil, until: Timestamp? = nil) {
    self.since = since
    self.until = until
  }

  /// Whether a moment lies in the range.
  public func contains(_ time: Timestamp) -> Bool {
    contains(OptionalTime(time))
  }

  /// Whether a time lies in the range; a line without time counts as 1970, as in hubble.
  func contains(_ time: OptionalTime) -> Bool {
    let nanoseconds = time == .absent ? 0 : time.nanoseconds
    if let since, nanoseconds < since.nanoseconds {
      return false
    }
    if let until, nanoseconds > until.nanoseconds {
      return false
    }
    return true
  }
}
