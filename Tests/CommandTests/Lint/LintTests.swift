import FlowMetrics
import Foundation
import TestSupport
import Testing

/// `lint`, held against Debian's promtool and node_exporter.
@Suite struct LintTests {
  @Test("lint says all of this, and nothing else", arguments: LintRow.all)
  func output(row: LintRow) throws {
    let directory = try Self.directory(row)
    let outcome = try Binary.run("lint", directory.path)
    #expect(outcome.text.replacing(directory.path + "/", with: "DIR/") == row.output)
    #expect(outcome.errorText == "")
    #expect(outcome.status == .exited(row.output.hasSuffix(" 0 findings\n") ? 0 : 1))
  }

  @Test(
    "promtool does with a file what the rules say that were found in it", arguments: LintRow.all)
  func promtool(row: LintRow) throws {
    for file in row.files {
      let directory = try TemporaryDirectory()
      let path = try directory.file("a.prom", file.bytes)
      let said = try Tool.attempt("promtool", ["check", "metrics"], input: .bytes(file.bytes))
      #expect(
        said.status == .exited(Self.promtoolStatus(try Self.rules(in: path))), "\(said.errorText)")
    }
  }

  @Test("node_exporter does with a directory what the rules say", arguments: LintRow.all)
  func nodeExporter(row: LintRow) throws {
    let directory = try Self.directory(row)
    let expected = try Self.consequence(of: Self.rules(in: directory.path))
    #expect(try Self.consequence(in: directory, row) == expected)
  }

  @Test("every rule but those of sizes and names has a row")
  func everyRuleHasARow() {
    let withoutRow: [LintRule] = [.fileKind, .fileName, .longLine, .tooMany]
    for rule in LintRule.allCases where !withoutRow.contains(rule) {
      #expect(LintRow.all.contains { $0.output.contains("(\(rule.rawValue))\n") }, "\(rule)")
    }
  }

  @Test("Prometheus refuses all of node_exporter's answer for a HELP that is not UTF-8")
  func spoiltScrape() throws {
    let row = try #require(LintRow.all.first { $0.output.contains("(help-encoding)") })
    let directory = try Self.directory(row)
    let said = try Tool.script("scrape_health.py", [directory.path]).text
    #expect(said.hasPrefix("down: "))
    let sound = try Self.directory(LintRow.all[0])
    #expect(try Tool.script("scrape_health.py", [sound.path]).text == "up: \n")
  }

  private static func directory(_ row: LintRow) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    for file in row.files {
      _ = try directory.file(file.name, file.bytes)
    }
    return directory
  }

  /// The rules that `lint --output json` finds.
  private static func rules(in path: String) throws -> Set<LintRule> {
    let outcome = try Binary.run("lint", "--output", "json", path)
    struct Answer: Decodable {
      struct Finding: Decodable {
        let rule: String
      }
      let findings: [Finding]
    }
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output))
    return Set(try answer.findings.map { try #require(LintRule(rawValue: $0.rule)) })
  }

  private static func promtoolStatus(_ rules: Set<LintRule>) -> Int32 {
    let words = Set(rules.map(\.promtool))
    return words.contains(.refuses) ? 1 : words.contains(.complains) ? 3 : 0
  }

  /// The worst that the rules say.
  private static func consequence(of rules: Set<LintRule>) throws -> LintRule.NodeExporter {
    let order: [LintRule.NodeExporter] = [
      .leavesFileOut, .panics, .spoilsScrape, .dropsSamples, .serves,
    ]
    let words = Set(rules.map(\.nodeExporter))
    return order.first { words.contains($0) } ?? .serves
  }

  /// What node_exporter really does.
  private static func consequence(
    in directory: TemporaryDirectory, _ row: LintRow
  ) throws -> LintRule.NodeExporter {
    let outcome = try Tool.attempt(
      Tool.python, [Fixture.path("tools/scrape.py"), directory.path])
    if outcome.errorText.contains("node_exporter ended without an answer") {
      return .panics
    }
    try #require(outcome.status == .exited(0), "\(outcome.errorText)")
    guard let text = String(validating: outcome.output, as: UTF8.self) else {
      return .spoilsScrape
    }
    let served = try Sample.all(in: text)
    let error = served.first { $0.name == "node_textfile_scrape_error" }
    if try #require(error).value != 0 {
      return .leavesFileOut
    }
    let whole = Set(served.map(\.withoutEmptyLabels))
    let written = try row.files.flatMap { try Sample.all(in: Self.plain($0.bytes)) }
    let isServed = written.allSatisfy { whole.contains($0.withoutEmptyLabels) }
    return isServed ? .serves : .dropsSamples
  }

  /// The samples' lines without the blanks that mean nothing.
  private static func plain(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").map { line in
      line.replacing(/[ \t]*([{,=])[ \t]*/) { String($0.1) }.replacing(",}", with: "}")
        .replacing("\t", with: " ")
        .trimmingCharacters(in: .whitespaces)
    }.filter { !$0.isEmpty }.joined(separator: "\n")
  }
}
