import FlowAnswer

/// The time that a log speaks of, in seconds from its first flow: what rates are reckoned in.
///
/// Nanoseconds stay exact in it for the first hundred days.
struct LogTime: Sendable {
  private let origin: Timestamp
  /// The last flow.
  let end: Double
  /// The log's holes, in order.
  let holes: [Range<Double>]

  /// The time of a log; nil where it has no flow.
  init?(_ observed: ObservedTime) {
    guard let start = observed.start, let end = observed.end else {
      return nil
    }
    origin = start
    self.end = Self.seconds(from: start, to: end)
    holes = observed.holes.map {
      Self.seconds(from: start, to: $0.lowerBound)..<Self.seconds(from: start, to: $0.upperBound)
    }
  }

  /// Where a moment lies, before the first flow below 0.
  func seconds(_ time: Timestamp) -> Double {
    Self.seconds(from: origin, to: time)
  }

  private static func seconds(from origin: Timestamp, to time: Timestamp) -> Double {
    let (distance, overflow) = time.nanoseconds.subtractingReportingOverflow(origin.nanoseconds)
    guard !overflow else {
      return time < origin ? -1e10 : 1e10
    }
    return Double(distance) / 1e9
  }

  /// The moment at a place.
  func timestamp(_ seconds: Double) -> Timestamp {
    Timestamp(nanoseconds: origin.nanoseconds &+ Int64((seconds * 1e9).rounded()))
  }

  /// How many seconds of a stretch the log speaks of.
  func covered(_ start: Double, _ end: Double) -> Double {
    let (start, end) = (max(start, 0), min(end, self.end))
    guard end > start else {
      return 0
    }
    var sum = end - start
    for hole in holes where hole.upperBound > start && hole.lowerBound < end {
      sum -= min(end, hole.upperBound) - max(start, hole.lowerBound)
    }
    return sum
  }

  /// Whether a hole of more than a minute lies over a stretch.
  func hasHole(over start: Double, _ end: Double) -> Bool {
    holes.contains {
      $0.lowerBound < end && $0.upperBound > start && $0.upperBound - $0.lowerBound > 60
    }
  }
}
