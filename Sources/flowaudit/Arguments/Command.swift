/// A command: its options, what help says of it, and what it does.
///
/// A command is one file, and one row in `CommandTable`. The options that it takes are those of its groups: their rows
/// stand in `OptionTable`.
protocol Command: Invocation, Equatable {
  /// What help says of it.
  static var text: CommandText { get }
  /// Where its groups of options are kept.
  static var groups: [OptionTarget<Self>] { get }

  /// The command without any option.
  init()

  /// Takes the words of the command line once all options are read, and checks what may stand together.
  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError)
}

extension Command {
  static var name: CommandName {
    text.name
  }

  /// Its row in the catalog.
  static var row: CommandRow {
    CommandRow(text: text, groups: groups.map(\.group))
  }

  /// A command line that this command refuses.
  static func refusal(_ message: String) -> UsageError {
    UsageError(message, for: name)
  }

  /// The word of a command that takes one, nil where it is not typed.
  static func onlyWord(_ words: CommandWords) throws(UsageError) -> String? {
    try refuse(words.all.dropFirst())
    return words.all.first
  }

  /// Words that the command does not take.
  static func refuse(_ words: ArraySlice<String>) throws(UsageError) {
    if let word = words.first {
      throw refusal("\(name.rawValue) does not take \(word): leave it out")
    }
  }
}

/// The words of a command line that are no options.
struct CommandWords: Sendable, Equatable {
  /// Whether the command's name was typed; it is none of the words.
  let isCommandNamed: Bool
  /// Those in front of `--`.
  var words: [String] = []
  /// Those behind `--`; nil where it was not typed.
  var operands: [String]?

  /// All in the order typed.
  var all: [String] {
    words + (operands ?? [])
  }
}
