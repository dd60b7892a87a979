/// The help texts, generated from the tables of commands and options.
///
/// They lead with examples: what most readers came for.
struct Help {
  let catalog: Catalog

  static let usage = "flowaudit [COMMAND] [OPTION...] [FILE...]"

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

  private func general(_ layout: TextLayout) -> String {
    [
      layout.paragraph("flowaudit: \(Manual.tagline)"),
      section(.examples, examples(CommandExample.waysOfUse, layout)),
      section(.usage, "  \(Self.usage)\n"),
      section(
        .commands, layout.list(catalog.commands.map { ($0.name.rawValue, $0.text.summary) })),
      section(
        .description,
        layout.paragraph(
          "The options below are those of \(catalog.standard.name.rawValue); most are for all.")),
    ].joined(separator: "\n") + "\n"
      + (optionSections(of: catalog.standard, layout) + [
        section(.input, paragraphs([Manual.files, Manual.filters, Manual.times], layout)),
        section(.exitStatus, exitStatuses(ExitStatus.meanings(of: ExitStatus.allCases), layout)),
        section(
          .more,
          layout.list([
            ("flowaudit COMMAND --help", "the help of one command"), ("flowaudit man", "all of it"),
          ])),
      ]).joined(separator: "\n")
  }

  private func text(for command: CommandRow, _ layout: TextLayout) -> String {
    let text = command.text
    var parts = [
      layout.paragraph("flowaudit \(command.name.rawValue): \(text.summary)"),
      section(.examples, examples(text.examples, layout)),
      section(.usage, "  \(text.usage)\n"),
      section(.description, paragraphs([text.explanation] + text.paragraphs, layout)),
    ]
    parts += optionSections(of: command, layout)
    if let note = text.groupingNote {
      parts.append(section(.fields, fields(layout) + layout.paragraph(note, indentation: 2)))
    }
    if text.operands.areFlowLogs {
      parts.append(
        section(.input, paragraphs([Manual.files, Manual.filters, Manual.times], layout)))
    }
    if !text.exitStatuses.isEmpty {
      parts.append(section(.exitStatus, exitStatuses(text.exitStatuses, layout)))
    }
    return parts.joined(separator: "\n")
  }

  private func optionSections(of command: CommandRow, _ layout: TextLayout) -> [String] {
    catalog.optionSections(of: command).map { heading, rows in
      "\(HelpHeading.options.rawValue): \(heading.rawValue.lowercased())\n" + options(rows, layout)
    }
  }

  private func section(_ heading: HelpHeading, _ body: String) -> String {
    "\(heading.rawValue)\n\(body)"
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
