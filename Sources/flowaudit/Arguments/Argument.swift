/// What stands on a command line, before values are read: options of the table, and words.
enum Argument: Sendable, Equatable {
  case option(OptionRow, value: String?)
  case word(String)
  /// All words behind `--`: never a command of ours.
  case operands([String])
}
