/// Which time a log speaks of: from its first flow to its last, but for the holes.
public struct ObservedTime: Equatable, Sendable {
  /// The first flow; nil where there is none.
  public let start: Timestamp?
  /// The last one.
  public let end: Timestamp?
  /// Silences that are much longer than is usual in this log, in order.
  public let holes: [Range<Timestamp>]

  /// A time of its parts; the holes are in order and do not meet.
  public init(start: Timestamp?, end: Timestamp?, holes: [Range<Timestamp>]) {
    self.start = start
    self.end = end
    self.holes = holes
  }
}
