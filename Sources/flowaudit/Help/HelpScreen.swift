/// The help of `-h`: one screen of 24 lines, with what most people look for.
extension Help {
  /// Options that people look for, the most wanted first, by their long names.
  private static let wanted = [
    "policies", "against", "suggest", "since", "namespace", "verdict", "by", "top", "all", "bucket",
    "count", "helm-values", "objects", "textfile", "state",
    "follow", "window", "hubble-metrics", "node-exporter", "output", "coverage", "invert",
    "fail-on", "interval", "cluster-label", "threshold", "without", "format", "set-label",
  ]
  private static let mostOptions = 9

  /// The screen of one command, or of everything.
  func screen(for name: CommandName?, columns: Int) -> String {
    let layout = TextLayout(columns: columns)
    guard let name, let command = catalog.command(name) else {
      return generalScreen(layout)
    }
    let text = command.text
    let examples = text.examples.map(\.commandLine)
    let fitting = examples.filter { $0.count + 2 <= layout.width }
    var parts = [
      layout.paragraph("flowaudit \(name.rawValue): \(text.summary)"),
      block(.examples, (fitting.isEmpty ? examples : fitting).prefix(2)),
      block(.usage, [text.usage]),
    ]
    let taken = catalog.options(of: command)
    let rows = Self.wanted.compactMap { name in taken.first { $0.longName == name } }
      .prefix(Self.mostOptions)
    if !rows.isEmpty {
      let lines = rows.map { ($0.synopsis, firstPart(of: $0.summary)) }
      parts.append("\(HelpHeading.options.rawValue)\n" + layout.lines(lines))
    }
    parts.append(block(.more, ["flowaudit \(name.rawValue) --help"]))
    return parts.joined(separator: "\n")
  }

  private func generalScreen(_ layout: TextLayout) -> String {
    let helpers = catalog.commands.filter { !$0.text.operands.areFiles && $0.text.isAboutItself }
    let workers = catalog.commands.filter { command in !helpers.contains { $0.name == command.name }
    }
    let rows = workers.filter { !$0.text.watchesMetrics }
      .map { ($0.name.rawValue, $0.text.summary) }
    let watchers = workers.filter(\.text.watchesMetrics).map(\.name.rawValue)
      .joined(separator: ", ")
    let others = helpers.map(\.name.rawValue).joined(separator: ", ")
    return [
      layout.paragraph("flowaudit: \(Manual.tagline)"),
      block(.examples, [CommandExample.waysOfUse[0].commandLine]),
      "\(HelpHeading.usage.rawValue): \(Self.usage)\n",
      "\(HelpHeading.commands.rawValue)\n" + layout.lines(rows)
        + "  \(watchers): alerts and dashboard for what export writes\n"
        + "  \(others): help for people and shells\n"
        + "\(HelpHeading.more.rawValue): flowaudit --help, flowaudit COMMAND -h\n",
    ].joined(separator: "\n")
  }

  private func block(_ heading: HelpHeading, _ lines: some Sequence<String>) -> String {
    "\(heading.rawValue)\n" + lines.map { "  \($0)\n" }.joined()
  }

  /// What comes first of a summary: the rest stands in the whole help.
  private func firstPart(of summary: String) -> String {
    let ends = summary.indices.filter { index in
      [", ", ";", " ("].contains { summary[index...].hasPrefix($0) }
    }
    // The list of words is short enough.
    return summary.utf8.count <= 50 ? summary : ends.first.map { String(summary[..<$0]) } ?? summary
  }
}

extension CommandText {
  /// Whether the command tells others how to watch what this program writes, and reads nothing.
  fileprivate var watchesMetrics: Bool {
    operands == .nothing && !exitStatuses.isEmpty
  }

  /// Whether the command tells of flowaudit, and reads nothing.
  fileprivate var isAboutItself: Bool {
    switch operands {
    case .commandName, .word: true
    case .nothing: exitStatuses.isEmpty
    case .flowLogs, .flowLogsOrCommand, .files: false
    }
  }
}
