import Foundation
import TestSupport
import Testing

/// The main job on the six logs, held against the executable rules.
@Suite struct DropsTests {
  static let logs = [
    "full-20k", "exporter-20k", "minimal-5k", "odd-5k", "aggregate-12k", "pairing",
  ]

  static func fileName(_ log: String) -> String {
    log == "pairing" ? "flows/pairing.jsonl" : "flows/\(log).jsonl.gz"
  }

  static func content(_ log: String) throws -> [UInt8] {
    log == "pairing" ? try Fixture.bytes(fileName(log)) : try Fixture.unpacked(fileName(log))
  }

  static let arguments = ["drops", "--output", "json", "--by", Counts.grouping]

  @Test("a log in a file, as it is kept, counts as the rules say", arguments: logs)
  func keptFile(log: String) throws {
    let outcome = try Binary.run(Self.arguments + [Self.fileName(log)])
    try Self.expectCounts(of: log, outcome)
  }

  @Test("the same log packed or unpacked counts the same", arguments: logs)
  func otherForm(log: String) throws {
    let directory = try TemporaryDirectory()
    var file = try directory.file("plain.jsonl", try Self.content(log))
    if log == "pairing" {
      _ = try Tool.run("gzip", [file])
      file += ".gz"
    }
    try Self.expectCounts(of: log, try Binary.run(Self.arguments + [file]))
  }

  @Test("a log through cat counts the same, packed and unpacked", arguments: logs)
  func throughCat(log: String) throws {
    let command = "cat \"$1\" | \"$FLOWAUDIT\" drops --output json --by \(Counts.grouping)"
    let packed = try Tool.shell(command, Fixture.path(Self.fileName(log)))
    try Self.expectCounts(of: log, packed)
    let directory = try TemporaryDirectory()
    let plain = try directory.file("plain.jsonl", try Self.content(log))
    try Self.expectCounts(of: log, try Tool.shell(command + " -", plain))
  }

  @Test("a log as the standard input itself counts the same", arguments: logs)
  func redirected(log: String) throws {
    let outcome = try Binary.run(
      Self.arguments, input: .file(Fixture.path(Self.fileName(log))))
    try Self.expectCounts(of: log, outcome)
  }

  @Test(
    "a pipe that delivers 1 to 7 bytes at a time counts the same, packed",
    arguments: logs.filter { $0 != "pairing" })
  func tricklePacked(log: String) throws {
    let bytes = try Fixture.bytes(Self.fileName(log))
    let outcome = try Binary.run(Self.arguments, input: .chunks(bytes, seed: 11))
    try Self.expectCounts(of: log, outcome)
  }

  @Test(
    "a pipe that delivers 1 to 7 bytes at a time counts the same, unpacked",
    arguments: ["minimal-5k", "aggregate-12k", "pairing"])
  func tricklePlain(log: String) throws {
    let bytes = try Self.content(log)
    let outcome = try Binary.run(Self.arguments, input: .chunks(bytes, seed: 12))
    try Self.expectCounts(of: log, outcome)
  }

  @Test(
    "the large logs unpacked through such a pipe: 2,000 lines, all in the long check",
    arguments: ["full-20k", "exporter-20k", "odd-5k"])
  func trickleLarge(log: String) throws {
    let all = try Self.content(log)
    let lines = all.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let part = Scale.isLong ? all : [UInt8](lines.prefix(2_000).joined(separator: [10]))
    let directory = try TemporaryDirectory()
    let file = try directory.file("part.jsonl", part)
    let expected = try Expectation(
      try Tool.run(Tool.python, [Fixture.path("spec/drops_reference.py"), "--json", file]).output)
    let outcome = try Binary.run(
      Self.arguments, input: .chunks(part, seed: 13), within: .seconds(900))
    #expect(outcome.status == .exited(0))
    #expect(try Answer(outcome).counts.differences(from: expected.counts) == [])
  }

  @Test("787 DROPPED lines of the full log are 429 packets, 685 of the exporter's 371")
  func knownFigures() throws {
    let full = try Answer(try Binary.run("drops", "--output", "json", "flows/full-20k.jsonl.gz"))
    #expect(full.total.drops == 429)
    #expect(full.coverage.dropped_lines == 787)
    let exporter = try Answer(
      try Binary.run("drops", "--output", "json", "flows/exporter-20k.jsonl.gz"))
    #expect(exporter.total.drops == 371)
    #expect(exporter.coverage.dropped_lines == 685)
  }

  @Test("several inputs count as the sum of each: pairs do not reach over an end")
  func severalInputs() throws {
    let outcome = try Binary.run(Self.arguments + Self.logs.map(Self.fileName))
    #expect(outcome.status == .exited(0))
    let answer = try Answer(outcome)
    let expected = try Self.logs.map { try Self.expectation(of: $0).counts }
    #expect(answer.total.drops == expected.reduce(0) { $0 + $1.total })
    #expect(answer.coverage.dropped_lines == expected.reduce(0) { $0 + $1.droppedLines })
  }

  @Test("drops is what runs when no command is named")
  func defaultCommand() throws {
    let named = try Binary.run("drops", "--output", "csv", "flows/pairing.jsonl")
    let unnamed = try Binary.run("--output", "csv", "flows/pairing.jsonl")
    #expect(named.text == unnamed.text)
    #expect(unnamed.status == .exited(0))
  }

  static func expectation(of log: String) throws -> Expectation {
    try Expectation(try Fixture.bytes("expected/drops/\(log).json"))
  }

  private static func expectCounts(of log: String, _ outcome: ChildProcess.Outcome) throws {
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    let answer = try Answer(outcome)
    #expect(answer.schema == 2)
    #expect(try answer.counts.differences(from: expectation(of: log).counts) == [])
  }
}
