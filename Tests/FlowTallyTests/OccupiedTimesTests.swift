import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// Silences: long times without a flow, in logs that are otherwise never so long without one.
@Suite struct OccupiedTimesTests {
  private static let second: Int64 = 1_000_000_000

  /// Times in seconds, and the silence as its seconds; nil where none is told.
  static let rows: [(name: String, seconds: [Int64], silence: ClosedRange<Int64>?)] = [
    ("no flow", [], nil),
    ("a flow", [5], nil),
    ("two flows a day apart tell nothing of what is usual", [0, 86_400], nil),
    ("a flow each second, never silent", Array(0..<10_000), nil),
    (
      "a flow each second but for two hours", Array(0..<1000) + Array(8200..<9000),
      1000...8200
    ),
    ("less than a minute is no silence", Array(0..<1000) + Array(1055..<2000), nil),
    ("newest first", Array((8200..<9000).reversed()) + Array((0..<1000).reversed()), 1000...8200),
    (
      "a flow every ten minutes: half an hour is not long",
      (0..<200).map { $0 * 600 } + (203..<400).map { $0 * 600 }, nil
    ),
    (
      "a flow every ten minutes: a day is long",
      (0..<200).map { $0 * 600 } + (400..<600).map { $0 * 600 }, 199 * 600 + 1...400 * 600
    ),
    (
      "every night is usual",
      (0..<7).flatMap { day in (0..<4000).map { day * 86_400 + $0 * 10 } }, nil
    ),
    (
      "bursts are usual", (0..<24).flatMap { hour in (0..<60).map { hour * 3600 + $0 } }, nil
    ),
    (
      "two holes: the first of the longest",
      Array(0..<100) + Array(900..<1000) + Array(1800..<1900), 100...900
    ),
    ("before 1970", (-2000..<(-1000)).map { $0 } + Array(0..<1000), -1000...0),
    (
      "seconds over years are seen in wider stretches",
      (0..<100_000).map { $0 * 1000 } + (200_000..<300_000).map { $0 * 1000 },
      99_999 * 1000 + 1...200_000 * 1000
    ),
  ]

  private static func seen(_ seconds: some Sequence<Int64>) -> OccupiedTimes {
    var times = OccupiedTimes()
    for second in seconds {
      times.note(OptionalTime(nanoseconds: second * Self.second + 5))
      times.note(.absent)
    }
    return times
  }

  @Test("a silence is told where it is much longer than is usual", arguments: rows.indices)
  func silence(index: Int) throws {
    let row = Self.rows[index]
    let found = Self.seen(row.seconds).silence
    guard let expected = row.silence else {
      #expect(found == nil, "\(row.name)")
      return
    }
    let silence = try #require(found, "\(row.name)")
    let (from, to) = (silence.from.nanoseconds, silence.to.nanoseconds)
    // It is within the hole, and shorter by at most two stretches and two seconds.
    let span = (row.seconds.max() ?? 0) - (row.seconds.min() ?? 0)
    let stretch = max(2, span / 30_000)
    #expect(from % Self.second == 0 && to % Self.second == 0)
    #expect(from / Self.second >= expected.lowerBound, "\(row.name)")
    #expect(to / Self.second <= expected.upperBound, "\(row.name)")
    #expect(from / Self.second <= expected.lowerBound + stretch + 1, "\(row.name)")
    #expect(to / Self.second >= expected.upperBound - stretch - 1, "\(row.name)")
  }

  @Test("who saw what, and in which order, makes no difference", arguments: rows.indices)
  func merged(index: Int) {
    let seconds = Self.rows[index].seconds
    let expected = Self.seen(seconds).silence
    var random = SeededNumbers(ofRun: index)
    for parts in [2, 3, 8] {
      var seen = (0..<parts).map { _ in OccupiedTimes() }
      for second in seconds.shuffled(using: &random) {
        seen[Int.random(in: 0..<parts, using: &random)].note(
          OptionalTime(nanoseconds: second * Self.second + 5))
      }
      var whole = OccupiedTimes()
      for part in seen.shuffled(using: &random) {
        whole.merge(part)
      }
      #expect(whole.silence == expected)
    }
  }

  @Test("the ends of what 64 bits hold have room")
  func extremes() {
    var times = Self.seen(Array(0..<100))
    times.note(OptionalTime(nanoseconds: .max))
    times.note(OptionalTime(nanoseconds: .min + 1))
    #expect(times.silence == nil)
    var late = OccupiedTimes()
    for number in 0..<100 as Range<Int64> {
      late.note(OptionalTime(nanoseconds: .max - number * Self.second))
    }
    late.note(OptionalTime(nanoseconds: .max - 10_000 * Self.second))
    #expect(late.silence != nil)
  }
}
