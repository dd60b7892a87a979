internal import FlowAnswer

/// What the filters say of a line before it is read.
extension BlockCounter {
  /// Whether the flow with this verdict passes; nil where it has to be looked at, because the filters ask for more, or
  /// because more is counted of it.
  @inline(__always)
  mutating func quickAnswer(_ verdict: Verdict, _ line: Int) -> Bool? {
    if rules.selectsAll {
      // Of what is followed replies are told by a text.
      return isCountedShortly(verdict)
        || rules.tracesTime && rules.countsShortly && verdict.isFollowed
          && reader.search.found[line] != 0
        ? true : nil
    }
    let hasNeedle = reader.search.isEmpty || reader.search.found[line] != 0
    switch rules.quick.answer(verdict, hasNeedle: hasNeedle) {
    case .fails: return false
    case .passes: return isCountedShortly(verdict) ? true : nil
    case .open: return nil
    }
  }

  @inline(__always)
  private func isCountedShortly(_ verdict: Verdict) -> Bool {
    // A switch: an enum of another module is compared by a call.
    let isRead =
      switch verdict {
      case .dropped: rules.countsDrops
      case .audit: rules.countsDrops && rules.takesAudit
      case .forwarded, .redirected: rules.tracesTime
      case .unknown, .error, .traced, .translated: false
      }
    return rules.countsShortly && !isRead
  }

  /// Whether a flow or notice that passes or fails the filters counts; tells those that keep lines.
  @inline(__always)
  mutating func admits(_ passes: Bool) -> Bool {
    counts.kept.isAsked ? counts.kept.admits(passes) : passes
  }
}

extension Verdict {
  /// Whether flows with it are requests that were let through, or their replies.
  @inline(__always)
  fileprivate var isFollowed: Bool {
    switch self {
    case .forwarded, .redirected: true
    case .unknown, .dropped, .error, .audit, .traced, .translated: false
    }
  }
}
