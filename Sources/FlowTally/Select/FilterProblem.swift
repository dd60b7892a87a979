/// What is wrong with a filter's value; the text holds what was typed: escape it for the terminal.
public struct FilterProblem: Error, Sendable, Equatable {
  /// One line without a full stop.
  public let text: String
  /// A word that is none of those known, for a message that names the nearest; nil where that is not the problem.
  public let word: String?
  /// The words that it could have been.
  public let words: [String]

  init(_ text: String, word: String? = nil, among words: [String] = []) {
    self.text = text
    self.word = word
    self.words = words
  }
}

/// A filter that means nothing.
public struct FilterError: Error, Sendable, Equatable {
  /// The flag and value that cannot be used; nil where several together are to blame.
  public let argument: FilterArgument?
  /// What is wrong.
  public let problem: FilterProblem
}
