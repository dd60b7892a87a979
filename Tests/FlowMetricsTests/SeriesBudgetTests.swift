import FlowAnswer
import FlowMetrics
import Testing

struct SeriesBudgetTests {
  private static let rows: [([String], UInt64)] = [
    (["b", "b", "b", "b", "b", "b"], 5), (["a", "a", "a", "a", "a", "a"], 5),
    (["c", "c", "c", "c", "c", "c"], 9), (["d", "d", "d", "d", "d", "d"], 1),
  ]

  private func lines(_ summary: Summary, maximum: Int) -> [Substring] {
    let metrics = WindowMetrics(
      summary, facts: Samples.facts(), previous: nil, maximumSeries: maximum)
    return metrics.text.split(separator: "\n").filter {
      $0.hasPrefix("flowaudit_window_drops{") || $0.hasPrefix("flowaudit_window_flows{verdict=\"X")
        || $0.hasPrefix("flowaudit_window_flows{verdict=\"(")
        || $0.hasPrefix("flowaudit_series_suppressed{")
    }
  }

  private func drops(_ value: String, _ count: Int) -> String {
    let labels = [
      "source_namespace", "destination_namespace", "direction", "reason", "policy", "policy_kind",
    ]
    let values = labels.map { "\($0)=\"\(value)\"" }.joined(separator: ",")
    return "flowaudit_window_drops{\(values)} \(count)"
  }

  private func suppressed(_ counts: Int...) -> [String] {
    zip(["audit", "drops", "flows", "lost_events"], [0] + counts).map {
      "flowaudit_series_suppressed{family=\"flowaudit_window_\($0)\"} \($1)"
    }
  }

  @Test("the largest have their series, ties go to the first by name, the rest is exact in (other)")
  func largest() {
    let summary = Summary(coverage: Coverage(), tables: [Samples.table(Self.rows)])
    #expect(
      lines(summary, maximum: 2)
        == (suppressed(2, 0, 0) + [drops("(other)", 6), drops("a", 5), drops("c", 9)])
        .map { Substring($0) })
    #expect(
      lines(summary, maximum: 0)
        == (suppressed(4, 0, 0) + [drops("(other)", 20)]).map { Substring($0) })
  }

  @Test(
    "a table that has overflowed has one (other) with the rest, and says that groups are missing")
  func overflowed() {
    let other = ["(other)", "(other)", "(other)", "(other)", "(other)", "(other)"]
    let table = Samples.table(Self.rows + [(other, 100)], hasOverflowed: true)
    let summary = Summary(coverage: Coverage(), tables: [table])
    #expect(
      lines(summary, maximum: 2)
        == (suppressed(3, 0, 0) + [drops("(other)", 106), drops("a", 5), drops("c", 9)])
        .map { Substring($0) })
  }

  @Test("verdicts that nobody knows share the budget, known ones are always there")
  func unknownVerdicts() {
    var coverage = Coverage()
    coverage.flowsByVerdict = [
      .init(name: "DROPPED", count: 1), .init(name: "X1", count: 2), .init(name: "X2", count: 3),
      .init(name: "X3", count: 4),
    ]
    let summary = Summary(coverage: coverage, tables: [])
    #expect(
      lines(summary, maximum: 1)
        == (suppressed(0, 2, 0) + [
          "flowaudit_window_flows{verdict=\"(other)\"} 5",
          "flowaudit_window_flows{verdict=\"X3\"} 4",
        ]).map { Substring($0) })
  }

  @Test(
    "names that are written alike are one series with their sum; other forms of Unicode are not alike"
  )
  func alike() {
    let tail = ["b", "c", "d", "e", "f"]
    let rows: [([String], UInt64)] = [
      ([""] + tail, 1), (["(none)"] + tail, 2), (["\u{E9}"] + tail, 3), (["e\u{301}"] + tail, 4),
      (["x\u{0}"] + tail, 5), (["x\u{FFFD}"] + tail, 6),
    ]
    let summary = Summary(coverage: Coverage(), tables: [Samples.table(rows)])
    let values = lines(summary, maximum: 10).dropFirst(4).map { line in
      line.dropFirst("flowaudit_window_drops{source_namespace=".count).prefix { $0 != "," }
        + String(line.split(separator: " ").last ?? "")
    }
    #expect(values == ["\"(none)\"3", "\"e\u{301}\"4", "\"x\u{FFFD}\"11", "\"\u{E9}\"3"])
  }
}
