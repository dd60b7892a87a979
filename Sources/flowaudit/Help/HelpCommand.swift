extension CommandName {
  static let help = Self(rawValue: "help")
}

/// `flowaudit help` and `--help`: the help of a command, or of everything.
struct HelpCommand: Command {
  static let groups: [OptionTarget<Self>] = []

  static let text = CommandText(
    name: .help,
    summary: "this text, or a command's",
    usageWords: "[COMMAND]",
    explanation: "Prints the help of flowaudit, or of one command.",
    operands: .commandName,
    examples: [CommandExample("flowaudit help drops", "the options of one command")])

  /// The command; nil for everything.
  var topic: CommandName?

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    guard let word = try Self.onlyWord(words) else {
      return
    }
    guard let command = catalog.command(CommandName(rawValue: word)) else {
      throw UsageError(
        ValueError.unknown("command", word, among: catalog.commandNames).message)
    }
    topic = command.name
  }

  func run(in host: Host) -> ExitStatus {
    host.print(Help(host.catalog).text(for: topic, columns: host.terminal.helpColumns))
  }
}
