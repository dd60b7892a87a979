import TestSupport
import Testing

@testable import FlowCorrelation

/// The tests of `correlate`, held against what scipy says: Fixtures/statistics, made by Fixtures/tools/statistics.py.
@Suite struct StatisticsTests {
  /// The fields of the lines of one test, without its name.
  private static func lines(_ name: String) throws -> [[String]] {
    let lines = try Fixture.text("statistics/scipy.tsv").split(separator: "\n").map {
      $0.split(separator: "\t").map(String.init)
    }
    let found = lines.filter { $0[0] == name }.map { Array($0.dropFirst()) }
    try #require(!found.isEmpty)
    return found
  }

  private static func numbers<Number: LosslessStringConvertible>(_ text: String) -> [Number] {
    text.split(separator: " ").compactMap { Number(String($0)) }
  }

  /// Whether two probabilities are equal but for rounding.
  private static func isClose(_ left: Double, _ right: Double, within share: Double) -> Bool {
    abs(left - right) <= share * max(abs(left), abs(right)) + 1e-14
  }

  @Test("the conditional test is the binomial distribution's tail")
  func binomial() throws {
    for line in try Self.lines("binomial") {
      let (count, trials) = (try #require(Int(line[0])), try #require(Int(line[1])))
      let (share, value) = (try #require(Double(line[2])), try #require(Double(line[3])))
      let found = BinomialTail.atLeast(count, of: trials, share: share)
      #expect(Self.isClose(found, value, within: 1e-7), "\(line): \(found)")
    }
  }

  @Test("a share's interval is that of Clopper and Pearson")
  func interval() throws {
    for line in try Self.lines("interval") {
      let (count, trials) = (try #require(Int(line[0])), try #require(Int(line[1])))
      let found = RateRatio.interval(count, of: trials)
      let (low, high) = (try #require(Double(line[2])), try #require(Double(line[3])))
      #expect(Self.isClose(found.low, low, within: 1e-6), "\(line): \(found)")
      #expect(Self.isClose(found.high, high, within: 1e-6), "\(line): \(found)")
    }
  }

  @Test("busy minutes are told apart by Fisher's exact test")
  func fisher() throws {
    for line in try Self.lines("fisher") {
      let numbers = try line.prefix(4).map { try #require(Int($0)) }
      let value = try #require(Double(line[4]))
      let found = BinomialTail.atLeast(
        numbers[0], marked: numbers[1], drawn: numbers[2], of: numbers[3])
      #expect(Self.isClose(found, value, within: 1e-7), "\(line): \(found)")
    }
  }

  @Test("ranks are summed as Mann and Whitney do, ties and steps corrected")
  func ranks() throws {
    for line in try Self.lines("ranks") {
      let value = try #require(Double(line[2]))
      let found = RankSum.greater(Self.numbers(line[1]), than: Self.numbers(line[0]))
      #expect(Self.isClose(found, value, within: 1e-9), "\(line): \(found)")
    }
    #expect(RankSum.greater([], than: [1]) == 1)
    #expect(RankSum.greater([1, 1], than: [1]) == 1)
  }

  @Test("probabilities that were asked together are adjusted as Benjamini and Hochberg do")
  func discovery() throws {
    for line in try Self.lines("discovery") {
      let (values, adjusted): ([Double], [Double]) = (
        Self.numbers(line[0]), Self.numbers(line[1])
      )
      let found = FalseDiscovery.adjusted(values)
      for (left, right) in zip(found, adjusted) {
        #expect(Self.isClose(left, right, within: 1e-12), "\(line)")
      }
      #expect(found.count == adjusted.count)
    }
    #expect(FalseDiscovery.adjusted([]).isEmpty)
  }

  @Test(
    "a change point is the first event of the greater rate",
    arguments: [
      (times: [10.0, 60, 61, 62, 63, 64], length: 100.0, onset: 1),
      ([60, 61, 62, 63], 100, 0),
      ([5, 25, 45, 65, 85, 90, 91, 92, 93, 94], 100, 4),
    ] as [(times: [Double], length: Double, onset: Int)])
  func changePoint(row: (times: [Double], length: Double, onset: Int)) {
    #expect(ChangePoint.onset(of: row.times, length: row.length) == row.onset)
  }

  @Test("no change point is in nothing, nor where events only come slower")
  func noChangePoint() {
    #expect(ChangePoint.onset(of: [], length: 100) == nil)
    #expect(ChangePoint.onset(of: [0, 0.1, 0.2, 0.3], length: 1000) == 0)
  }

  @Test("a ratio has an interval, without an upper end where nothing was before")
  func ratio() throws {
    let doubled = RateRatio(before: 30, after: 20, secondsBefore: 2700, secondsAfter: 900)
    #expect(doubled.ratio == 2)
    let high = try #require(doubled.high)
    #expect(doubled.low < 2 && 2 < high)
    let new = RateRatio(before: 0, after: 20, secondsBefore: 2700, secondsAfter: 900)
    #expect(new.ratio == nil && new.high == nil && new.low > 1)
  }
}
