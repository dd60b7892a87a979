/// What the parser, the help, the manual page and the completions need of a command.
struct CommandRow: Sendable {
  let text: CommandText
  /// The groups of options that it has.
  let groups: [any OptionGroup.Type]

  var name: CommandName {
    text.name
  }

  /// Whether the command takes an option.
  func takes(_ row: OptionRow) -> Bool {
    switch row.effect {
    case .asks: true
    case .sets(let group, _): groups.contains { $0 == group }
    }
  }
}
