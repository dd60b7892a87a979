/// Walks through the members or elements of a value that is known to be valid.
enum ObjectWalk {
  /// The known members of the object at `start`.
  static func members(_ bytes: Span<UInt8>, objectAt start: Int, into members: inout Members) {
    members.removeAll()
    var position = JSONText.skipWhiteSpace(bytes, start + 1)
    while bytes[position] == Byte.quote {
      let endOfKey = ValidText.endOfString(bytes, position)
      let value = ValidText.valueStart(bytes, endOfKey: endOfKey)
      let end = ValidText.endOfValue(bytes, value)
      if let field = KeyTable.fields.field(bytes, quoted: position..<endOfKey) {
        members.insert(field, at: value)
      }
      position = nextItem(bytes, end)
    }
  }

  /// The first member of the object at `start` whose field is wanted and whose value is not null.
  static func firstMember(
    _ bytes: Span<UInt8>, objectAt start: Int, where isWanted: (JSONField, Int) -> Bool
  ) -> (field: JSONField, value: Int)? {
    var position = JSONText.skipWhiteSpace(bytes, start + 1)
    while bytes[position] == Byte.quote {
      let endOfKey = ValidText.endOfString(bytes, position)
      let value = ValidText.valueStart(bytes, endOfKey: endOfKey)
      if let field = KeyTable.fields.field(bytes, quoted: position..<endOfKey),
        isWanted(field, value)
      {
        return (field, value)
      }
      position = nextItem(bytes, ValidText.endOfValue(bytes, value))
    }
    return nil
  }

  /// Calls `body` with the key, in its quotes, and the value of each member of the object at `start`.
  static func eachMember(
    _ bytes: Span<UInt8>, objectAt start: Int, _ body: (Range<Int>, Range<Int>) -> Void
  ) {
    var position = JSONText.skipWhiteSpace(bytes, start + 1)
    while bytes[position] == Byte.quote {
      let endOfKey = ValidText.endOfString(bytes, position)
      let value = ValidText.valueStart(bytes, endOfKey: endOfKey)
      let end = ValidText.endOfValue(bytes, value)
      body(position..<endOfKey, value..<end)
      position = nextItem(bytes, end)
    }
  }

  /// Calls `body` with the place of each element of the array at `start`, until it gives false.
  static func elements(
    _ bytes: Span<UInt8>, arrayAt start: Int, _ body: (Range<Int>) -> Bool
  ) {
    var position = JSONText.skipWhiteSpace(bytes, start + 1)
    while bytes[position] != Byte.closeBracket {
      let end = ValidText.endOfValue(bytes, position)
      guard body(position..<end) else {
        return
      }
      position = nextItem(bytes, end)
    }
  }

  /// Where the first element begins that is an object, nil where there is none.
  static func firstObject(_ bytes: Span<UInt8>, arrayAt start: Int) -> Int? {
    let first = JSONText.skipWhiteSpace(bytes, start + 1)
    if bytes[first] == Byte.openBrace {
      return first
    }
    var found: Int?
    elements(bytes, arrayAt: start) { element in
      found = bytes[element.lowerBound] == Byte.openBrace ? element.lowerBound : nil
      return found == nil
    }
    return found
  }

  /// Whether the object at `start` has no member.
  static func isEmptyObject(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes[JSONText.skipWhiteSpace(bytes, start + 1)] == Byte.closeBrace
  }

  /// From behind an item to the next one, or to the closing bracket.
  static func nextItem(_ bytes: Span<UInt8>, _ end: Int) -> Int {
    let position = JSONText.skipWhiteSpace(bytes, end)
    return bytes[position] == Byte.comma ? JSONText.skipWhiteSpace(bytes, position + 1) : position
  }
}
