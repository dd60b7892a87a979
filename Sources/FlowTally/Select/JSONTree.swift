/// A JSON value as a tree: for the filters of a command line, never for a log.
enum JSONTree: Equatable {
  case object([(String, JSONTree)])
  case array([JSONTree])
  case string(String)
  /// A number as it is written.
  case number(String)
  case truth(Bool)
  case null

  static func == (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.truth(let left), .truth(let right)): left == right
    case (.number(let left), .number(let right)), (.string(let left), .string(let right)):
      left == right
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0 == $1 }
    case (.null, _), (.truth, _), (.number, _), (.string, _), (.array, _), (.object, _): false
    }
  }

  /// The values of a text, one behind the other; nil where it is not JSON.
  static func sequence(_ text: String) -> [Self]? {
    // No rule lets LF pass, so that it ends every search; between values it is white space.
    let line = text.utf8.map { $0 == Byte.lineFeed ? Byte.space : $0 } + [Byte.lineFeed]
    // Bytes of a block can be read behind its last line: strings are copied in pieces.
    let block = line + [UInt8](repeating: 0, count: 256)
    let bytes = block.span.extracting(0..<line.count)
    var values: [Self] = []
    var position = JSONText.skipWhiteSpace(bytes, 0)
    while position < bytes.count - 1 {
      let end = JSONText.endOfValue(bytes, position, depth: 0)
      guard end >= 0 else {
        return nil
      }
      values.append(Self(bytes, position))
      position = JSONText.skipWhiteSpace(bytes, end)
    }
    return values
  }

  /// The valid value at a position.
  private init(_ bytes: Span<UInt8>, _ start: Int) {
    switch bytes[start] {
    case Byte.quote:
      self = .string(Self.text(bytes, start))
    case Byte.openBrace:
      self = .object(Self.members(bytes, start))
    case Byte.openBracket:
      var elements: [Self] = []
      ObjectWalk.elements(bytes, arrayAt: start) { element in
        elements.append(Self(bytes, element.lowerBound))
        return true
      }
      self = .array(elements)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      self = .truth(bytes[start] == UInt8(ascii: "t"))
    case UInt8(ascii: "n"):
      self = .null
    default:
      let range = start..<ValidText.endOfValue(bytes, start)
      self = .number(String(decoding: range.map { bytes[$0] }, as: UTF8.self))
    }
  }

  private static func text(_ bytes: Span<UInt8>, _ start: Int) -> String {
    let decoded = StringText.decoded(bytes, start..<ValidText.endOfString(bytes, start))
    return String(decoding: decoded, as: UTF8.self)
  }

  private static func members(_ bytes: Span<UInt8>, _ start: Int) -> [(String, JSONTree)] {
    var members: [(String, JSONTree)] = []
    var position = JSONText.skipWhiteSpace(bytes, start + 1)
    while bytes[position] == Byte.quote {
      let endOfKey = ValidText.endOfString(bytes, position)
      let value = ValidText.valueStart(bytes, endOfKey: endOfKey)
      members.append((text(bytes, position), Self(bytes, value)))
      position = JSONText.skipWhiteSpace(bytes, ValidText.endOfValue(bytes, value))
      if bytes[position] == Byte.comma {
        position = JSONText.skipWhiteSpace(bytes, position + 1)
      }
    }
    return members
  }
}
