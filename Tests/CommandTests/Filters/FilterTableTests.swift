import Foundation
import Testing

/// Fixtures/expected/hubble-filters: what the hubble CLI lets through of full-20k, flags by flags.
@Suite struct FilterTableTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let flowCount: Int
    let otherCount: Int
    let digest: String

    init?(_ line: Substring) {
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard columns.count >= 5, let flows = Int(columns[2]), let others = Int(columns[3]),
        let arguments = try? JSONDecoder().decode([String].self, from: Data(columns[0].utf8))
      else {
        return nil
      }
      self.arguments = arguments
      (flowCount, otherCount, digest) = (flows, others, columns[4])
    }

    var testDescription: String { arguments.joined(separator: " ") }

    /// Whether AUDIT is asked for: such lines count on the right only where they are asked for there, too.
    var asksForAudit: Bool {
      zip([""] + arguments, zip(arguments, arguments.dropFirst())).contains {
        $0 != "--not" && $1.0 == "--verdict" && $1.1 == "AUDIT"
      }
    }
  }

  static let rows: [Row] = {
    let table = (try? Fixture.text("expected/hubble-filters/full-20k.tsv")) ?? ""
    return table.split(separator: "\n").dropFirst().compactMap(Row.init)
  }()

  private static let log = "flows/full-20k.jsonl.gz"

  /// The SHA-256 of texts, one a line.
  private static func digest(_ texts: [String]) throws -> String {
    let text = texts.joined(separator: "\n") + "\n"
    let outcome = try Tool.run("sha256sum", [], input: .bytes(Array(text.utf8)))
    return String(outcome.text.prefix(64))
  }

  @Test("every row of the table was read")
  func allRows() {
    #expect(Self.rows.count == 66)
  }

  @Test("a filter keeps the flows that hubble keeps, in their order", arguments: rows)
  func row(row: Row) throws {
    let outcome = try Binary.run(["filter", Self.log] + row.arguments)
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    let lines = outcome.text.split(separator: "\n")
    let uuids = lines.compactMap { line in
      line.range(of: #""uuid":""#).map { String(line[$0.upperBound...].prefix { $0 != "\"" }) }
    }
    #expect(uuids.count == row.flowCount)
    #expect(lines.count - uuids.count == row.otherCount)
    #expect(try Self.digest(uuids) == row.digest)
    let count = try Binary.run(["filter", Self.log, "--count"] + row.arguments)
    #expect(count.text == "\(row.flowCount + row.otherCount)\n")
  }

  @Test(
    "drops under a filter are the drops of what the filter keeps",
    arguments: rows.filter { !$0.asksForAudit })
  func drops(row: Row) throws {
    let output = ["--output", "json", "--by", Counts.grouping]
    let direct = try Answer(try Binary.run(["drops", Self.log] + row.arguments + output))
    let kept = try Binary.run(["filter", Self.log] + row.arguments)
    let piped = try Answer(try Binary.run(["drops", "-"] + output, input: .bytes(kept.output)))
    #expect(direct.counts.differences(from: piped.counts).filter { $0.hasPrefix("drops") } == [])
    #expect(direct.total.drops == piped.total.drops)
    #expect(direct.coverage.flows_by_verdict == piped.coverage.flows_by_verdict)
  }

  @Test("a filter printed as lists and given back keeps the same flows", arguments: rows)
  func printed(row: Row) throws {
    guard !row.arguments.contains("--since") else {
      return
    }
    let lists = try Binary.run(["filter", "--print-filter"] + row.arguments).text
    var arguments: [String] = []
    var flag = ""
    for line in lists.split(separator: "\n").map({ $0.trimmingCharacters(in: .whitespaces) }) {
      flag = line == "allowList:" ? "--allowlist" : line == "denyList:" ? "--denylist" : flag
      if line.hasPrefix("- '") {
        arguments += [flag, String(line.dropFirst(3).dropLast()).replacing("''", with: "'")]
      }
    }
    let again = try Binary.run(["filter", "--print-filter"] + arguments).text
    #expect(again == lists)
    let count = try Binary.run(["filter", Self.log, "--count"] + arguments).text
    #expect(count == "\(row.flowCount + row.otherCount)\n")
  }
}
