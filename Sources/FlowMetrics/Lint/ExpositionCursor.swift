/// A place in a line of the text format, whoever wrote it; each step takes what it is named for.
struct ExpositionCursor {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next byte, nil at the line's end.
  var byte: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  mutating func advance() {
    position += 1
  }

  mutating func skipBlanks() {
    while let byte, Self.isBlank(byte) {
      position += 1
    }
  }

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  /// The bytes up to a blank.
  mutating func takeWord() -> ArraySlice<UInt8> {
    take { !Self.isBlank($0) }
  }

  mutating func takeRest() -> ArraySlice<UInt8> {
    take { _ in true }
  }

  /// The name of a metric, empty where none stands.
  mutating func takeMetricName() -> String {
    takeName { TextFormat.isNameByte($0) || $0 == UInt8(ascii: ":") }
  }

  /// The name of a label, empty where none stands.
  mutating func takeLabelName() -> String {
    takeName(TextFormat.isNameByte)
  }

  /// A HELP text to the line's end.
  mutating func takeHelp() throws(SyntaxFault) -> [UInt8] {
    var text: [UInt8] = []
    while let byte {
      position += 1
      text.append(byte == UInt8(ascii: "\\") ? try takeEscaped(isLabel: false) : byte)
    }
    return text
  }

  /// A label's value from its quote on, and the quote behind it.
  mutating func takeLabelValue(of name: String) throws(SyntaxFault) -> [UInt8] {
    var value: [UInt8] = []
    position += 1
    while let byte {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard String(validating: value, as: UTF8.self) != nil else {
          throw SyntaxFault(
            .labelEncoding, "the value of label \(ShownText.short(name)) is not UTF-8")
        }
        return value
      case UInt8(ascii: "\\"): value.append(try takeEscaped(isLabel: true))
      default: value.append(byte)
      }
    }
    throw SyntaxFault(.syntax, "no \" behind the value of label \(ShownText.short(name))")
  }

  /// The byte that stands for what follows a backslash.
  private mutating func takeEscaped(isLabel: Bool) throws(SyntaxFault) -> UInt8 {
    let escaped = byte
    position += 1
    switch escaped {
    case UInt8(ascii: "\\"): return UInt8(ascii: "\\")
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "\"") where isLabel: return UInt8(ascii: "\"")
    default:
      let shown = ShownText.quoted([UInt8(ascii: "\\")] + (escaped.map { [$0] } ?? []))
      throw SyntaxFault(.escape, "\(shown) in \(isLabel ? "a label's value" : "HELP")")
    }
  }

  private mutating func takeName(_ isPart: (UInt8) -> Bool) -> String {
    if let byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      return ""
    }
    return String(decoding: take(while: isPart), as: UTF8.self)
  }

  private mutating func take(while isTaken: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    let start = min(position, bytes.count)
    let taken = bytes[start...].prefix(while: isTaken)
    position = taken.endIndex
    return taken
  }
}

/// Text of a file within a message: bounded, however long the file's lines are.
enum ShownText {
  private static let maximumByteCount = 120

  static func short(_ text: String) -> String {
    guard text.utf8.count > maximumByteCount else {
      return text
    }
    return String(decoding: text.utf8.prefix(maximumByteCount), as: UTF8.self) + "…"
  }

  static func quoted(_ bytes: some Collection<UInt8>) -> String {
    "'\(short(String(decoding: bytes.prefix(maximumByteCount + 1), as: UTF8.self)))'"
  }
}
