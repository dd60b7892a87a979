/// How much a rate has risen, from counts of two stretches of time.
struct RateRatio: Equatable, Sendable {
  /// The rate after over the one before; nil where nothing was before.
  let ratio: Double?
  /// The interval of 95 % (Clopper-Pearson); its upper end is nil where there is none.
  let low: Double
  let high: Double?

  /// The ratio of counts in so many seconds each.
  init(before: Int, after: Int, secondsBefore: Double, secondsAfter: Double) {
    let scale = secondsBefore / secondsAfter
    ratio = before > 0 ? Double(after) / Double(before) * scale : nil
    let share = Self.interval(after, of: before + after)
    low = Self.odds(share.low) * scale
    high = share.high < 1 ? Self.odds(share.high) * scale : nil
  }

  private static func odds(_ share: Double) -> Double {
    share / (1 - share)
  }

  /// The shares of which a count of some trials is in neither tail of 2.5 %.
  static func interval(_ count: Int, of trials: Int) -> (low: Double, high: Double) {
    let tail = 0.025
    let low =
      count == 0
      ? 0 : bisect { BinomialTail.atLeast(count, of: trials, share: $0) < tail }
    let high =
      count == trials
      ? 1 : bisect { BinomialTail.atLeast(count + 1, of: trials, share: $0) < 1 - tail }
    return (low, high)
  }

  /// The share up to which a condition holds.
  private static func bisect(_ holds: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if holds(middle) {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
