import Foundation
import TestSupport
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

  private static let log = Fixture.path("flows/full-20k.jsonl.gz")

  /// Runs a shell command line over the log and a row's flags, which are its arguments.
  private static func shell(_ commandLine: String, _ arguments: [String]) throws -> String {
    let outcome = try Tool.attempt(
      "bash", ["-c", "set -o pipefail; " + commandLine, "bash", log] + arguments,
      environment: ["FLOWAUDIT": Binary.path])
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    return outcome.text
  }

  @Test("every row of the table was read")
  func allRows() {
    #expect(Self.rows.count == 68)
  }

  @Test("a filter keeps the flows that hubble keeps, in their order", arguments: rows)
  func row(row: Row) throws {
    // What is found is one uuid a line; none where no flow passes, of which the digest is an empty line's.
    let found = try Self.shell(
      #""$FLOWAUDIT" filter "$@" | { grep -o '"uuid":"[^"]*"' || echo; } | cut -d '"' -f 4 "#
        + "| sha256sum", row.arguments)
    #expect(found.prefix(64) == row.digest)
    let count = try Binary.run(["filter", Self.log, "--count"] + row.arguments)
    #expect(count.text == "\(row.flowCount + row.otherCount)\n")
  }

  @Test(
    "drops under a filter are the drops of what the filter keeps",
    arguments: Scale.drawn(rows.filter { !$0.asksForAudit }, inCI: 24))
  func drops(row: Row) throws {
    let output = ["--output", "json", "--by", Counts.grouping]
    let direct = try Answer(try Binary.run(["drops", Self.log] + row.arguments + output))
    let text = try Self.shell(
      #""$FLOWAUDIT" filter "$@" | "$FLOWAUDIT" drops - --output json --by \#(Counts.grouping)"#,
      row.arguments)
    let piped = try JSONDecoder().decode(Answer.self, from: Data(text.utf8))
    #expect(direct.counts.differences(from: piped.counts).filter { $0.hasPrefix("drops") } == [])
    #expect(direct.total.drops == piped.total.drops)
    #expect(direct.coverage.flows_by_verdict == piped.coverage.flows_by_verdict)
  }

  @Test(
    "a filter printed as lists and given back keeps the same flows",
    arguments: Scale.drawn(rows, inCI: 24))
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
