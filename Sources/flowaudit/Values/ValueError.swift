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
}
