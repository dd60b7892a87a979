/// Breaks a text into lines between its words, so that the terminal does not.
package enum Folding {
  /// The lines of a text, one without a width.
  ///
  /// A word that is longer than a line is cut.
  package static func lines(_ words: [String], width: Int?) -> [String] {
    guard let width else {
      return [words.joined(separator: " ")]
    }
    var lines: [String] = []
    var line = ""
    for word in words {
      let fitted = DisplayWidth.fit(word, to: width)
      if line.isEmpty {
        line = fitted
      } else if DisplayWidth.of(line) + 1 + DisplayWidth.of(fitted) <= width {
        line += " " + fitted
      } else {
        lines.append(line)
        line = fitted
      }
    }
    return lines + [line]
  }
}
