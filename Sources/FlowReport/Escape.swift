/// Makes text from logs, file names and arguments harmless: one function for each place it goes to.
public enum Escape: Sendable {
  /// For a terminal: what would move the cursor, change colours, turn the direction of writing or
  /// not show at all is written as `\n`, `\x1b`, `\u202e`.
  ///
  /// Those are control characters (C0, DEL, C1), line and paragraph separators, format characters
  /// (bidi, zero width, tags), other characters that are ignored by default, and combining marks
  /// beyond four in a row.
  public static func terminal(_ text: String) -> String {
    if isPlain(text) {
      return text
    }
    var result = ""
    var markCount = 0
    for scalar in text.unicodeScalars {
      markCount = scalar.isCombiningMark ? markCount + 1 : 0
      if scalar.isInvisible || markCount > 4 {
        result += visible(scalar)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For JSON: a string of RFC 8259 with its quotes.
  ///
  /// Besides what must be escaped, what `terminal` makes visible is: the value stays the same, and
  /// it can be looked at.
  public static func json(_ text: String) -> String {
    if isPlain(text)
      && !text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
    {
      return "\"\(text)\""
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.isInvisible:
        for unit in String(scalar).utf16 {
          result += "\\u" + hexadecimal(UInt32(unit), digitCount: 4)
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// For CSV: a field of RFC 4180, in quotes where it needs them.
  ///
  /// What a spreadsheet would take for a formula gets a `'` in front (OWASP, "CSV Injection"). Tabs
  /// and line ends stay, other characters that do not show are written as for a terminal.
  public static func csv(_ text: String) -> String {
    var field = isPlain(text) ? text : ""
    if field.isEmpty {
      for scalar in text.unicodeScalars {
        if scalar.isInvisible && !["\t", "\n", "\r"].contains(scalar) {
          field += visible(scalar)
        } else {
          field.unicodeScalars.append(scalar)
        }
      }
    }
    if let first = field.unicodeScalars.first, formulaStarts.contains(first) {
      field = "'" + field
    }
    guard field.unicodeScalars.contains(where: { [",", "\"", "\n", "\r"].contains($0) }) else {
      return field
    }
    let doubled = field.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined()
    return "\"\(doubled)\""
  }

  /// For text in GitHub's Markdown, table cells included: shown letter by letter, as on a terminal.
  public static func markdown(_ text: String) -> String {
    let scalars = Array(terminal(text).unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@": result += "&#64;"
      case "\\", "`", "*", "[", "]", "|", "~", "$", "#", "!": result += "\\\(scalar)"
      case "_" where !isInsideWord(index, scalars): result += "\\_"
      case ":" where scalars[index...].starts(with: "://".unicodeScalars): result += "\\:"
      case "." where index >= 3 && isWWW(scalars[(index - 3)..<index]): result += "\\."
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  /// Whether a text is nothing but printable ASCII: nearly every name of a cluster.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
  }

  /// Between two letters or digits an underscore never opens or closes emphasis.
  private static func isInsideWord(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    index > 0 && index + 1 < scalars.count
      && scalars[index - 1].isLetterOrDigit && scalars[index + 1].isLetterOrDigit
  }

  /// GitHub makes a link of what starts with `www.`.
  private static func isWWW(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.allSatisfy { $0 == "w" || $0 == "W" }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0x0A: "\\n"
    case 0x0D: "\\r"
    case 0x09: "\\t"
    case ..<0x80: "\\x" + hexadecimal(scalar.value, digitCount: 2)
    case ..<0x1_0000: "\\u" + hexadecimal(scalar.value, digitCount: 4)
    default: "\\U" + hexadecimal(scalar.value, digitCount: 8)
    }
  }

  private static func hexadecimal(_ number: UInt32, digitCount: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, digitCount - digits.utf8.count)) + digits
  }
}

extension Unicode.Scalar {
  /// Whether a terminal or an editor would not show it, or would do something else than show it.
  var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether it is drawn over the character before it.
  var isCombiningMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  fileprivate var isLetterOrDigit: Bool {
    ("0"..."9").contains(self) || ("a"..."z").contains(self) || ("A"..."Z").contains(self)
  }
}
