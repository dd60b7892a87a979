import Foundation
import TestSupport
import Testing

/// A log that ends anywhere: a crash, a full disk, a copy that was broken off.
@Suite struct CutTests {
  @Test("a plain log cut anywhere counts as the rules say of what is there, status 0")
  func plainCuts() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("cut.jsonl", try Fixture.unpacked("flows/full-20k.jsonl.gz"))
    for cut in try expectations("plain") {
      let length = try #require(cut.length)
      try #require(truncate(file, length) == 0)
      let outcome = try Binary.run(DropsTests.arguments + [file])
      #expect(outcome.status == .exited(0), "cut at \(length)")
      #expect(try differences(outcome, cut) == [], "cut at \(length)")
    }
  }

  @Test("a gzipped log cut anywhere counts what its bytes decode to, status 3, and says where")
  func gzipCuts() throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("cut.jsonl.gz", try Fixture.bytes("flows/full-20k.jsonl.gz"))
    for cut in try expectations("gzip") {
      let length = try #require(cut.length)
      try #require(truncate(file, length) == 0)
      let outcome = try Binary.run(DropsTests.arguments + [file])
      #expect(outcome.status == .exited(3), "cut at \(length)")
      #expect(outcome.errorText.contains("cut.jsonl.gz"), "cut at \(length)")
      #expect(
        outcome.errorText.contains("\(length)"), "cut at \(length): \(outcome.errorText)")
      #expect(try differences(outcome, cut) == [], "cut at \(length)")
    }
  }

  @Test(
    "a gzipped log cut within its first and last bytes: nothing is lost, status 3",
    arguments: [2, 3, 9, 10, 11, 17, 18, 19, -1, -4, -8, -9, -10])
  func gzipCutAtTheEdges(length: Int) throws {
    let whole = try Fixture.bytes("flows/minimal-5k.jsonl.gz")
    let prefix = length > 0 ? whole.prefix(length) : whole.dropLast(-length)
    let outcome = try Binary.run(DropsTests.arguments, input: .bytes([UInt8](prefix)))
    #expect(outcome.status == .exited(3), "\(outcome.errorText)")
    #expect(outcome.errorText.contains("\(prefix.count)"), "\(outcome.errorText)")
    let answer = try Answer(outcome)
    if length == -1 || length == -4 || length == -8 {
      let expected = try DropsTests.expectation(of: "minimal-5k")
      #expect(answer.counts.differences(from: expected.counts) == [])
    } else if length > 0 {
      #expect(answer.total.drops == 0)
    }
  }

  /// Longest prefix first, so that one file is cut shorter and shorter.
  private func expectations(_ kind: String) throws -> [Expectation] {
    try Tool.script(
      "expectations.py",
      [kind, "\(Seed.ofRun)", "\(Scale.cuts)", Fixture.path("flows/full-20k.jsonl.gz")]
    ).output.split(separator: 10).map { try Expectation($0) }
  }

  private func differences(
    _ outcome: ChildProcess.Outcome, _ expected: Expectation
  ) throws -> [String] {
    try Answer(outcome).counts.differences(from: expected.counts)
  }
}
