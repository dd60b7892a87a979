import FlowAnswer

/// The time before a change and the time after it, in seconds of the log.
struct ChangeWindow: Sendable {
  /// Where what is compared with begins.
  let baseline: Double
  /// Where the change begins, as early as clocks allow.
  let start: Double
  /// Where the change ends.
  let finish: Double
  /// Where its effect is no longer watched.
  let end: Double
  /// Seconds that the log covers before and after.
  let coveredBefore: Double
  let coveredAfter: Double
  /// Whether the log says enough of both sides.
  let isCovered: Bool

  init(_ change: Change, _ log: LogTime, _ rules: CorrelationRules) {
    start = log.seconds(change.earliest) - rules.guardTime
    finish = log.seconds(change.finished)
    end = finish + rules.window
    baseline = start - rules.baseline
    coveredBefore = log.covered(baseline, start)
    coveredAfter = log.covered(start, end)
    let least = rules.leastCovered * rules.window
    isCovered =
      log.covered(start - rules.window, start) >= least
      && log.covered(start, start + rules.guardTime + rules.window) >= least
      && !log.hasHole(over: start, finish + rules.guardTime)
  }

  /// The part of the covered time that is after the change.
  var share: Double {
    coveredAfter / (coveredBefore + coveredAfter)
  }

  /// Whether a count after is at least so many times the rate of before.
  func isRise(_ before: Int, _ after: Int, ratio: Double) -> Bool {
    let rate = coveredBefore > 0 ? Double(before) / coveredBefore : 0
    return after > 0 && coveredAfter > 0 && Double(after) / coveredAfter >= ratio * rate
  }
}
