import Foundation
import TestSupport
import Testing

/// What `export --textfile` writes, held against Debian's promtool and node_exporter.
@Suite struct TextfileTests {
  static let logs = ["flows/full-20k.jsonl.gz", "flows/odd-5k.jsonl.gz", "edge/blank.json"]

  @Test("promtool finds nothing to complain of", arguments: logs)
  func promtool(log: String) throws {
    let (_, text) = try export(log)
    let outcome = try Tool.attempt(
      "promtool", ["check", "metrics"], input: .bytes([UInt8](text.utf8)))
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    #expect(outcome.text + outcome.errorText == "")
  }

  @Test("node_exporter serves every sample, and has no scrape error", arguments: logs)
  func nodeExporter(log: String) throws {
    let (directory, text) = try export(log)
    let served = Set(
      try Sample.all(in: try Tool.script("scrape.py", [directory.path]).text)
        .filter { $0.name.hasPrefix("flowaudit_") || $0.name == "node_textfile_scrape_error" })
    let written = try Sample.all(in: text)
    #expect(!written.isEmpty)
    #expect(Set(written).count == written.count)
    let error = served.filter { $0.name == "node_textfile_scrape_error" }
    #expect(error.map(\.value) == [0])
    #expect(served.subtracting(error) == Set(written))
  }

  @Test("the gauges hold what the rules say", arguments: ["full-20k", "odd-5k", "exporter-20k"])
  func values(log: String) throws {
    let expected = try DropsTests.expectation(of: log).counts
    let samples = try Sample.all(in: try export("flows/\(log).jsonl.gz").text)
    func family(_ name: String) -> [Sample] {
      samples.filter { $0.name == "flowaudit_window_" + name }
    }
    func values(_ name: String, by label: String) -> [String: Int] {
      Dictionary(
        family(name).map { ($0.labels[label] ?? "", Int($0.value)) }, uniquingKeysWith: +
      ).filter { $0.value != 0 }
    }
    #expect(family("packets_dropped").map(\.value) == [Double(expected.total)])
    #expect(family("drops").reduce(0) { $0 + Int($1.value) } == expected.total)
    #expect(values("flows", by: "verdict") == expected.flowsByVerdict)
    #expect(values("lines", by: "result") == expected.lines)
    let lost = Dictionary(uniqueKeysWithValues: expected.lostEvents.map { ($0.lowercased(), $1) })
    let found = Dictionary(
      uniqueKeysWithValues: values("lost_events", by: "source").map { ($0.lowercased(), $1) })
    #expect(found == lost)
    let drops = Dictionary(
      family("drops").map { sample in
        let group = Counts.Group(
          source: sample.labels["source_namespace"] ?? "",
          destination: sample.labels["destination_namespace"] ?? "",
          reason: sample.labels["reason"] ?? "", policy: sample.labels["policy"] ?? "")
        return (group, Int(sample.value))
      }, uniquingKeysWith: +)
    #expect(drops.filter { $0.value != 0 } == expected.drops)
  }

  @Test("an empty log writes its zeros, and no times of flows")
  func emptyLog() throws {
    let samples = try Sample.all(in: try export("/dev/null").text)
    #expect(samples.first { $0.name == "flowaudit_window_packets_dropped" }?.value == 0)
    #expect(samples.first { $0.name == "flowaudit_window_seconds" }?.value == 0)
    #expect(samples.filter { $0.name == "flowaudit_window_flows" }.count == 8)
    #expect(samples.filter { $0.name == "flowaudit_window_lines" }.count == 6)
    #expect(!samples.contains { $0.name.hasSuffix("flow_timestamp_seconds") })
  }

  @Test("the labels of --const-label are on every series")
  func constantLabels() throws {
    let text = try export(
      "flows/pairing.jsonl", "--const-label", "cluster=a\"b\\c", "--const-label", "zone=z"
    ).text
    for sample in try Sample.all(in: text) {
      #expect(sample.labels["cluster"] == "a\"b\\c")
      #expect(sample.labels["zone"] == "z")
    }
  }

  @Test("two runs over the same log write the same bytes but for their own times")
  func deterministic() throws {
    let texts = try (0..<2).map { _ in
      try export("flows/odd-5k.jsonl.gz").text.split(separator: "\n")
        .filter { !$0.hasPrefix("flowaudit_last_") }.joined(separator: "\n")
    }
    #expect(texts[0] == texts[1])
  }

  @Test("the file is there with mode 0644, ends with LF, and nothing else is in the directory")
  func whatIsInTheDirectory() throws {
    let (directory, text) = try export("flows/pairing.jsonl")
    #expect(text.hasSuffix("\n"))
    #expect(!text.contains("\r"))
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
    #expect(names == ["flowaudit.prom"])
    let attributes = try FileManager.default.attributesOfItem(
      atPath: directory.path + "/flowaudit.prom")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o644)
  }

  @Test("a directory that is not there is status 4, with a message that names it")
  func missingDirectory() throws {
    let outcome = try Binary.run(
      "export", "--textfile", "/nowhere/flowaudit.prom", "flows/pairing.jsonl")
    #expect(outcome.status == .exited(4))
    #expect(outcome.errorText.contains("/nowhere/flowaudit.prom"))
    #expect(outcome.text == "")
  }

  @Test("without --textfile the metrics go to standard output")
  func standardOutput() throws {
    let outcome = try Binary.run("export", "flows/pairing.jsonl")
    #expect(outcome.status == .exited(0))
    let samples = try Sample.all(in: outcome.text)
    #expect(samples.first { $0.name == "flowaudit_window_packets_dropped" }?.value == 38)
  }

  @Test("the file of a run that reads nothing at all stays the old one's window, success 0")
  func unreadableInput() throws {
    let (directory, _) = try export("flows/pairing.jsonl")
    let outcome = try Binary.run(
      "export", "--textfile", directory.path + "/flowaudit.prom", "nosuchfile")
    #expect(outcome.status == .exited(3))
    let samples = try Sample.all(
      in: try String(
        contentsOf: URL(filePath: directory.path + "/flowaudit.prom"), encoding: .utf8))
    #expect(samples.first { $0.name == "flowaudit_window_packets_dropped" }?.value == 38)
    #expect(samples.first { $0.name == "flowaudit_last_run_success" }?.value == 0)
  }

  private func export(
    _ arguments: String...
  ) throws -> (directory: TemporaryDirectory, text: String) {
    let directory = try TemporaryDirectory()
    let path = directory.path + "/flowaudit.prom"
    let outcome = try Binary.run(["export", "--textfile", path] + arguments)
    try #require(outcome.status == .exited(0), "\(outcome.errorText)")
    #expect(outcome.text == "")
    return (directory, try String(contentsOf: URL(filePath: path), encoding: .utf8))
  }
}
