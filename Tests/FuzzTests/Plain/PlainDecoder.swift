/// Decodes JSON as RFC 8259 says it, in strict UTF-8, without lone surrogates, with at most 128 containers open: a byte at a time.
struct PlainDecoder {
  /// What is no JSON.
  struct Refusal: Error {}

  static let deepest = 128
  private let bytes: [UInt8]
  private var at = 0

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The value that some text is, nil where it is none or more than one.
  static func value(_ text: [UInt8]) -> PlainValue? {
    guard String(validating: text, as: UTF8.self) != nil else {
      return nil
    }
    var decoder = Self(text)
    guard let value = try? decoder.value(depth: 0) else {
      return nil
    }
    decoder.skipBlanks()
    return decoder.at == text.count ? value : nil
  }

  /// The end of the whole value that begins at a place of some text, nil where none does.
  static func end(ofValueAt start: Int, in text: [UInt8]) -> Int? {
    var decoder = Self(text)
    decoder.at = start
    guard start < text.count, !blanks.contains(text[start]),
      (try? decoder.value(depth: 0)) != nil,
      String(validating: text[start..<decoder.at], as: UTF8.self) != nil
    else {
      return nil
    }
    return decoder.at
  }

  private static let blanks: [UInt8] = [0x20, 0x09, 0x0A, 0x0D]

  private var next: UInt8? {
    at < bytes.count ? bytes[at] : nil
  }

  private mutating func skipBlanks() {
    while let byte = next, Self.blanks.contains(byte) {
      at += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else {
      return false
    }
    at += 1
    return true
  }

  private mutating func value(depth: Int) throws(Refusal) -> PlainValue {
    skipBlanks()
    switch next {
    case UInt8(ascii: "{"): return .object(try members(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try elements(depth: depth + 1))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .truth(true))
    case UInt8(ascii: "f"): return try word("false", .truth(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func word(
    _ word: StaticString, _ value: PlainValue
  ) throws(Refusal) -> PlainValue {
    for offset in 0..<word.utf8CodeUnitCount {
      guard next == word.utf8Start[offset] else {
        throw Refusal()
      }
      at += 1
    }
    return value
  }

  private mutating func members(depth: Int) throws(Refusal) -> [PlainMember] {
    try open(depth)
    var members: [PlainMember] = []
    skipBlanks()
    guard !take("}") else {
      return members
    }
    repeat {
      skipBlanks()
      let key = try string()
      skipBlanks()
      guard take(":") else {
        throw Refusal()
      }
      members.append(PlainMember(key: key, value: try value(depth: depth)))
      skipBlanks()
    } while take(",")
    try close("}")
    return members
  }

  private mutating func elements(depth: Int) throws(Refusal) -> [PlainValue] {
    try open(depth)
    var elements: [PlainValue] = []
    skipBlanks()
    guard !take("]") else {
      return elements
    }
    repeat {
      elements.append(try value(depth: depth))
      skipBlanks()
    } while take(",")
    try close("]")
    return elements
  }

  private mutating func open(_ depth: Int) throws(Refusal) {
    at += 1
    if depth > Self.deepest {
      throw Refusal()
    }
  }

  private mutating func close(_ bracket: Unicode.Scalar) throws(Refusal) {
    if !take(bracket) {
      throw Refusal()
    }
  }

  /// The longest number that begins here.
  private mutating func number() throws(Refusal) -> [UInt8] {
    let start = at
    _ = take("-")
    guard take("0") || takeDigits() else {
      throw Refusal()
    }
    var end = at
    if take("."), takeDigits() {
      end = at
    }
    at = end
    if take("e") || take("E") {
      _ = take("+") || take("-")
      end = takeDigits() ? at : end
    }
    at = end
    return Array(bytes[start..<end])
  }

  private mutating func takeDigits() -> Bool {
    let start = at
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      at += 1
    }
    return at > start
  }

  private mutating func string() throws(Refusal) -> [UInt8] {
    guard take("\"") else {
      throw Refusal()
    }
    var text: [UInt8] = []
    while let byte = next, byte >= 0x20 {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return text
      case UInt8(ascii: "\\"): text += try escaped()
      default: text.append(byte)
      }
    }
    throw Refusal()
  }

  private mutating func escaped() throws(Refusal) -> [UInt8] {
    defer { at += 1 }
    switch next {
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(Character(try escapedScalar())).utf8)
    case let byte? where Array("\"\\/".utf8).contains(byte): return [byte]
    default: throw Refusal()
    }
  }

  /// The character of `uXXXX`, or of two of them that are a pair; ends on the last digit.
  private mutating func escapedScalar() throws(Refusal) -> Unicode.Scalar {
    let first = try fourDigits()
    if let scalar = Unicode.Scalar(first) {
      return scalar
    }
    guard first < 0xDC00, at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "\\"),
      bytes[at + 2] == UInt8(ascii: "u")
    else {
      throw Refusal()
    }
    at += 2
    let second = try fourDigits()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else {
      throw Refusal()
    }
    return scalar
  }

  private mutating func fourDigits() throws(Refusal) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      at += 1
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80
      else {
        throw Refusal()
      }
      number = number << 4 | UInt32(digit)
    }
    return number
  }
}
