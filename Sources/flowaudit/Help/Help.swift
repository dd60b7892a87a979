/// The help texts, generated from the tables of commands and options.
///
/// They lead with examples: what most readers came for.
enum Help {
  /// The help of one command, or of everything, for a terminal of so many columns.
  static func text(for command: CommandName?, columns: Int) -> String {
    let layout = TextLayout(columns: columns)
    guard let command else {
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

  private static func general(_ layout: TextLayout) -> String {
    [
      layout.paragraph("flowaudit: \(Manual.tagline)"),
      section("Examples", examples(CommandExample.waysOfUse, layout)),
      section("Usage", "  flowaudit [COMMAND] [OPTION...] [FILE...]\n"),
      section("Commands", layout.list(CommandName.allCases.map { ($0.rawValue, $0.summary) })),
      section(
        "Options (of \(CommandName.standard.rawValue); most are for all)",
        options(OptionTable.rows(of: .standard), layout)),
      paragraphs([Manual.files, Manual.filters, Manual.times], layout),
      section("Exit status", exitStatuses(layout)),
      layout.paragraph("More: flowaudit COMMAND --help, and all of it: flowaudit man"),
    ].joined(separator: "\n")
  }

  private static func text(for command: CommandName, _ layout: TextLayout) -> String {
    var parts = [
      layout.paragraph("flowaudit \(command.rawValue): \(command.summary)"),
      section("Examples", examples(command.examples, layout)),
      section("Usage", "  \(command.usage)\n"),
      layout.paragraph(command.explanation),
    ]
    for (heading, rows) in command.optionSections {
      parts.append(section(heading.rawValue, options(rows, layout)))
    }
    if let note = command.groupingNote {
      parts.append(section("Fields", fields(layout)) + layout.paragraph(note, indentation: 2))
    }
    if command == .export {
      parts.append(
        paragraphs([Manual.producer, Manual.windows, Manual.hubbleMetrics], layout))
    }
    if command.readsFlows {
      parts.append(paragraphs([Manual.files, Manual.filters, Manual.times], layout))
    }
    if command.takesFiles {
      parts.append(
        section(
          "Exit status",
          layout.list(
            ExitStatus.allCases.filter { $0.isPossible(for: command) }.map {
              (String($0.rawValue), $0.meaning(for: command))
            })))
    }
    return parts.joined(separator: "\n")
  }

  private static func section(_ heading: String, _ body: String) -> String {
    "\(heading)\n\(body)"
  }

  private static func paragraphs(_ texts: [String], _ layout: TextLayout) -> String {
    texts.map { layout.paragraph($0) }.joined(separator: "\n")
  }

  /// Command lines are never wrapped: they are there to be copied.
  private static func examples(_ examples: [CommandExample], _ layout: TextLayout) -> String {
    examples.map { example in
      "  \(example.commandLine)\n" + layout.paragraph(example.purpose, indentation: 6)
    }.joined()
  }

  private static func options(_ rows: [OptionRow], _ layout: TextLayout) -> String {
    // Long names stand in one column, with or without a letter before them.
    layout.list(rows.map { ($0.shortName == nil ? "    \($0.synopsis)" : $0.synopsis, $0.meaning) })
  }

  private static func fields(_ layout: TextLayout) -> String {
    layout.list(Manual.fields.map { ($0.names.joined(separator: ", "), $0.meaning) })
  }

  private static func exitStatuses(_ layout: TextLayout) -> String {
    layout.list(ExitStatus.allCases.map { (String($0.rawValue), $0.meaning) })
  }
}
