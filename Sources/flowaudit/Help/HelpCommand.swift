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
  /// Whether one screen is enough.
  var isShort = false

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
    let (help, columns) = (Help(host.catalog), host.terminal.helpColumns)
    return host.print(
      isShort ? help.screen(for: topic, columns: columns) : help.text(for: topic, columns: columns))
  }
}
