/// Walks over the bytes of a source file once.
struct SourceReader {
  private let bytes: [UInt8]
  private let isSwift: Bool
  private var position = 0
  private var line = 1
  private(set) var tokens: [SourceText.Token] = []
  private(set) var comments: [SourceText.Comment] = []
  private(set) var strings: [SourceText.Token] = []

  init(_ bytes: [UInt8], isSwift: Bool) {
    self.bytes = bytes
    self.isSwift = isSwift
  }

  /// Reads to the end, or to the parenthesis that closes an interpolation.
  mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        position += 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"):
        position += 1
      case UInt8(ascii: "/") where byteAt(1) == UInt8(ascii: "/"):
        readLineComment()
      case UInt8(ascii: "/") where byteAt(1) == UInt8(ascii: "*"):
        readBlockComment()
      case UInt8(ascii: "\""):
        readString(hashCount: 0)
      case UInt8(ascii: "#") where isSwift && opensRawString:
        let start = position
        while byteAt(0) == UInt8(ascii: "#") { position += 1 }
        readString(hashCount: position - start)
      case UInt8(ascii: "'") where !isSwift:
        readString(hashCount: 0)
      case _ where isWordByte(byte) || byte == UInt8(ascii: "`") && isSwift:
        readWord()
      default:
        depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
        position += 1
        guard !untilParenthesis || depth >= 0 else { return }
        tokens.append(.init(text: String(decoding: [byte], as: UTF8.self), line: line))
      }
    }
  }

  private func byteAt(_ distance: Int) -> UInt8 {
    position + distance < bytes.count ? bytes[position + distance] : 0
  }

  private var opensRawString: Bool {
    bytes[position...].first { $0 != UInt8(ascii: "#") } == UInt8(ascii: "\"")
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<min(end, bytes.count)], as: UTF8.self)
  }

  private mutating func readWord() {
    let start = position
    while isWordByte(byteAt(0)) || byteAt(0) == UInt8(ascii: "`") { position += 1 }
    tokens.append(.init(text: text(start, position), line: line))
  }

  private mutating func readLineComment() {
    let isDocumentation = byteAt(2) == UInt8(ascii: "/")
    let start = position + (isDocumentation ? 3 : 2)
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    comments.append(
      .init(
        text: text(min(start, position), position), line: line, isDocumentation: isDocumentation))
  }

  private mutating func readBlockComment() {
    let isDocumentation = byteAt(2) == UInt8(ascii: "*")
    position += 2
    var start = position
    while position < bytes.count {
      let isEnd = byteAt(0) == UInt8(ascii: "*") && byteAt(1) == UInt8(ascii: "/")
      if isEnd || byteAt(0) == UInt8(ascii: "\n") {
        comments.append(
          .init(text: text(start, position), line: line, isDocumentation: isDocumentation))
        start = position + 1
      }
      if isEnd {
        position += 2
        return
      }
      line += byteAt(0) == UInt8(ascii: "\n") ? 1 : 0
      position += 1
    }
  }

  /// Reads a literal from its opening quote; code in interpolations is code.
  private mutating func readString(hashCount: Int) {
    let quote = bytes[position]
    let isLong = isSwift && byteAt(1) == quote && byteAt(2) == quote
    let end =
      [UInt8](repeating: quote, count: isLong ? 3 : 1)
      + [UInt8](repeating: UInt8(ascii: "#"), count: hashCount)
    let escape = [UInt8(ascii: "\\")] + [UInt8](repeating: UInt8(ascii: "#"), count: hashCount)
    position += isLong ? 3 : 1
    var content: [UInt8] = []
    let first = line
    while position < bytes.count, !bytes[position...].starts(with: end) {
      if bytes[position...].starts(with: escape) {
        position += escape.count
        if isSwift, byteAt(0) == UInt8(ascii: "(") {
          position += 1
          content.append(UInt8(ascii: " "))
          readCode(untilParenthesis: true)
          continue
        }
        content.append(UInt8(ascii: " "))
      } else {
        content.append(bytes[position])
      }
      line += byteAt(0) == UInt8(ascii: "\n") ? 1 : 0
      position += 1
    }
    position += end.count
    strings.append(.init(text: String(decoding: content, as: UTF8.self), line: first))
    tokens.append(.init(text: "\"\"", line: first))
  }
}
