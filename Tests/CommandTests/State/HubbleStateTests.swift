import Foundation
import TestSupport
import Testing

/// `export --state --hubble-metrics`: the agent's families over all runs.
@Suite struct HubbleStateTests {
  private static let metrics = "drop:sourceContext=namespace flow http tcp dns:query"

  private struct Log {
    let directory = try? TemporaryDirectory()
    let metrics: String

    var path: String {
      (directory?.path ?? "") + "/events.log"
    }

    func append(_ text: ArraySlice<UInt8>) throws {
      if !FileManager.default.fileExists(atPath: path) {
        try Data().write(to: URL(filePath: path))
      }
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(text))
      try handle.close()
    }

    func export(_ arguments: String...) throws -> ChildProcess.Outcome {
      try Binary.run(
        ["export", "--state", path + ".state", "--textfile", path + ".prom", "--hubble-metrics"]
          + [metrics, path] + arguments)
    }

    func samples() throws -> [String: Double] {
      let text = try String(contentsOfFile: path + ".prom", encoding: .utf8)
      return Dictionary(
        try Sample.all(in: text).filter { $0.name.hasPrefix("hubble_") }
          .map { ("\($0.name)\($0.labels.sorted { $0.key < $1.key })", $0.value) },
        uniquingKeysWith: +)
    }
  }

  @Test("many runs over a growing log count what one run over the whole log counts")
  func manyRuns() throws {
    let text = try Fixture.unpacked("flows/odd-5k.jsonl.gz")
    let log = Log(metrics: Self.metrics)
    var before: [String: Double] = [:]
    for part in 0..<7 {
      try log.append(text[(text.count * part / 7)..<(text.count * (part + 1) / 7)])
      #expect(try log.export("--max-series", "100000").status == .exited(0))
      let now = try log.samples()
      for (series, value) in before where (now[series] ?? -1) < value {
        Issue.record("\(series) went back from \(value) to \(now[series] ?? -1)")
      }
      before = now
    }
    // What came last was written with 0 once.
    #expect(try log.export("--max-series", "100000").status == .exited(0))
    let whole = try Binary.run(
      "export", "--hubble-metrics", Self.metrics, "--max-series", "100000",
      "flows/odd-5k.jsonl.gz")
    let expected = Dictionary(
      try Sample.all(in: whole.text).filter { $0.name.hasPrefix("hubble_") }
        .map { ("\($0.name)\($0.labels.sorted { $0.key < $1.key })", $0.value) },
      uniquingKeysWith: +)
    #expect(try log.samples() == expected)
    #expect(expected.count > 300)
  }

  @Test("a new series is 0 at first, its buckets too, and later ones share (other)")
  func zeroAndBudget() throws {
    let log = Log(metrics: "http drop")
    func line(_ method: String) -> ArraySlice<UInt8> {
      let flow =
        #""verdict":"DROPPED","drop_reason_desc":"\#(method)","l7":{"type":"RESPONSE","latency_ns":"6000000","http":{"method":"\#(method)"}}"#
      return ArraySlice("{\"flow\":{\(flow)}}\n".utf8)
    }
    func drops() throws -> [String] {
      let text = try String(contentsOfFile: log.path + ".prom", encoding: .utf8)
      return text.split(separator: "\n").map(String.init).filter {
        $0.hasPrefix("hubble_drop_total") || $0.contains("_bucket{") && $0.contains("\"0.01\"")
          || $0.contains("suppressed{family=\"hubble_drop_total")
      }
    }
    let prefix = "hubble_http_request_duration_seconds_bucket{method="
    func expected(_ a: Int, _ other: Int?, suppressed: Int) -> [String] {
      ["flowaudit_series_suppressed{family=\"hubble_drop_total\"} \(suppressed)"]
        + (other.map { ["hubble_drop_total{protocol=\"(other)\",reason=\"(other)\"} \($0)"] } ?? [])
        + ["hubble_drop_total{protocol=\"Unknown flow\",reason=\"A\"} \(a)"]
        + (other.map { ["\(prefix)\"(other)\",reporter=\"(other)\",le=\"0.01\"} \($0)"] } ?? [])
        + ["\(prefix)\"A\",reporter=\"unknown\",le=\"0.01\"} \(a)"]
    }
    try log.append(line("A"))
    _ = try log.export("--max-series", "1")
    #expect(try drops() == expected(0, nil, suppressed: 0))
    try log.append(line("B") + line("A") + line("C"))
    _ = try log.export("--max-series", "1")
    #expect(try drops() == expected(2, 0, suppressed: 2))
    _ = try log.export("--max-series", "1")
    #expect(try drops() == expected(2, 2, suppressed: 0))
  }

  @Test("other metrics are another configuration, in another order they are the same")
  func configuration() throws {
    let log = Log(metrics: "drop flow")
    try log.append([])
    #expect(try log.export().status == .exited(0))
    let same = try Binary.run(
      "export", "--state", log.path + ".state", log.path,
      "--hubble-metrics", "flow drop:")
    #expect(same.status == .exited(0))
    let other = try Binary.run(
      "export", "--state", log.path + ".state", log.path,
      "--hubble-metrics", "drop")
    #expect(other.status == .exited(5))
    #expect(
      other.errorText.contains(
        "--hubble-metrics was 'drop flow', now it is 'drop'; use another --state"))
  }
}
