import FlowMetrics
import Foundation
import Testing

/// `docs/lint.md`, generated from the rule table.
///
/// To write it anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter lintDocument`.
private enum LintDocument {
  static let url = packageFolder.appending(path: "docs/lint.md")

  static var text: String {
    """
    # The rules of `flowaudit lint`

    This page is generated from the rule table in `Sources/FlowMetrics/Lint`; a test keeps it so, and others try every row on Debian's
    promtool 2.42 (`promtool check metrics`) and node_exporter 1.5.

    `flowaudit lint FILE.prom...` looks at files, `flowaudit lint DIRECTORY` at all that node_exporter reads there, hidden names too,
    and at all of them together. One line a finding: `FILE:LINE: what: why; how to mend (rule)`; of each rule the first five of a file,
    then their number. `--output json` gives the same as data. Status 0 without findings, 1 with some, 3 when a file could not be read.

    Families whose names begin with `hubble_` are the agent's own: they may have empty values, as the agent writes them.

    | rule | promtool | node_exporter | why | how to mend |
    | --- | --- | --- | --- | --- |
    \(LintRule.allCases.map(row).joined(separator: "\n"))

    """
  }

  private static func row(_ rule: LintRule) -> String {
    let cells = [
      "`\(rule.rawValue)`", rule.promtool.rawValue, rule.nodeExporter.rawValue, rule.reason,
      rule.mend,
    ]
    return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}

@Test("docs/lint.md says what the rule table says")
func lintDocument() throws {
  if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] != nil {
    try Data(LintDocument.text.utf8).write(to: LintDocument.url)
  }
  #expect(try String(contentsOf: LintDocument.url, encoding: .utf8) == LintDocument.text)
}
