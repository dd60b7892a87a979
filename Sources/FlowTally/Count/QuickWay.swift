internal import FlowAnswer

/// What the filters say of a line before it is read.
extension BlockCounter {
  /// Whether the flow with this verdict passes; nil where it has to be looked at, because the filters ask for more, or
  /// because more is counted of it.
  @inline(__always)
  mutating func quickAnswer(_ verdict: Verdict, _ line: Int) -> Bool? {
    if selectsAll {
      return isCountedShortly(verdict) ? true : nil
    }
    let hasNeedle = search.isEmpty || search.found[line] != 0
    switch quick.answer(verdict, hasNeedle: hasNeedle) {
    case .fails: return false
    case .passes: return isCountedShortly(verdict) ? true : nil
    case .open: return nil
    }
  }

  @inline(__always)
  private func isCountedShortly(_ verdict: Verdict) -> Bool {
    countsShortly
      && !(countsDrops && (verdict == .dropped || verdict == .audit && countsAudit))
  }

  /// Whether a flow or notice that passes or fails the filters counts; tells those that keep lines.
  @inline(__always)
  mutating func admits(_ passes: Bool) -> Bool {
    kept.isAsked ? kept.admits(passes) : passes
  }
}
