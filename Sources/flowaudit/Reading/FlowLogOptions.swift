/// What every command that reads flow logs is told.
struct FlowLogOptions: Sendable, Equatable {
  var input = InputWords()
  var selection = SelectionOptions()
  var reading = ReadingOptions()
  var limits = LimitOptions()
}

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
