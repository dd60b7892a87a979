/// The commands and the options that there are: the tables from which the parser, the help, the manual page, the
/// completions and the documentation come.
struct Catalog: Sendable {
  /// In the order of help; the first one runs when no command is named.
  let commands: [CommandRow]
  /// In the order of help within each section.
  let options: [OptionRow]

  /// What runs when no command is named.
  var standard: CommandRow {
    commands[0]
  }

  /// The commands that read flow logs.
  var flowLogCommands: [CommandRow] {
    commands.filter(\.text.operands.areFlowLogs)
  }

  /// The command that starts another one, which stands behind `--`.
  var startingCommand: CommandRow? {
    commands.first { $0.text.operands == .flowLogsOrCommand }
  }

  /// The command of a name, nil where there is none.
  func command(_ name: CommandName) -> CommandRow? {
    commands.first { $0.name == name }
  }

  /// The names of all commands.
  var commandNames: [String] {
    commands.map(\.name.rawValue)
  }

  /// The options that a command takes.
  func options(of command: CommandRow) -> [OptionRow] {
    options.filter(command.takes)
  }

  /// The commands that take an option.
  func commands(taking row: OptionRow) -> [CommandRow] {
    commands.filter { $0.takes(row) }
  }

  /// Whether an option is one of all commands, or of all that read flow logs.
  func isGeneral(_ row: OptionRow) -> Bool {
    let names = commands(taking: row).map(\.name)
    return names == commands.map(\.name) || names == flowLogCommands.map(\.name)
  }

  /// The sections of options that a command takes, in the order of help.
  func optionSections(of command: CommandRow) -> [(section: OptionSection, rows: [OptionRow])] {
    OptionSection.allCases.compactMap { section in
      let rows = options(of: command).filter { $0.section == section }
      return rows.isEmpty ? nil : (section, rows)
    }
  }

  /// The words that a command takes besides options, empty where it takes files or nothing.
  func words(of command: CommandRow) -> [String] {
    switch command.text.operands {
    case .commandName: commandNames
    case .word(let words): words
    case .flowLogs, .flowLogsOrCommand, .files, .nothing: []
    }
  }

  /// The command that the first word names, nil where it names none or there is none.
  func command(namedBy arguments: [Argument]) -> CommandRow? {
    for argument in arguments {
      switch argument {
      case .option: continue
      case .operands: return nil
      case .word(let word): return command(CommandName(rawValue: word))
      }
    }
    return nil
  }
}
