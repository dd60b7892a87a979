import Foundation
import Testing

@testable import flowaudit

/// `docs/options.md`, generated from the tables.
///
/// To write it anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter optionDocument`.
private enum OptionDocument {
  static let url = packageFolder.appending(path: "docs/options.md")

  static var text: String {
    [
      "# Commands and options",
      "This page is generated from the tables in `Sources/flowaudit/Options`; a test keeps it so.",
      table(
        ["command", "gives"],
        Catalog.flowaudit.commands.map { [code($0.text.usage), $0.text.summary] }),
      sections,
      "## Values",
      Manual.files, Manual.filters, Manual.times, Manual.windows, Manual.hubbleMetrics,
      "## Fields of `--by`",
      table(
        ["field", "value"],
        Manual.fields.map { [$0.names.map(code).joined(separator: ", "), $0.meaning] }),
      Catalog.flowaudit.flowLogCommands.compactMap(grouping).joined(separator: "\n\n"),
      "## Exit status",
      table(["status", "meaning"], ExitStatus.allCases.map { ["\($0.rawValue)", $0.meaning] }),
      "## Environment",
      table(["variable", "meaning"], Manual.environment.map { [code($0.name), $0.meaning] }),
    ].joined(separator: "\n\n") + "\n"
  }

  private static var sections: String {
    OptionSection.allCases.map { section in
      let rows = OptionTable.rows.filter { $0.section == section }
      let cells = rows.map { [code($0.synopsis), commands(of: $0), $0.meaning] }
      return "## \(section.rawValue)\n\n" + table(["option", "commands", "meaning"], cells)
    }.joined(separator: "\n\n")
  }

  private static func grouping(of command: CommandRow) -> String? {
    command.text.groupingNote.map { "`\(command.name.rawValue)`: \($0)" }
  }

  private static func commands(of row: OptionRow) -> String {
    let names = Catalog.flowaudit.commands(taking: row).map(\.name.rawValue)
    return Catalog.flowaudit.isGeneral(row) ? "all" : names.joined(separator: ", ")
  }

  private static func code(_ text: String) -> String {
    "`\(text)`"
  }

  private static func table(_ heading: [String], _ rows: [[String]]) -> String {
    ([heading, heading.map { _ in "---" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}

@Test("docs/options.md says what the tables say")
func optionDocument() throws {
  if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] != nil {
    try Data(OptionDocument.text.utf8).write(to: OptionDocument.url)
  }
  #expect(try String(contentsOf: OptionDocument.url, encoding: .utf8) == OptionDocument.text)
}
