/// The completion script of a shell, generated from the tables of commands and options.
enum CompletionScript {
  static func text(for shell: Shell) -> String {
    switch shell {
    case .bash: BashCompletion.text
    case .zsh: ZshCompletion.text
    case .fish: FishCompletion.text
    }
  }

  /// The words that a command takes besides options, empty where it takes files or nothing.
  static func words(of command: CommandName) -> [String] {
    switch command {
    case .help: CommandName.allCases.map(\.rawValue)
    case .completions: Shell.allCases.map(\.rawValue)
    case .man, .drops, .summary, .flows, .filter, .export, .lint, .doctor: []
    }
  }

  /// All names of an option as they are typed.
  static func names(of row: OptionRow) -> [String] {
    (row.shortName.map { ["-\($0)"] } ?? []) + [row.flag]
  }
}
