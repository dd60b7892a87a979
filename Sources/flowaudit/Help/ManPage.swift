/// The manual page of everything, as roff for man(1), generated from the tables.
///
/// The text is the same on every machine: no date, no width.
struct ManPage {
  private let catalog: Catalog

  init(_ catalog: Catalog) {
    self.catalog = catalog
  }

  var text: String {
    [
      ".TH FLOWAUDIT 1 \"\" \"\(Version.line)\" \"User Commands\"",
      ".SH NAME",
      "flowaudit \\- \(Roff.text(Manual.tagline))",
      ".SH SYNOPSIS",
    ].lines + synopses + description + ".SH EXAMPLES\n" + examples(CommandExample.waysOfUse)
      + ".SH COMMANDS\n" + catalog.commands.map(command).joined()
      + ".SH OPTIONS\n" + OptionSection.allCases.map(options).joined()
      + ".SH FIELDS\n" + Manual.fields.map(field).joined()
      + ".SH EXIT STATUS\n" + ExitStatus.allCases.map(exitStatus).joined()
      + ".SH ENVIRONMENT\n" + Manual.environment.map(variable).joined()
      + ".SH SEE ALSO\n" + "hubble(1), jq(1)\n"
  }

  private var synopses: String {
    catalog.commands.map { command in
      let words = Roff.text(command.text.usageWords)
      return
        ".B flowaudit \(Roff.text(command.name.rawValue))\n\(words.isEmpty ? "" : words + "\n")"
    }.joined(separator: ".br\n")
  }

  private var description: String {
    ".SH DESCRIPTION\n"
      + [catalog.standard.text.explanation, Manual.files, Manual.filters, Manual.times]
      .map { Roff.paragraph($0) }.joined(separator: ".PP\n")
  }

  private func examples(_ examples: [CommandExample]) -> String {
    examples.map { example in
      ".PP\n\(Roff.paragraph(example.purpose)).PP\n.RS\n.nf\n\(Roff.text(example.commandLine))\n.fi\n.RE\n"
    }.joined()
  }

  private func command(_ command: CommandRow) -> String {
    let text = command.text
    let note = text.groupingNote.map { Roff.paragraph("\($0).") } ?? ""
    let paragraphs = text.paragraphs.map { ".PP\n" + Roff.paragraph($0) }.joined()
    return ".SS \(Roff.text(command.name.rawValue))\n" + Roff.paragraph(text.explanation) + note
      + paragraphs + examples(text.examples)
  }

  private func options(of section: OptionSection) -> String {
    let rows = catalog.options.filter { $0.section == section }
    return ".SS \(section.rawValue)\n" + rows.map(option).joined()
  }

  private func option(_ row: OptionRow) -> String {
    let short = row.shortName.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = row.valueName.map { " \\fI\(Roff.text($0))\\fR" } ?? ""
    let names = catalog.commands(taking: row).map(\.name.rawValue)
    let commands =
      catalog.isGeneral(row) ? "" : Roff.paragraph("For \(names.joinedAsList).")
    return ".TP\n\(short)\\fB\(Roff.text(row.flag))\\fR\(value)\n"
      + Roff.paragraph("\(row.meaning).")
      + commands
  }

  private func field(_ field: (names: [String], meaning: String)) -> String {
    ".TP\n\\fB\(Roff.text(field.names.joined(separator: ", ")))\\fR\n"
      + Roff.paragraph("\(field.meaning).")
  }

  private func exitStatus(_ status: ExitStatus) -> String {
    ".TP\n.B \(status.rawValue)\n" + Roff.paragraph("\(status.meaning).")
  }

  private func variable(_ variable: (name: String, meaning: String)) -> String {
    ".TP\n.B \(Roff.text(variable.name))\n" + Roff.paragraph("\(variable.meaning).")
  }
}
