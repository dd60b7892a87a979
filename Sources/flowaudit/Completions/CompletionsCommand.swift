extension CommandName {
  static let completions = Self(rawValue: "completions")
}

/// `flowaudit completions`: the completion script of a shell.
struct CompletionsCommand: Command {
  static let groups: [OptionTarget<Self>] = []

  static let text = CommandText(
    name: .completions,
    summary: "the completion script of a shell, on standard output",
    usageWords: "SHELL",
    explanation: "Prints a completion script for bash, zsh or fish.",
    operands: .word(Shell.allCases.map(\.rawValue)),
    examples: [
      CommandExample(
        "flowaudit completions bash > ~/.local/share/bash-completion/completions/flowaudit",
        "for bash"),
      CommandExample(
        "flowaudit completions zsh > ~/.zfunc/_flowaudit",
        "for zsh, where ~/.zfunc is in fpath"),
      CommandExample(
        "flowaudit completions fish > ~/.config/fish/completions/flowaudit.fish", "for fish"),
    ])

  var shell = Shell.bash

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    let shells = Shell.allCases.map(\.rawValue)
    guard let word = try Self.onlyWord(words) else {
      throw Self.refusal("completions needs a shell: \(shells.joinedAsAlternatives)")
    }
    guard let shell = Shell(rawValue: word) else {
      throw Self.refusal(ValueError.unknown("shell", word, among: shells).message)
    }
    self.shell = shell
  }

  func run(in host: Host) -> ExitStatus {
    host.print(CompletionScript(host.catalog).text(for: shell))
  }
}
