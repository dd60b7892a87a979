import FlowTally

/// What is wrong with a value, to stand behind the option's name.
struct ValueError: Error, Sendable, Equatable {
  let message: String

  init(_ message: String) {
    self.message = message
  }

  /// More words than this are not listed in a message.
  private static let longestList = 10

  /// A word that is none of a few: with the one that was probably meant, else with all of them.
  static func unknown(_ kind: String, _ word: String, among words: [String]) -> Self {
    if let nearest = Spelling.nearest(to: word, among: words) {
      return Self("unknown \(kind) \(word): did you mean \(nearest)?")
    }
    guard words.count <= longestList else {
      return Self("unknown \(kind) \(word)")
    }
    return Self("unknown \(kind) \(word): give \(words.joinedAsAlternatives)")
  }

  /// What is wrong with a filter's value, with the word that was probably meant.
  init(_ problem: FilterProblem) {
    guard let word = problem.word, !problem.words.isEmpty,
      problem.text == "unknown value \(word)"
    else {
      let nearest = problem.word.flatMap { Spelling.nearest(to: $0, among: problem.words) }
      self.init(problem.text + (nearest.map { ": did you mean \($0)?" } ?? ""))
      return
    }
    self = .unknown("value", word, among: problem.words)
  }
}
