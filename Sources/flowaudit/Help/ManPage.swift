/// The manual page of everything, as roff for man(1), generated from the tables.
///
/// The text is the same on every machine: no date, no width.
enum ManPage {
  static let text: String =
    [
      ".TH FLOWAUDIT 1 \"\" \"\(Version.line)\" \"User Commands\"",
      ".SH NAME",
      "flowaudit \\- \(Roff.text(Manual.tagline))",
      ".SH SYNOPSIS",
    ].lines + synopses + description + ".SH EXAMPLES\n" + examples(CommandExample.waysOfUse)
    + ".SH COMMANDS\n" + CommandName.allCases.map(command).joined()
    + ".SH OPTIONS\n" + OptionSection.allCases.map(options).joined()
    + ".SH FIELDS\n" + Manual.fields.map(field).joined()
    + ".SH EXIT STATUS\n" + ExitStatus.allCases.map(exitStatus).joined()
    + ".SH ENVIRONMENT\n" + Manual.environment.map(variable).joined()
    + ".SH SEE ALSO\n" + "hubble(1), jq(1)\n"

  private static let synopses = CommandName.allCases.map { command in
    let words = command.usageWords.isEmpty ? "" : " " + Roff.text(command.usageWords)
    return
      ".B flowaudit \(Roff.text(command.rawValue))\n\(words.isEmpty ? "" : words.dropFirst() + "\n")"
  }.joined(separator: ".br\n")

  private static let description =
    ".SH DESCRIPTION\n"
    + [CommandName.standard.explanation, Manual.files, Manual.filters, Manual.times]
    .map { Roff.paragraph($0) }.joined(separator: ".PP\n")

  private static func examples(_ examples: [CommandExample]) -> String {
    examples.map { example in
      ".PP\n\(Roff.paragraph(example.purpose)).PP\n.RS\n.nf\n\(Roff.text(example.commandLine))\n.fi\n.RE\n"
    }.joined()
  }

  private static func command(_ command: CommandName) -> String {
    let note =
      command == .export
      ? [Manual.producer, Manual.windows, Manual.hubbleMetrics].map { ".PP\n" + Roff.paragraph($0) }
        .joined()
      : command.groupingNote.map { Roff.paragraph("\($0).") } ?? ""
    return ".SS \(Roff.text(command.rawValue))\n" + Roff.paragraph(command.explanation) + note
      + examples(command.examples)
  }

  private static func options(of section: OptionSection) -> String {
    let rows = OptionTable.rows.filter { $0.section == section }
    return ".SS \(section.rawValue)\n" + rows.map(option).joined()
  }

  private static func option(_ row: OptionRow) -> String {
    let short = row.shortName.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = row.valueName.map { " \\fI\(Roff.text($0))\\fR" } ?? ""
    let commands =
      row.commands == CommandName.allCases || row.commands == CommandName.reading
      ? "" : Roff.paragraph("For \(row.commands.map(\.rawValue).joinedAsList).")
    return ".TP\n\(short)\\fB\(Roff.text(row.flag))\\fR\(value)\n"
      + Roff.paragraph("\(row.meaning).")
      + commands
  }

  private static func field(_ field: (names: [String], meaning: String)) -> String {
    ".TP\n\\fB\(Roff.text(field.names.joined(separator: ", ")))\\fR\n"
      + Roff.paragraph("\(field.meaning).")
  }

  private static func exitStatus(_ status: ExitStatus) -> String {
    ".TP\n.B \(status.rawValue)\n" + Roff.paragraph("\(status.meaning).")
  }

  private static func variable(_ variable: (name: String, meaning: String)) -> String {
    ".TP\n.B \(Roff.text(variable.name))\n" + Roff.paragraph("\(variable.meaning).")
  }
}
