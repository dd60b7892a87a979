/// The flow logs that are named.
struct InputWords: Sendable, Equatable {
  /// Paths in the order typed; `-` is standard input, and so are no files at all.
  var files: [String] = []
  /// Whether the command's name was typed.
  var isCommandNamed = true
  /// The first of the files behind `--`, nil where there is none.
  var firstOperand: String?

  init() {}

  /// All words are files.
  init(_ words: CommandWords) {
    files = words.all
    isCommandNamed = words.isCommandNamed
    firstOperand = words.operands?.first
  }

  /// Whether standard input is read.
  var isPiped: Bool {
    files.isEmpty || files.contains("-")
  }
}

extension InputWords {
  /// That the first file was meant as a command, should there be no such file.
  func misspelledCommand(in catalog: Catalog) -> UsageError? {
    guard !isCommandNamed, let word = files.first, !word.contains(where: { "./".contains($0) }),
      let command = Spelling.nearest(to: word, among: catalog.commandNames)
    else {
      return nil
    }
    return UsageError("unknown command \(word): did you mean \(command)?")
  }
}
