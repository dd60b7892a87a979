/// The help texts, generated from the tables of commands and options.
///
/// They lead with examples: what most readers came for.
struct Help {
  private let catalog: Catalog

  init(_ catalog: Catalog) {
    self.catalog = catalog
  }

  /// The help of one command, or of everything, for a terminal of so many columns.
  func text(for name: CommandName?, columns: Int) -> String {
    let layout = TextLayout(columns: columns)
    guard let name, let command = catalog.command(name) else {
      return general(layout)
    }
    return text(for: command, layout)
  }

  /// What is said when there is nothing to read and nobody at the other end of standard input.
  static func shortUsage(columns: Int) -> String {
    let layout = TextLayout(columns: columns)
    return "Usage: flowaudit [COMMAND] [OPTION...] [FILE...]\n\n"
      + layout.paragraph("Nothing to read: name a flow log, or pipe one in:")
      + "  \(CommandExample.waysOfUse[0].commandLine)\n\n"
      + layout.paragraph("More: flowaudit --help")
  }

  private func general(_ layout: TextLayout) -> String {
    [
      layout.paragraph("flowaudit: \(Manual.tagline)"),
      section("Examples", examples(CommandExample.waysOfUse, layout)),
      section("Usage", "  flowaudit [COMMAND] [OPTION...] [FILE...]\n"),
      section(
        "Commands", layout.list(catalog.commands.map { ($0.name.rawValue, $0.text.summary) })),
      section(
        "Options (of \(catalog.standard.name.rawValue); most are for all)",
        options(catalog.options(of: catalog.standard), layout)),
      paragraphs([Manual.files, Manual.filters, Manual.times], layout),
      section("Exit status", exitStatuses(ExitStatus.meanings(of: ExitStatus.allCases), layout)),
      layout.paragraph("More: flowaudit COMMAND --help, and all of it: flowaudit man"),
    ].joined(separator: "\n")
  }

  private func text(for command: CommandRow, _ layout: TextLayout) -> String {
    let text = command.text
    var parts = [
      layout.paragraph("flowaudit \(command.name.rawValue): \(text.summary)"),
      section("Examples", examples(text.examples, layout)),
      section("Usage", "  \(text.usage)\n"),
      layout.paragraph(text.explanation),
    ]
    for (heading, rows) in catalog.optionSections(of: command) {
      parts.append(section(heading.rawValue, options(rows, layout)))
    }
    if let note = text.groupingNote {
      parts.append(section("Fields", fields(layout)) + layout.paragraph(note, indentation: 2))
    }
    if !text.paragraphs.isEmpty {
      parts.append(paragraphs(text.paragraphs, layout))
    }
    if text.operands.areFlowLogs {
      parts.append(paragraphs([Manual.files, Manual.filters, Manual.times], layout))
    }
    if !text.exitStatuses.isEmpty {
      parts.append(section("Exit status", exitStatuses(text.exitStatuses, layout)))
    }
    return parts.joined(separator: "\n")
  }

  private func section(_ heading: String, _ body: String) -> String {
    "\(heading)\n\(body)"
  }

  private func paragraphs(_ texts: [String], _ layout: TextLayout) -> String {
    texts.map { layout.paragraph($0) }.joined(separator: "\n")
  }

  /// Command lines are never wrapped: they are there to be copied.
  private func examples(_ examples: [CommandExample], _ layout: TextLayout) -> String {
    examples.map { example in
      "  \(example.commandLine)\n" + layout.paragraph(example.purpose, indentation: 6)
    }.joined()
  }

  private func options(_ rows: [OptionRow], _ layout: TextLayout) -> String {
    // Long names stand in one column, with or without a letter before them.
    layout.list(rows.map { ($0.shortName == nil ? "    \($0.synopsis)" : $0.synopsis, $0.meaning) })
  }

  private func fields(_ layout: TextLayout) -> String {
    layout.list(Manual.fields.map { ($0.names.joined(separator: ", "), $0.meaning) })
  }

  private func exitStatuses(_ meanings: [ExitStatus: String], _ layout: TextLayout) -> String {
    layout.list(
      ExitStatus.allCases.compactMap { status in
        meanings[status].map { (String(status.rawValue), $0) }
      })
  }
}
