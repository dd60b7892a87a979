/// Makes text from logs, file names and arguments harmless: one function for each place it goes to.
///
/// Each appends to a text that is being written. Plain names, as nearly all of a cluster are, cost
/// one look and one copy.
public enum Escape: Sendable {
  /// For a terminal: what would move the cursor, change colours, turn the direction of writing or
  /// not show at all is written as `\n`, `\x1b`, `\u202e`.
  ///
  /// Those are control characters (C0, DEL, C1), line and paragraph separators, format characters
  /// (bidi, zero width, tags), other characters that are ignored by default, and combining marks
  /// beyond four in a row.
  public static func terminal(_ text: Span<UInt8>, to output: inout [UInt8]) {
    if isPlain(text) {
      return output.append(text)
    }
    var markCount = 0
    for scalar in decoded(text) {
      markCount = scalar.isCombiningMark ? markCount + 1 : 0
      if scalar.isInvisible || markCount > 4 {
        appendVisible(scalar, to: &output)
      } else {
        output.append(scalar)
      }
    }
  }

  /// For JSON: a string of RFC 8259 with its quotes.
  ///
  /// Besides what must be escaped, what `terminal` makes visible is: the value stays the same, and
  /// it can be looked at.
  public static func json(_ text: Span<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    if isPlain(text, without: UInt8(ascii: "\""), UInt8(ascii: "\\")) {
      output.append(text)
    } else {
      for scalar in decoded(text) {
        appendJSON(scalar, to: &output)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// For CSV: a field of RFC 4180, in quotes where it needs them.
  ///
  /// What a spreadsheet would take for a formula gets a `'` in front (OWASP, "CSV Injection"), and so does what already has one,
  /// so that two texts stay two. Tabs and line ends stay, other characters that do not show are written as for a terminal.
  public static func csv(_ text: Span<UInt8>, to output: inout [UInt8]) {
    if isPlain(text, without: UInt8(ascii: "\""), UInt8(ascii: ",")),
      text.isEmpty
        || text[0] != UInt8(ascii: "'") && !formulaStarts.contains(Unicode.Scalar(text[0]))
    {
      return output.append(text)
    }
    var field: [UInt8] = []
    let scalars = decoded(text)
    if let first = scalars.first(where: { $0 != "'" }), formulaStarts.contains(first) {
      field.append(UInt8(ascii: "'"))
    }
    for scalar in scalars {
      if scalar.isInvisible && !["\t", "\n", "\r"].contains(scalar) {
        appendVisible(scalar, to: &field)
      } else {
        field.append(scalar)
      }
    }
    let isQuoted = field.contains { [",", "\"", "\n", "\r"].contains(Unicode.Scalar($0)) }
    output += isQuoted ? quoted(field) : field
  }

  /// For text in GitHub's Markdown, table cells included: shown letter by letter, as on a terminal.
  public static func markdown(_ text: Span<UInt8>, to output: inout [UInt8]) {
    if isPlain(text) {
      return appendMarkdown(text, to: &output)
    }
    var shown: [UInt8] = []
    terminal(text, to: &shown)
    appendMarkdown(shown.span, to: &output)
  }
}

/// Escapes of short texts.
extension Escape {
  /// For a terminal.
  public static func terminal(_ text: String) -> String {
    escaped(text, terminal)
  }

  /// For JSON, with quotes.
  public static func json(_ text: String) -> String {
    escaped(text, json)
  }

  /// For CSV.
  public static func csv(_ text: String) -> String {
    escaped(text, csv)
  }

  /// For Markdown.
  public static func markdown(_ text: String) -> String {
    escaped(text, markdown)
  }

  private static func escaped(
    _ text: String, _ escape: (Span<UInt8>, inout [UInt8]) -> Void
  ) -> String {
    var output: [UInt8] = []
    escape(Array(text.utf8).span, &output)
    return String(decoding: output, as: UTF8.self)
  }
}

// MARK: The rules

extension Escape {
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]

  /// Whether a text is nothing but printable ASCII without two that have a meaning where it goes.
  @inline(__always)
  private static func isPlain(
    _ text: Span<UInt8>, without first: UInt8 = 0, _ second: UInt8 = 0
  ) -> Bool {
    // Without a branch for each byte: texts are short, and plain to their ends.
    var others: UInt8 = 0
    for index in text.indices {
      let byte = text[index]
      others |= (byte &- 0x20 < 0x5F ? 0 : 1) | (byte == first || byte == second ? 1 : 0)
    }
    return others == 0
  }

  /// What is no UTF-8 becomes U+FFFD.
  private static func decoded(_ text: Span<UInt8>) -> String.UnicodeScalarView {
    // The pointer is used only within this call.
    unsafe text.withUnsafeBufferPointer {
      unsafe String(decoding: $0, as: UTF8.self)
    }.unicodeScalars
  }

  private static func appendJSON(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar {
    case "\"": output.append("\\\"")
    case "\\": output.append("\\\\")
    case "\n": output.append("\\n")
    case "\r": output.append("\\r")
    case "\t": output.append("\\t")
    case _ where scalar.isInvisible:
      for unit in UTF16.encode(scalar) ?? .init() {
        output.append("\\u" + hexadecimal(UInt32(unit), digitCount: 4))
      }
    default: output.append(scalar)
    }
  }

  private static func quoted(_ field: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    return [quote] + field.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  /// What has a meaning is ASCII, and so are the neighbours that matter.
  private static func appendMarkdown(_ text: Span<UInt8>, to output: inout [UInt8]) {
    for index in text.indices {
      let byte = text[index]
      switch Unicode.Scalar(byte) {
      case "&": output.append("&amp;")
      case "<": output.append("&lt;")
      case ">": output.append("&gt;")
      case "@": output.append("&#64;")
      case "\\", "`", "*", "[", "]", "|", "~", "$", "#", "!": output += [backslash, byte]
      case "_" where !isInsideWord(index, text): output += [backslash, byte]
      case ":" where isFollowedBySlashes(index, text): output += [backslash, byte]
      case "." where isBehindWWW(index, text): output += [backslash, byte]
      default: output.append(byte)
      }
    }
  }

  private static let backslash = UInt8(ascii: "\\")

  /// Between two letters or digits an underscore never opens or closes emphasis.
  private static func isInsideWord(_ index: Int, _ text: Span<UInt8>) -> Bool {
    index > 0 && index + 1 < text.count
      && isLetterOrDigit(text[index - 1]) && isLetterOrDigit(text[index + 1])
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  private static func isFollowedBySlashes(_ index: Int, _ text: Span<UInt8>) -> Bool {
    let slash = UInt8(ascii: "/")
    return index + 2 < text.count && text[index + 1] == slash && text[index + 2] == slash
  }

  /// GitHub makes a link of what starts with `www.`.
  private static func isBehindWWW(_ index: Int, _ text: Span<UInt8>) -> Bool {
    index >= 3 && (1...3).allSatisfy { text[index - $0] | 0x20 == UInt8(ascii: "w") }
  }

  private static func appendVisible(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
    switch scalar.value {
    case 0x0A: output.append("\\n")
    case 0x0D: output.append("\\r")
    case 0x09: output.append("\\t")
    case ..<0x80: output.append("\\x" + hexadecimal(scalar.value, digitCount: 2))
    case ..<0x1_0000: output.append("\\u" + hexadecimal(scalar.value, digitCount: 4))
    default: output.append("\\U" + hexadecimal(scalar.value, digitCount: 8))
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
}
