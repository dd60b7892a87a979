import FlowAnswer
import FlowMetrics
import Testing

struct HubbleBlocksTests {
  private static func summary(_ metrics: String) throws -> Summary {
    var summary = Samples.nothing
    summary.families = try HubbleMetrics(metrics).families.map { family in
      let rows = ["", "(none)", "a\"b\\c\nd"].enumerated().map { index, text in
        FamilyRow(
          labelValues: family.labelNames.map { _ in text },
          value: family.isHistogram
            ? FamilyValue(
              count: 3, buckets: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2], nanoseconds: 30_000_000_500)
            : FamilyValue(count: UInt64(index + 1)))
      }
      return FamilyCounts(family: family, rows: rows)
    }
    return summary
  }

  private static func lines(
    _ summary: Summary, maximumSeries: Int = 1000, labels: [String] = []
  ) throws -> [String] {
    let text = WindowMetrics(
      summary, facts: Samples.facts(), previous: nil, constantLabels: try ConstantLabels(labels),
      maximumSeries: maximumSeries
    ).text
    return text.split(separator: "\n").filter { $0.contains("hubble_") }.map(String.init)
  }

  @Test("a counter is written with the agent's words, and keeps empty labels")
  func counter() throws {
    #expect(
      try Self.lines(Self.summary("drop")) == [
        "flowaudit_series_suppressed{family=\"hubble_drop_total\"} 0",
        "# HELP hubble_drop_total Number of drops", "# TYPE hubble_drop_total counter",
        "hubble_drop_total{protocol=\"\",reason=\"\"} 1",
        "hubble_drop_total{protocol=\"(none)\",reason=\"(none)\"} 2",
        "hubble_drop_total{protocol=\"a\\\"b\\\\c\\nd\",reason=\"a\\\"b\\\\c\\nd\"} 3",
      ])
  }

  @Test("a histogram is written with growing buckets, the bound behind all other labels")
  func histogram() throws {
    let name = "hubble_http_request_duration_seconds"
    let lines = try Self.lines(Self.summary("http"), maximumSeries: 1, labels: ["zone=z"])
      .filter { $0.contains(name) && !$0.contains("(other)") }
    let labels = "method=\"\",reporter=\"\",zone=\"z\""
    let bounds = [
      "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "2.5", "5", "10",
    ]
    #expect(
      lines == [
        "flowaudit_series_suppressed{family=\"\(name)\",zone=\"z\"} 2",
        "# HELP \(name) Quantiles of HTTP request duration in seconds",
        "# TYPE \(name) histogram",
      ] + bounds.map { "\(name)_bucket{\(labels),le=\"\($0)\"} 1" } + [
        "\(name)_bucket{\(labels),le=\"+Inf\"} 3", "\(name)_sum{\(labels)} 30.0000005",
        "\(name)_count{\(labels)} 3",
      ])
  }

  @Test("what has no series of its own is one series, with a log's own name of it")
  func others() throws {
    var summary = try Self.summary("drop")
    let family = summary.families[0].family
    let rows = [("(other)", 9), ("x", 5), ("y", 4)].map { text, count in
      FamilyRow(labelValues: [text, text], value: FamilyValue(count: UInt64(count)))
    }
    summary.families = [FamilyCounts(family: family, rows: rows)]
    #expect(
      try Self.lines(summary, maximumSeries: 2).suffix(2) == [
        "hubble_drop_total{protocol=\"(other)\",reason=\"(other)\"} 13",
        "hubble_drop_total{protocol=\"x\",reason=\"x\"} 5",
      ])
  }

  @Test("a family without series is not there, as in the agent")
  func empty() throws {
    var summary = Samples.nothing
    summary.families = try HubbleMetrics("drop").families.map { FamilyCounts(family: $0) }
    #expect(
      try Self.lines(summary) == ["flowaudit_series_suppressed{family=\"hubble_drop_total\"} 0"])
  }

  @Test("a failed run that read nothing keeps the families that are still asked for as they were")
  func keepsWindow() throws {
    let specification = "drop http"
    let old = WindowMetrics(
      try Self.summary(specification), facts: Samples.facts(), previous: nil
    ).text
    func failed(_ metrics: String, after old: String = old) throws -> [String] {
      var nothing = Samples.nothing
      nothing.families = try HubbleMetrics(metrics).families.map { FamilyCounts(family: $0) }
      let previous = PreviousTextfile(
        Array(old.utf8), hubbleMetrics: try HubbleMetrics(metrics))
      #expect(previous != nil)
      let text = WindowMetrics(
        nothing, facts: Samples.facts(wasSuccessful: false), previous: previous
      ).text
      #expect(text.contains("\nflowaudit_last_success_timestamp_seconds "))
      return text.split(separator: "\n").filter { $0.contains(/^(# .* |)hubble_/) }.map(String.init)
    }
    func families(_ names: String...) -> [String] {
      old.split(separator: "\n").map(String.init).filter { line in
        names.contains { line.contains("hubble_\($0)") } && !line.contains("suppressed")
      }
    }
    #expect(try failed(specification) == families("drop", "http"))
    #expect(try failed("drop") == families("drop"))
    #expect(try failed("flow") == [])
    // Other labels: another family.
    #expect(try failed("drop:sourceContext=pod http") == families("http"))
    let broken = old.replacing("hubble_drop_total{", with: "hubble_other_total{")
    #expect(PreviousTextfile(Array(broken.utf8), hubbleMetrics: try HubbleMetrics("drop")) == nil)
    #expect(PreviousTextfile(Array(broken.utf8)) == nil)
  }
}
