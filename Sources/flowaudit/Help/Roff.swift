/// Plain text in roff's notation.
///
/// Source: groff_char(7), man-pages(7): `-` and quotation marks that are to be copied need a backslash form.
enum Roff {
  /// A text within a line.
  static func text(_ text: String) -> String {
    text.map { character in
      switch character {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "^": "\\(ha"
      case "~": "\\(ti"
      default: String(character)
      }
    }.joined()
  }

  /// A text as lines of its own: a point at the beginning would be a request.
  static func paragraph(_ paragraph: String) -> String {
    (paragraph.hasPrefix(".") ? "\\&" : "") + text(paragraph) + "\n"
  }
}

extension [String] {
  /// Each on a line.
  var lines: String {
    map { $0 + "\n" }.joined()
  }
}
