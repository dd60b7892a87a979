import Foundation
import TestSupport
import Testing

/// `--hubble-metrics`, held against what Cilium's own handlers expose for the same flows.
@Suite struct HubbleMetricsTests {
  /// A specification, and a log that it was tried on.
  struct Trial: CustomTestStringConvertible {
    let name: String
    let metrics: String
    let log: (short: String, file: String)

    var testDescription: String {
      "\(name) on \(log.file)"
    }

    /// What the agent exposes; nothing where it has no family.
    func expected() throws -> String {
      let file = "expected/hubble-metrics/\(name).\(log.short).prom.gz"
      guard FileManager.default.fileExists(atPath: Fixture.path(file)) else {
        return ""
      }
      return String(decoding: try Fixture.unpacked(file), as: UTF8.self)
    }
  }

  private static let logs = [
    ("full", "full-20k"), ("odd", "odd-5k"), ("exp", "exporter-20k"),
  ]

  static let trials: [Trial] = {
    let rows = (try? Fixture.text("expected/hubble-metrics/configs.tsv"))?.split(separator: "\n")
    return (rows ?? []).flatMap { row in
      let cells = row.split(separator: "\t").map(String.init)
      return logs.map { Trial(name: cells[0], metrics: cells[1], log: $0) }
    }
  }()

  @Test("there are seven specifications, on three logs, all but one of which has families")
  func thereAreTrials() throws {
    #expect(Self.trials.count == 21)
    #expect(
      try Self.trials.filter { try $0.expected().isEmpty }.map(\.testDescription) == [
        "world on exporter-20k"
      ])
  }

  @Test("families, texts, types, labels and values are the agent's", arguments: trials)
  func equality(trial: Trial) throws {
    let text = try Self.agentsPart(
      of: Self.export(trial.metrics, "flows/\(trial.log.file).jsonl.gz", "--max-series", "1000000"))
    let expected = try trial.expected()
    #expect(Self.heads(of: text) == Self.heads(of: expected))
    let found = try Self.values(text)
    let wanted = try Self.values(expected)
    #expect(Set(found.keys) == Set(wanted.keys))
    for (series, value) in wanted where abs((found[series] ?? 0) - value) > 1e-9 * abs(value) {
      Issue.record("\(series): \(found[series] ?? 0), the agent has \(value)")
    }
  }

  @Test("any number of threads and a pipe write the same bytes", arguments: ["plain", "labels"])
  func threads(name: String) throws {
    let trial = try #require(Self.trials.first { $0.name == name })
    let directory = try TemporaryDirectory()
    let file = try directory.file("log.jsonl", try Fixture.unpacked("flows/full-20k.jsonl.gz"))
    let alone = try Self.agentsPart(of: Self.export(trial.metrics, file))
    #expect(try Self.agentsPart(of: Self.export(trial.metrics, file, "--threads", "5")) == alone)
    let piped = try Binary.run(
      ["export", "--hubble-metrics", trial.metrics],
      input: .file(Fixture.path("flows/full-20k.jsonl.gz")))
    #expect(try Self.agentsPart(of: piped.text) == alone)
  }

  @Test("aggregated lines count by their weight")
  func aggregated() throws {
    let log = "flows/aggregate-12k.jsonl.gz"
    let flows = try Sample.all(in: try Self.export("flow drop", log))
    func sum(_ family: String) -> Double {
      flows.filter { $0.name == family }.reduce(0) { $0 + $1.value }
    }
    #expect(sum("hubble_flows_processed_total") == sum("flowaudit_window_flows"))
    let dropped = flows.filter {
      $0.name == "flowaudit_window_flows" && $0.labels["verdict"] == "DROPPED"
    }
    #expect(sum("hubble_drop_total") == dropped.reduce(0) { $0 + $1.value })
    #expect(sum("hubble_drop_total") > 0)
  }

  @Test("filters choose what counts here too")
  func filters() throws {
    let samples = try Sample.all(
      in: try Self.export("flow", "flows/full-20k.jsonl.gz", "--verdict", "REDIRECTED"))
    let flows = samples.filter { $0.name == "hubble_flows_processed_total" }
    #expect(flows.reduce(0) { $0 + $1.value } == 180)
    #expect(Set(flows.map { $0.labels["verdict"] }) == ["REDIRECTED"])
  }

  @Test(
    "beyond --max-series the rest is one series, and the totals are exact",
    arguments: Scale.drawn(trials, inCI: 8))
  func budget(trial: Trial) throws {
    let file = "flows/\(trial.log.file).jsonl.gz"
    let all = try Sample.all(in: try Self.export(trial.metrics, file, "--max-series", "1000000"))
    let some = try Sample.all(in: try Self.export(trial.metrics, file, "--max-series", "5"))
    func totals(_ samples: [Sample]) -> [String: Double] {
      Dictionary(
        samples.filter { $0.name.hasPrefix("hubble_") && !$0.name.hasSuffix("_sum") }
          .map { ($0.name, $0.value) }, uniquingKeysWith: +)
    }
    #expect(totals(some) == totals(all))
    let counters = Dictionary(
      grouping: some.filter { $0.name.hasPrefix("hubble_") && $0.name.hasSuffix("_total") },
      by: \.name)
    let allCounters = Dictionary(grouping: all, by: \.name)
    for (name, series) in counters {
      let count = allCounters[name]?.count ?? 0
      #expect(series.count == min(count, 6), "\(name)")
      let suppressed = some.first {
        $0.name == "flowaudit_series_suppressed" && $0.labels["family"] == name
      }
      #expect(suppressed?.value == Double(max(0, count - 5)), "\(name)")
    }
  }

  @Test("promtool finds nothing to complain of", arguments: trials.filter { $0.log.short != "exp" })
  func promtool(trial: Trial) throws {
    let text = try Self.export(trial.metrics, "flows/\(trial.log.file).jsonl.gz")
    let outcome = try Tool.attempt(
      "promtool", ["check", "metrics"], input: .bytes([UInt8](text.utf8)))
    #expect(outcome.status == .exited(0))
    #expect(outcome.text + outcome.errorText == "")
  }

  @Test("node_exporter serves every sample", arguments: trials.filter { $0.log.short == "odd" })
  func nodeExporter(trial: Trial) throws {
    let directory = try TemporaryDirectory()
    let file = directory.path + "/flowaudit.prom"
    _ = try Self.export(trial.metrics, "flows/odd-5k.jsonl.gz", "--textfile", file)
    let written = try Self.values(String(contentsOfFile: file, encoding: .utf8))
    let served = try Self.values(try Tool.script("scrape.py", [directory.path]).text)
    #expect(served.first { $0.key.hasPrefix("node_textfile_scrape_error") }?.value == 0)
    for (series, value) in written where served[series] != value {
      Issue.record("\(series): \(value), served \(served[series] ?? -1)")
    }
  }

  @Test("a label that one of the families has cannot be a constant one")
  func constantLabel() throws {
    let outcome = try Binary.run(
      "export", "--hubble-metrics", "tcp", "--const-label", "flag=x", "flows/mixed.jsonl")
    #expect(outcome.status == .exited(2))
    #expect(
      outcome.errorText
        == "flowaudit: --const-label flag: hubble_tcp_flags_total has a label of this name already: take another name\n"
        + "try 'flowaudit export --help'\n")
    #expect(
      try Self.export("tcp", "flows/mixed.jsonl", "--const-label", "cluster=c")
        .contains("cluster=\"c\"} "))
  }

  @Test("a NUL in a name is kept in the agent's families, and is U+FFFD in our own")
  func zeroBytes() throws {
    let log =
      #"{"flow":{"verdict":"DROPPED","drop_reason_desc":"POLICY_DENIED","event_type":{"type":1},"Type":"L3_L4","#
      + #""source":{"namespace":"a\u0000b"},"l4":{"TCP":{}}}}"# + "\n"
    let outcome = try Binary.run(
      ["export", "--hubble-metrics", "drop:sourceContext=namespace"], input: .bytes(Array(log.utf8))
    )
    #expect(outcome.text.contains("source=\"a\0b\"} 1\n"))
    #expect(outcome.text.contains("{source_namespace=\"a\u{FFFD}b\","))
    let directory = try TemporaryDirectory()
    let path = try directory.file("x.prom", outcome.text)
    #expect(
      try Tool.attempt("promtool", ["check", "metrics"], input: .bytes(outcome.output)).text == "")
    #expect(try Binary.run("lint", path).status == .exited(0))
  }

  private static func export(
    _ metrics: String, _ log: String, _ arguments: String...
  ) throws -> String {
    let outcome = try Binary.run(["export", "--hubble-metrics", metrics, log] + arguments)
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    return outcome.text
  }

  /// The lines of the agent's families.
  private static func agentsPart(of text: String) throws -> String {
    text.split(separator: "\n").filter {
      $0.hasPrefix("hubble_") || $0.hasPrefix("# HELP hubble_") || $0.hasPrefix("# TYPE hubble_")
    }.joined(separator: "\n")
  }

  private static func heads(of text: String) -> [Substring] {
    text.split(separator: "\n").filter { $0.hasPrefix("# ") }
  }

  /// Values by series; an empty label is no label.
  private static func values(_ text: String) throws -> [String: Double] {
    let values = try Sample.all(in: text).map { sample in
      let labels = sample.labels.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
      let pairs = labels.map { "\($0.key)=\(Array($0.value.utf8))" }.joined(separator: ",")
      return ("\(sample.name){\(pairs)}", sample.value)
    }
    return try Dictionary(values) { _, _ in throw Tool.Failed(description: "a series twice") }
  }
}
