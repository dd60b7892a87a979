internal import FlowAnswer

/// What a verdict and a search for texts say of a line before it is read: most lines are decided so.
struct QuickSelection: Sendable {
  /// What is known of a line.
  enum Answer {
    case passes
    case fails
    /// The flow has to be looked at.
    case open
  }

  /// Texts of which a line holds one, else only verdicts decide.
  let needles: [Needle]
  /// The verdicts, a bit each, of which some flow may match a filter of the list, and those of which every flow does.
  private var mayBeAllowed = FlowMatcher.allVerdicts
  private var isAllowed = FlowMatcher.allVerdicts
  private var mayBeDenied: UInt8 = 0
  private var isDenied: UInt8 = 0
  /// Whether a line without any of the texts matches a filter of the list by its verdict or not at all.
  private let allowsByNeedle: Bool
  private let deniesByNeedle: Bool
  /// Whether more is asked of a flow that matches: then none passes unread.
  private let hasConditions: Bool

  init(allowed: [FlowMatcher], denied: [FlowMatcher], hasConditions: Bool) {
    self.hasConditions = hasConditions
    let allowNeedles = Self.needles(allowed)
    let denyNeedles = Self.needles(denied)
    let both = (allowNeedles ?? []) + (denyNeedles ?? [])
    let fits = both.count <= Needle.most
    needles = fits ? both : allowNeedles ?? []
    allowsByNeedle = allowNeedles != nil
    deniesByNeedle = denyNeedles != nil && fits
    if !allowed.isEmpty {
      (mayBeAllowed, isAllowed) = Self.verdicts(allowed)
    }
    (mayBeDenied, isDenied) = Self.verdicts(denied)
  }

  private static func verdicts(_ matchers: [FlowMatcher]) -> (some: UInt8, all: UInt8) {
    (
      matchers.reduce(0) { $0 | $1.verdicts },
      matchers.reduce(0) { $0 | ($1.asksOnlyForVerdict ? $1.verdicts : 0) }
    )
  }

  /// Texts of which each flow holds one that matches a filter by more than its verdict; nil where there are none such,
  /// or too many.
  private static func needles(_ matchers: [FlowMatcher]) -> [Needle]? {
    var needles: [Needle] = []
    for matcher in matchers where !matcher.asksOnlyForVerdict {
      guard let own = matcher.needles else {
        return nil
      }
      needles += own.filter { !needles.contains($0) }
    }
    return needles.count <= Needle.most ? needles : nil
  }

  /// Whether any line can be decided so.
  var decidesAny: Bool {
    isAllowed & ~mayBeDenied != 0 && !hasConditions || mayBeAllowed != FlowMatcher.allVerdicts
      || isDenied != 0
      || !needles.isEmpty
  }

  /// What is known of a line, given its verdict and whether it holds one of the texts.
  @inline(__always)
  func answer(_ verdict: Verdict, hasNeedle: Bool) -> Answer {
    let bit = UInt8(1) &<< UInt8(truncatingIfNeeded: verdict.index)
    let mayBeAllowed = allowsByNeedle && !hasNeedle ? isAllowed : self.mayBeAllowed
    let mayBeDenied = deniesByNeedle && !hasNeedle ? isDenied : self.mayBeDenied
    if mayBeAllowed & bit == 0 || isDenied & bit != 0 {
      return .fails
    }
    return isAllowed & bit != 0 && mayBeDenied & bit == 0 && !hasConditions ? .passes : .open
  }
}
