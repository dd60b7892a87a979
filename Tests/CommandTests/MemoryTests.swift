import Foundation
import TestSupport
import Testing

/// Memory does not grow with what is read.
@Suite(.serialized) struct MemoryTests {
  static let limitKibibytes = 64 * 1024

  @Test(
    "the peak stays under 64 MiB however long the log is, packed or unpacked",
    arguments: ["jsonl", "jsonl.gz"])
  func longLog(form: String) throws {
    let directory = try TemporaryDirectory()
    let log = "flows/full-20k.jsonl.gz"
    let part = form == "jsonl" ? try Fixture.unpacked(log) : try Fixture.bytes(log)
    let file = try directory.file("long.\(form)", part)
    let handle = try #require(FileHandle(forWritingAtPath: file))
    try handle.seekToEnd()
    for _ in 1..<max(1, Scale.memoryLogMegabytes / 50) {
      try handle.write(contentsOf: Data(part))
    }
    try handle.close()
    #expect(try Self.peak(["drops", file]) < Self.limitKibibytes)
  }

  @Test("a line beyond the limit is skipped in constant memory")
  func oversizeLine() throws {
    let directory = try TemporaryDirectory()
    let line = [UInt8](#"{"x":""#.utf8) + [UInt8](repeating: 0x61, count: 200_000_000)
    let file = try directory.file("one-line.jsonl", line)
    #expect(try Self.peak(["drops", file]) < Self.limitKibibytes)
    let answer = try Answer(try Binary.run("drops", "--output", "json", file))
    #expect(answer.coverage.lines.filter { $0.value != 0 } == ["oversize": 1])
  }

  @Test("a line of the limit is read, one byte more is oversize, and the next line counts")
  func limitOfLine() throws {
    for (length, result) in [(16_777_216, "other"), (16_777_217, "oversize")] {
      let filling = [UInt8](repeating: 0x61, count: length - 8)
      let line = [UInt8](#"{"x":""#.utf8) + filling + [UInt8](#""}"#.utf8)
      let log = line + [10] + [UInt8](#"{"flow":{"verdict":"DROPPED"}}"#.utf8) + [10]
      let answer = try Answer(
        try Binary.run("drops", "--output", "json", input: .bytes(log)))
      #expect(answer.coverage.lines.filter { $0.value != 0 } == [result: 1, "flow": 1])
    }
  }

  @Test("the peak stays under 64 MiB however many label sets the agent's families see")
  func manyLabelSets() throws {
    let directory = try TemporaryDirectory()
    let flow =
      #""verdict":"FORWARDED","is_reply":false,"IP":{},"l4":{"TCP":{"flags":{"SYN":true}}},"#
    let lines = (0..<300_000).map {
      #"{"flow":{\#(flow)"source":{"namespace":"n","pod_name":"pod-\#($0)"}}}"# + "\n"
    }
    let file = try directory.file("pods.jsonl", lines.joined())
    let context = ":sourceContext=pod"
    let metrics = ["flow", "tcp", "port-distribution"].map { $0 + context }.joined(separator: " ")
    let arguments = ["export", "--hubble-metrics", metrics, file]
    #expect(try Self.peak(arguments) < Self.limitKibibytes)
    let samples = try Sample.all(in: try Binary.run(arguments).text)
    for family in ["flows_processed_total", "tcp_flags_total", "port_distribution_total"] {
      let series = samples.filter { $0.name == "hubble_\(family)" }
      #expect(series.count == 1001)
      #expect(series.reduce(0) { $0 + $1.value } == 300_000)
    }
  }

  /// The peak of a run's resident memory in KiB, whatever its status.
  static func peak(_ arguments: [String]) throws -> Int {
    let outcome = try Tool.script(
      "peak_memory.py", ["bash", "-c", "\"$@\" || true", "bash", Binary.path] + arguments)
    return try #require(Int(outcome.text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}
