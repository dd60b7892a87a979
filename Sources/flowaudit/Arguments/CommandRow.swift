/// What the parser, the help, the manual page and the completions need of a command.
struct CommandRow: Sendable {
  let text: CommandText
  // Made where it is asked for: a run of the program needs that of one command.
  private let makeGroups: @Sendable () -> [any OptionGroup.Type]

  init(text: CommandText, groups: @autoclosure @escaping @Sendable () -> [any OptionGroup.Type]) {
    self.text = text
    makeGroups = groups
  }

  /// The groups of options that it has.
  var groups: [any OptionGroup.Type] {
    makeGroups()
  }

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
