import FlowTally

/// A row of the option table.
struct OptionRow: Sendable, Equatable {
  let name: OptionName
  /// Without the dashes.
  let longName: String
  let shortName: Character?
  /// What stands for the value in help texts; nil where the option takes none.
  let valueName: String?
  /// One line for help, completions and documentation.
  let summary: String
  let section: OptionSection
  /// The commands that take the option.
  let commands: [CommandName]
  let completion: ValueCompletion
  let isRepeatable: Bool

  init(
    _ name: OptionName, _ longName: String, short: Character? = nil, _ valueName: String? = nil,
    in section: OptionSection, of commands: [CommandName], completion: ValueCompletion = .none,
    isRepeatable: Bool = false, _ summary: String
  ) {
    self.name = name
    self.longName = longName
    shortName = short
    self.valueName = valueName
    self.summary = summary
    self.section = section
    self.commands = commands
    self.completion = completion
    self.isRepeatable = isRepeatable
  }

  /// The option as it is typed: `--verdict`.
  var flag: String {
    "--\(longName)"
  }

  /// The option with its value, as help texts show it: `-n, --namespace NAMESPACE`.
  var synopsis: String {
    let short = shortName.map { "-\($0), " } ?? ""
    let value = valueName.map { " \($0)" } ?? ""
    return short + flag + value
  }

  /// More words than this are for completions only.
  private static let longestList = 12

  /// The summary, and the words that a filter's value is one of.
  var meaning: String {
    guard case .filter(let flag) = name, flag.listsWords, !completion.words.isEmpty,
      completion.words.count <= Self.longestList
    else {
      return summary
    }
    return "\(summary): \(completion.words.joinedAsAlternatives)"
  }

  func isTaken(by command: CommandName) -> Bool {
    commands.contains(command)
  }
}

/// What a shell offers for the value of an option.
enum ValueCompletion: Sendable, Equatable {
  /// Nothing: a number, a time, a name from the cluster.
  case none
  case file
  /// One of few words.
  case words([String])
  /// Some of few words, joined by commas.
  case wordList([String])

  /// The words to offer, empty where there are none.
  var words: [String] {
    switch self {
    case .none, .file: []
    case .words(let words), .wordList(let words): words
    }
  }
}
