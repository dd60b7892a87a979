/// A row of the command table: what the parser, the help, the manual page and the completions need of a command.
struct CommandRow: Sendable {
  let text: CommandText
  private let groups: [any OptionGroup.Type]
  private let parse: @Sendable ([Argument], Bool, Catalog) throws(UsageError) -> any Invocation

  /// The row of a command.
  init<Row: Command>(_ command: Row.Type) {
    text = command.text
    groups = command.groups.map(\.group)
    parse = { (arguments, isNamed, catalog) throws(UsageError) in
      try OptionReader<Row>.read(arguments, isNamed: isNamed, in: catalog)
    }
  }

  var name: CommandName {
    text.name
  }

  /// Reads a command line of this command; `isNamed` says whether its first word is the command's name.
  func read(
    _ arguments: [Argument], isNamed: Bool, in catalog: Catalog
  ) throws(UsageError) -> any Invocation {
    try parse(arguments, isNamed, catalog)
  }

  /// Whether the command takes an option.
  func takes(_ row: OptionRow) -> Bool {
    switch row.effect {
    case .asks: true
    case .sets(let group, _): groups.contains { $0 == group }
    }
  }
}
