/// Phrases that comments and messages do not use.
enum PlainWords {
  /// What a documentation comment does not begin with, and how to say it.
  static let openings: [(phrase: String, advice: String)] = [
    ("The same", "say in a full sentence what it is; a reader sees one comment at a time")
  ]

  /// What texts of the program do not hold, and how to say it.
  static let phrases: [(phrase: String, advice: String)] = [
    ("is no ", "say what is wrong and what is right: 'port 99999 is out of range: 0 to 65535'"),
    ("are no ", "say what is wrong and what is right"),
    ("anew", "write 'again' or 'from the start'"),
    ("thereof", "write 'of it'"),
    ("therein", "write 'in it'"),
    ("whereof", "write 'of which'"),
    ("wherein", "write 'in which'"),
    ("hereby", "leave it out"),
    ("shall ", "write 'must' or 'will'"),
  ]

  static let openingAdvice = "no comment begins with '\(openings[0].phrase)': \(openings[0].advice)"
  static let phraseAdvice =
    "messages use plain words, none of \(phrases.map { "'\($0.phrase)'" }.joined(separator: ", ")): "
    + phrases[0].advice

  static func openingLines(_ source: SourceText) -> [Int] {
    var last: SourceText.Comment?
    return source.comments.compactMap { comment in
      defer { last = comment }
      let isFirst = last.map { $0.line + 1 < comment.line || !$0.isDocumentation } ?? true
      guard comment.isDocumentation, isFirst else { return nil }
      let text = comment.text.drop { $0 == " " }
      return openings.contains { text.hasPrefix($0.phrase) } ? comment.line : nil
    }
  }

  /// The lines of string literals that hold a phrase; 'there is no' is plain.
  static func phraseLines(_ source: SourceText) -> [Int] {
    source.strings.flatMap { string -> [Int] in
      string.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
        number, text in
        let plain = text.replacing("here is no ", with: "").replacing("here are no ", with: "")
        return phrases.contains { holds(plain, $0.phrase) } ? string.line + number : nil
      }
    }
  }

  /// Whether the phrase stands in the text, not inside a word.
  private static func holds(_ text: Substring, _ phrase: String) -> Bool {
    text.ranges(of: phrase).contains { range in
      let before =
        range.lowerBound == text.startIndex ? nil : text[text.index(before: range.lowerBound)]
      let after = range.upperBound == text.endIndex ? nil : text[range.upperBound]
      return before?.isLetter != true && (phrase.hasSuffix(" ") || after?.isLetter != true)
    }
  }
}
