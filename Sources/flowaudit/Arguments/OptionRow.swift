/// A row of the option table: an option's names and texts, and what it does.
struct OptionRow: Sendable {
  /// Without the dashes; no other row has it.
  let longName: String
  let shortName: Character?
  /// What stands for the value in help texts; nil where the option takes none.
  let valueName: String?
  let section: OptionSection
  /// Whether help texts list the words that the value is one of.
  let listsWords: Bool
  let isRepeatable: Bool
  /// Whether an empty value means something.
  let takesEmptyValue: Bool
  // Made where they are asked for: a run of the program needs those of the options that it is given.
  private let makeEffect: @Sendable () -> OptionEffect
  private let makeCompletion: @Sendable () -> ValueCompletion
  private let makeSummary: @Sendable () -> String

  init(
    _ longName: String, short: Character? = nil, _ valueName: String? = nil,
    in section: OptionSection, _ effect: @autoclosure @escaping @Sendable () -> OptionEffect,
    completion: @autoclosure @escaping @Sendable () -> ValueCompletion = .none,
    listsWords: Bool = false, isRepeatable: Bool = false, takesEmptyValue: Bool = false,
    _ summary: @autoclosure @escaping @Sendable () -> String
  ) {
    self.longName = longName
    shortName = short
    self.valueName = valueName
    self.section = section
    self.listsWords = listsWords
    self.isRepeatable = isRepeatable
    self.takesEmptyValue = takesEmptyValue
    makeEffect = effect
    makeCompletion = completion
    makeSummary = summary
  }

  /// What the option does.
  var effect: OptionEffect {
    makeEffect()
  }

  /// What a shell offers for the value.
  var completion: ValueCompletion {
    makeCompletion()
  }

  /// One line for help, completions and documentation.
  var summary: String {
    makeSummary()
  }

  /// The option as it is typed: `--verdict`.
  var flag: String {
    "--\(longName)"
  }

  /// All names of the option as they are typed.
  var names: [String] {
    (shortName.map { ["-\($0)"] } ?? []) + [flag]
  }

  /// The option with its value, as help texts show it: `-n, --namespace NAMESPACE`.
  var synopsis: String {
    let value = valueName.map { " \($0)" } ?? ""
    return names.joined(separator: ", ") + value
  }

  /// More words than this are for completions only.
  private static let longestList = 12

  /// The summary, and the words that the value is one of.
  var meaning: String {
    guard listsWords, !completion.words.isEmpty, completion.words.count <= Self.longestList else {
      return summary
    }
    return "\(summary): \(completion.words.joinedAsAlternatives)"
  }
}

extension OptionRow: Equatable {
  static func == (left: Self, right: Self) -> Bool {
    left.longName == right.longName
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
