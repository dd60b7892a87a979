import FlowAnswer
import FlowMetrics
import FlowState
import Testing

/// The agent's families over several runs, through the lines of a state.
struct RunningFamiliesTests {
  private static let metrics = (try? HubbleMetrics("drop")) ?? HubbleMetrics()

  /// A run in which so many drops had each reason, and others had none of their own.
  struct Run {
    let reasons: [(String, UInt64)]
    var other: UInt64 = 0
    var suppressed: UInt64 = 0
  }

  private func lines(_ runs: [Run], maximum: Int) throws -> [String] {
    var counts = RunningCounts()
    for run in runs {
      var summary = Samples.nothing
      let rows = run.reasons.map {
        FamilyRow(labelValues: ["TCP", $0.0], value: FamilyValue(count: $0.1))
      }
      summary.families = [
        FamilyCounts(
          family: Self.metrics.families[0], rows: rows, other: FamilyValue(count: run.other),
          suppressedCount: run.suppressed)
      ]
      counts.add(
        summary, Samples.facts(),
        rules: RunningCounts.Rules(maximumSeries: maximum, startsAtZero: false))
      var writer = StateWriter()
      counts.write(to: &writer)
      counts = RunningCounts()
      for line in try writer.lines {
        #expect(try counts.restore(line))
      }
    }
    return CounterMetrics(counts, version: "1", hubbleMetrics: Self.metrics).text
      .split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("hubble_drop_total{") || $0.contains("family=\"hubble_drop_total\"")
      }
  }

  private func expected(_ suppressed: Int, _ series: [(String, String, Int)]) -> [String] {
    ["flowaudit_series_suppressed{family=\"hubble_drop_total\"} \(suppressed)"]
      + series.map { "hubble_drop_total{protocol=\"\($0)\",reason=\"\($1)\"} \($2)" }
  }

  @Test("of the labels of one run the largest come first, of equal ones the first by name")
  func largest() throws {
    #expect(
      try lines([Run(reasons: [("A", 1), ("C", 5), ("B", 5)])], maximum: 1)
        == expected(2, [("(other)", "(other)", 6), ("TCP", "B", 5)]))
  }

  @Test("what had no labels of its own in a run adds to (other), and is said to be missing")
  func others() throws {
    #expect(
      try lines(
        [
          Run(reasons: [("A", 1)], other: 7, suppressed: 3),
          Run(reasons: [("A", 1), ("B", 4)], other: 2, suppressed: 1),
        ], maximum: 1)
        == expected(2, [("(other)", "(other)", 13), ("TCP", "A", 2)]))
  }

  @Test("of one run alone the largest have their series, the rest is exact in (other)")
  func window() throws {
    var summary = Samples.nothing
    let rows = [("A", 1), ("B", 5), ("C", 5), ("D", 7), ("E", 5)].map {
      FamilyRow(labelValues: ["TCP", $0.0], value: FamilyValue(count: $0.1))
    }
    summary.families = [
      FamilyCounts(
        family: Self.metrics.families[0], rows: rows, other: FamilyValue(count: 2),
        suppressedCount: 1)
    ]
    func lines(_ maximum: Int) -> [String] {
      WindowMetrics(
        summary, facts: Samples.facts(), previous: nil, maximumSeries: maximum
      ).text.split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("hubble_drop_total{") || $0.contains("family=\"hubble_drop_total\"")
      }
    }
    #expect(
      lines(3)
        == expected(
          3, [("(other)", "(other)", 8), ("TCP", "B", 5), ("TCP", "C", 5), ("TCP", "D", 7)]))
    #expect(lines(0) == expected(6, [("(other)", "(other)", 25)]))
    #expect(lines(5).count == 7)
  }
}
