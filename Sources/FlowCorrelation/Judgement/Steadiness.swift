/// Tells a rate that has risen from one burst: more minutes are busy, or they are busier.
struct Steadiness: Sendable {
  let log: LogTime
  let rules: CorrelationRules

  /// Whether calls after a change are more than one burst; what is chance anyhow is not asked.
  func isSteady(_ calls: EventTimes, _ window: ChangeWindow, chance: Double) -> Bool {
    guard chance < rules.chance else {
      return true
    }
    // A late effect is watched as long as an early one.
    let end = max(
      window.end, calls.first(from: window.start).map { min(log.end, $0 + rules.window) } ?? 0)
    let before = calls.perMinute(window.baseline, window.start, of: log, backwards: true)
    let after = calls.perMinute(window.start, end, of: log)
    let busyBefore = before.count { $0 > 0 }
    let busyAfter = after.count { $0 > 0 }
    let busy = BinomialTail.atLeast(
      busyAfter, marked: busyBefore + busyAfter, drawn: after.count,
      of: before.count + after.count)
    return busy <= rules.chanceOfMinutes
      || RankSum.greater(after, than: before) <= rules.chanceOfRanks
  }

  /// The moment from which on calls come faster, in a change's time and before; nil where there is none, or where the rate was there before the
  /// change.
  func onset(_ calls: EventTimes, _ window: ChangeWindow) -> Double? {
    let end = min(log.end, window.end)
    guard let onset = calls.onset(max(0, window.baseline), end) else {
      return nil
    }
    guard onset < window.start else {
      return onset
    }
    return beganBefore(calls, onset, window, end)
      // An older burst: the time of the change decides.
      ? nil : calls.onset(window.start, end) ?? calls.first(from: window.start)
  }

  /// Whether the rate between an onset and the start of a change is at least half of the later one.
  private func beganBefore(
    _ calls: EventTimes, _ onset: Double, _ window: ChangeWindow, _ end: Double
  ) -> Bool {
    let after = calls[window.start, end]
    guard let last = after.last else {
      return true
    }
    let first = max(onset, window.start - rules.window)
    let rateBefore =
      Double(calls.count(first, window.start)) / max(30, window.start - first)
    return rateBefore >= 0.5 * Double(after.count) / max(60, last - window.start)
  }
}
