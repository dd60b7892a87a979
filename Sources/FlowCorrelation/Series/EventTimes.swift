import FlowAnswer

/// Times of events in order, in seconds from a log's first flow.
struct EventTimes: Sendable {
  /// All of them.
  let times: [Double]

  /// Times, in order.
  init(_ times: [Double]) {
    self.times = times
  }

  /// The index of the first one that is not before a moment.
  func index(of moment: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < moment {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  /// Those from one moment to another, without that.
  subscript(start: Double, end: Double) -> ArraySlice<Double> {
    let first = index(of: start)
    return times[first..<max(first, index(of: end))]
  }

  /// How many there are from one moment to another, without that.
  func count(_ start: Double, _ end: Double) -> Int {
    max(0, index(of: end) - index(of: start))
  }

  /// The first one from a moment on.
  func first(from moment: Double) -> Double? {
    let index = index(of: moment)
    return index < times.count ? times[index] : nil
  }

  /// Counts of the whole minutes of a stretch that the log covers for the most part: from its start on, or back from its end.
  func perMinute(_ start: Double, _ end: Double, of log: LogTime, backwards: Bool = false) -> [Int]
  {
    var counts: [Int] = []
    var edge = backwards ? end : start
    while true {
      let minute = backwards ? (edge - 60, edge) : (edge, edge + 60)
      guard minute.0 >= start - 1e-6, minute.1 <= end + 1e-6 else {
        return counts
      }
      if log.covered(minute.0, minute.1) > 30 {
        counts.append(count(minute.0, minute.1))
      }
      edge = backwards ? minute.0 : minute.1
    }
  }

  /// The moment of a stretch from which on the rate is greater; nil where there is none.
  func onset(_ start: Double, _ end: Double) -> Double? {
    let first = index(of: start)
    let inside = times[first...].prefix { $0 <= end }
    let index = ChangePoint.onset(of: inside.map { $0 - start }, length: end - start)
    return index.map { inside[inside.startIndex + $0] }
  }
}
