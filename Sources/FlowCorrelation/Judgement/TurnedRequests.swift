import FlowAnswer

/// Whether requests that were let through before a change are dropped after it: the clients are no new ones, and no burst.
///
/// Counted are minutes of links: those in which a client was let through and those in which it was dropped, before and after. Which of them
/// were dropped says nothing of the change by chance (Fisher).
struct TurnedRequests: Sendable {
  let forwarded: ForwardedTimes
  let log: LogTime

  /// The probability that so many of the minutes after are ones of drops.
  func chance(_ links: [DropGroup], _ window: ChangeWindow) -> Double {
    var (passed, dropped) = ((before: 0, after: 0), (before: 0, after: 0))
    for link in links {
      let passing = forwarded.times(of: link)
      let before = Self.minutes(passing[max(0, window.baseline), window.start])
      let drops = link.calls[window.start, min(log.end, window.end)]
      // One call that was dropped may be anything.
      guard before > 0, drops.count > 1, let first = drops.first, let last = drops.last else {
        continue
      }
      passed.before += before
      passed.after += Self.minutes(passing[first, last])
      dropped.before += Self.minutes(link.calls[window.baseline, window.start])
      dropped.after += Self.minutes(drops)
    }
    guard dropped.after > 0 else {
      return 1
    }
    return BinomialTail.atLeast(
      dropped.after, marked: dropped.before + dropped.after, drawn: passed.after + dropped.after,
      of: passed.before + passed.after + dropped.before + dropped.after)
  }

  /// Whether a link's client was let through before a change.
  func wasForwarded(_ link: DropGroup, _ window: ChangeWindow) -> Bool {
    forwarded.times(of: link).count(window.baseline, window.start) > 0
  }

  /// When a link's client was let through last before a moment, to the minute; nil where it never was.
  func lastForwarded(_ link: DropGroup, before moment: Double) -> Double? {
    let times = forwarded.times(of: link)
    let index = times.index(of: moment)
    return index > 0 ? times.times[index - 1] : nil
  }

  /// In how many minutes some times lie.
  private static func minutes(_ times: ArraySlice<Double>) -> Int {
    var count = 0
    var last = -1
    for time in times where Int(time / 60) != last {
      last = Int(time / 60)
      count += 1
    }
    return count
  }
}
