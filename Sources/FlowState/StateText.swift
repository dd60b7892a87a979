/// A value of a line of state.
public enum StateValue: Sendable, Hashable {
  case integer(Int64)
  case count(UInt64)
  /// Any bytes, written in quotes.
  case text([UInt8])
  /// Letters, digits, `-` and `_`, written as they are.
  case word(String)
  /// Numbers of 64 bits, at least one: one word of base64.
  case block(ArraySlice<UInt64>)

  /// A string's bytes.
  public static func text(_ text: String) -> Self {
    .text(Array(text.utf8))
  }
}

/// Writes state as text: a line of a keyword and values each, blanks between them.
///
///     counter drops 12 new "payments" "feature-flags"
///
/// Text stands in quotes; `\`, `"` and all bytes that are no printable ASCII are escaped as `\\`, `\"` and `\xHH`, so that the
/// file can be read by a person and edited by nobody without a trace: its last line holds a digest of the others.
public struct StateWriter: Sendable {
  /// What was written.
  public private(set) var bytes: [UInt8] = []

  /// Nothing yet.
  public init() {}

  /// Writes a line.
  public mutating func line(_ keyword: String, _ values: [StateValue] = []) {
    bytes += keyword.utf8
    for value in values {
      bytes.append(UInt8(ascii: " "))
      switch value {
      case .integer(let number): bytes += String(number).utf8
      case .count(let number): bytes += String(number).utf8
      case .word(let word): bytes += word.utf8
      case .text(let text): quote(text)
      case .block(let numbers): StateBlock.append(numbers, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// What was written, as it is read.
  public var lines: [StateLine] {
    get throws(StateDamage) {
      var reader = StateReader(bytes)
      var lines: [StateLine] = []
      while let line = try reader.next() {
        lines.append(line)
      }
      return lines
    }
  }

  /// Writes a line that was read, byte for byte as it stood.
  public mutating func add(_ line: StateLine) {
    bytes += line.bytes
  }

  /// Adds what another has written.
  public mutating func add(_ other: Self) {
    bytes += other.bytes
  }

  private mutating func quote(_ text: [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "\""):
        bytes += [UInt8(ascii: "\\"), byte]
      case 0x20...0x7E:
        bytes.append(byte)
      default:
        bytes += "\\x".utf8 + [Self.digit(byte >> 4), Self.digit(byte & 15)]
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}

/// State that is not as it was written.
public struct StateDamage: Error, Sendable, Equatable {
  /// What is wrong, for a message.
  public let reason: String

  /// Damage of that kind.
  public init(_ reason: String) {
    self.reason = reason
  }
}

/// A line of state, read.
public struct StateLine: Sendable, Equatable {
  /// The first word.
  public let keyword: String
  /// The values, text without its quotes and escapes.
  public let values: [[UInt8]]
  /// The line as it stands in the file, with its line feed; keeps the bytes of all lines read beside it alive.
  let bytes: ArraySlice<UInt8>

  init(keyword: String, values: [[UInt8]], bytes: ArraySlice<UInt8> = []) {
    (self.keyword, self.values, self.bytes) = (keyword, values, bytes)
  }

  /// By what a line says, however its values are written.
  public static func == (left: Self, right: Self) -> Bool {
    left.keyword == right.keyword && left.values == right.values
  }

  /// A value as it was written as text.
  public func text(_ index: Int) throws(StateDamage) -> [UInt8] {
    guard values.indices.contains(index) else {
      throw StateDamage("a '\(keyword)' line has too few values")
    }
    return values[index]
  }

  /// A value that is a word or other text in UTF-8.
  public func word(_ index: Int) throws(StateDamage) -> String {
    String(decoding: try text(index), as: UTF8.self)
  }

  /// A value that is a number.
  public func integer(_ index: Int) throws(StateDamage) -> Int64 {
    guard let number = Int64(try word(index)) else {
      throw StateDamage("a '\(keyword)' line has other text where a number is expected")
    }
    return number
  }

  /// A value that is a block of numbers.
  public func block(_ index: Int) throws(StateDamage) -> [UInt64] {
    guard let numbers = StateBlock.numbers(try text(index)) else {
      throw StateDamage("a '\(keyword)' line has other text where a block of numbers is expected")
    }
    return numbers
  }

  /// A value that is a number without sign.
  public func count(_ index: Int) throws(StateDamage) -> UInt64 {
    guard let number = UInt64(try word(index)) else {
      throw StateDamage("a '\(keyword)' line has other text where a count is expected")
    }
    return number
  }
}

/// Reads lines of state.
public struct StateReader: Sendable {
  private let bytes: [UInt8]
  private var position = 0

  /// A reader of these bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The next line, nil at the end.
  public mutating func next() throws(StateDamage) -> StateLine? {
    guard position < bytes.count else {
      return nil
    }
    let start = position
    var words: [[UInt8]] = []
    repeat {
      words.append(try value())
    } while take(UInt8(ascii: " "))
    guard take(UInt8(ascii: "\n")) else {
      throw StateDamage("a line has characters behind a quoted text, or no line feed at its end")
    }
    return StateLine(
      keyword: String(decoding: words[0], as: UTF8.self), values: Array(words.dropFirst()),
      bytes: bytes[start..<position])
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else {
      return false
    }
    position += 1
    return true
  }

  private mutating func value() throws(StateDamage) -> [UInt8] {
    guard take(UInt8(ascii: "\"")) else {
      return word()
    }
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"): text.append(try escaped())
      default: text.append(byte)
      }
    }
    throw StateDamage("a quoted text has no closing quote")
  }

  private mutating func word() -> [UInt8] {
    let end =
      bytes[position...].firstIndex { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
      ?? bytes.count
    defer { position = end }
    return Array(bytes[position..<end])
  }

  private mutating func escaped() throws(StateDamage) -> UInt8 {
    if take(UInt8(ascii: "x")) {
      guard position + 2 <= bytes.count,
        let byte = UInt8(
          String(decoding: bytes[position..<(position + 2)], as: UTF8.self), radix: 16)
      else {
        throw StateDamage("an escape in a quoted text is cut or is not hexadecimal")
      }
      position += 2
      return byte
    }
    guard position < bytes.count else {
      throw StateDamage("an escape in a quoted text is cut or is not hexadecimal")
    }
    defer { position += 1 }
    return bytes[position]
  }
}
