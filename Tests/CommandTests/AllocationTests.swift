import Foundation
import TestSupport
import Testing

/// The line loop allocates nothing: what is allocated goes with blocks of lines and with names that were not met before.
///
/// Counted, not timed. Three copies of a log teach all that it holds; what seven need more is divided by the lines of the
/// four copies between. One thread, so that every run counts nearly the same. A bound is about a quarter above the most that was
/// counted when it was set: a change that lowers a figure lowers its bound.
@Suite struct AllocationTests {
  struct Bound: CustomTestStringConvertible {
    let log: String
    let arguments: String
    /// Lines of one copy.
    var lineCount: Int { log.hasSuffix("20k") ? 20_000 : 5_000 }
    /// Allocations for each million lines.
    let mostPerMillion: Int

    var testDescription: String {
      "\(log): \(arguments)"
    }
  }

  static let bounds = [
    // Of the lines that wait alone some stay to the end, each in a place of its own.
    Bound(log: "full-20k", arguments: "drops", mostPerMillion: 33_000),
    Bound(
      log: "full-20k", arguments: "drops --by reason,source-namespace", mostPerMillion: 33_000),
    Bound(
      log: "full-20k", arguments: "flows --by source-pod,destination-pod", mostPerMillion: 33_000),
    Bound(log: "full-20k", arguments: "export", mostPerMillion: 37_000),
    Bound(log: "full-20k", arguments: "summary", mostPerMillion: 33_000),
    // The lines that pass are written by blocks.
    Bound(log: "full-20k", arguments: "filter --verdict DROPPED", mostPerMillion: 33_000),
    Bound(log: "exporter-20k", arguments: "drops", mostPerMillion: 2_700),
    // AUDIT lines are read in full: a few more layouts are looked at.
    Bound(log: "exporter-20k", arguments: "export", mostPerMillion: 3_100),
    Bound(log: "minimal-5k", arguments: "drops", mostPerMillion: 900),
    Bound(
      log: "minimal-5k", arguments: "flows --by source-pod,destination-pod", mostPerMillion: 900),
    // Every line is odd: escapes, other orders of members, white space. All are of a few seconds: lines wait to the end.
    Bound(log: "odd-5k", arguments: "drops", mostPerMillion: 390_000),
  ]

  @Test(
    "a million lines more cost no more allocations than the bound",
    arguments: Scale.drawn(bounds, inCI: 4))
  func perMillionLines(bound: Bound) throws {
    let directory = try TemporaryDirectory()
    let counter = try Self.counter(in: directory)
    let packed = Fixture.path("flows/\(bound.log).jsonl.gz")
    // Before that so many lines have not begun to wait as may wait whatever their node's clock says.
    let counts = try [9, 13].map { copies in
      let log = directory.path + "/\(copies).jsonl"
      // Debug code would take long over so many bytes.
      let unpack = #"out="$1"; shift; gzip -dc "$@" >"$out""#
      _ = try Tool.run(
        "bash", ["-c", unpack, "bash", log] + [String](repeating: packed, count: copies))
      return try Self.count(bound.arguments + " --threads 1 " + log, counter, in: directory)
    }
    // The program's start alone allocates: the instrument counts.
    try #require(counts[0] > 500)
    let perMillion = (counts[1] - counts[0]) * 1_000_000 / (4 * bound.lineCount)
    #expect(perMillion <= bound.mostPerMillion)
  }

  /// The library that counts, compiled by Swift's own clang.
  private static func counter(in directory: TemporaryDirectory) throws -> String {
    let library = directory.path + "/count_allocations.so"
    let source = Fixture.root + "Benchmarks/Instruments/count_allocations.c"
    let compile =
      #""$(dirname "$(readlink --canonicalize "$(command -v swift)")")/clang" "#
      + #"-O2 -shared -fPIC "$1" -o "$2""#
    _ = try Tool.run("bash", ["-c", compile, "bash", source, library])
    return library
  }

  /// How often a run allocates.
  private static func count(
    _ arguments: String, _ library: String, in directory: TemporaryDirectory
  ) throws -> Int {
    let file = directory.path + "/count"
    try? FileManager.default.removeItem(atPath: file)
    let outcome = try Binary.start(
      arguments.split(separator: " ").map { String($0) }, input: .none,
      outputPath: directory.path + "/output",
      environment: ["COUNT_ALLOCATIONS": file, "LD_PRELOAD": library]
    ).outcome()
    try #require(outcome.status == .exited(0), "\(outcome.errorText)")
    let bytes = try Data(contentsOf: URL(filePath: file))
    return try Int(
      #require(bytes.count == 8 ? bytes : nil).reversed().reduce(0) { $0 << 8 | Int($1) })
  }
}
