/// Breaks a text into lines at its blanks, so that the terminal does not.
enum Folding {
  /// The lines of a text, one without a width.
  ///
  /// A word that is longer than a line is cut.
  static func lines(_ text: String, width: Int?) -> [String] {
    guard let width else {
      return [text]
    }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let fitted = DisplayWidth.fit(String(word), to: width)
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
