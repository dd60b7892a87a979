import Foundation
import TestSupport
import Testing

/// More sets of labels than can be kept: the budget holds, totals are exact, memory stays.
@Suite(.serialized) struct LabelSetTests {
  /// Besides 64 MiB; README says so.
  static let seriesByteCount = 1536

  /// A drop of its own label set, and a flow of its own verdict.
  private static let format =
    #"{"flow":{"verdict":"DROPPED","drop_reason_desc":"R%d","event_type":{"type":1},"source":{"namespace":"from-%d"},"#
    + #""destination":{"namespace":"to-%d"},"node_name":"n"},"node_name":"n"}\n{"flow":{"verdict":"V%d"}}\n"#

  @Test(
    "the largest keep series of their own, the rest is exact in (other), in bounded memory",
    arguments: [1000, 10_000])
  func labelSets(maximum: Int) throws {
    let directory = try TemporaryDirectory()
    let count = Scale.labelSets
    let log = directory.path + "/many.log"
    let script = #"BEGIN { for (i = 1; i <= \#(count); i++) printf format, i, i, i, i }"#
    _ = try Tool.run(
      "bash", ["-c", "awk -v format=\"$1\" \"$2\" > \"$3\"", "bash", Self.format, script, log])
    let limit = MemoryTests.limitKibibytes + 2 * maximum * Self.seriesByteCount / 1024
    let options = ["--max-series", String(maximum), log]
    let window = directory.path + "/window/f.prom"
    let counters = directory.path + "/counters/f.prom"
    for name in ["/window", "/counters"] {
      try FileManager.default.createDirectory(
        atPath: directory.path + name, withIntermediateDirectories: false)
    }
    #expect(try MemoryTests.peak(["export", "--textfile", window] + options) < limit)
    try check(window, "flowaudit_window_%", maximum)

    let export =
      ["export", "--state", directory.path + "/state", "--textfile", counters] + options
    for _ in 0..<2 {
      #expect(try MemoryTests.peak(export) < limit)
    }
    try check(counters, "flowaudit_%_total", maximum)
  }

  private func check(_ path: String, _ names: String, _ maximum: Int) throws {
    let samples = try Sample.all(in: String(contentsOfFile: path, encoding: .utf8))
    func family(_ name: String) -> [Sample] {
      samples.filter { $0.name == names.replacing("%", with: name) }
    }
    func sum(_ name: String) -> Int {
      family(name).reduce(0) { $0 + Int($1.value) }
    }
    #expect(sum("packets_dropped") == Scale.labelSets)
    #expect(sum("drops") == Scale.labelSets)
    #expect(sum("flows") == 2 * Scale.labelSets)
    #expect(family("drops").count == maximum + 1)
    // Of names that nobody knows no more than a thousand are told apart; those that are known stand beside them.
    #expect(family("flows").count == 1000 + 1 + 8)
    for name in ["drops", "flows"] {
      #expect(family(name).count { $0.labels.values.contains("(other)") } == 1)
    }
  }
}
