/// A walk over the tokens of one JSON value: where its parts lie, and whether they stand as JSON has them.
///
/// It tells the order of members, lines, numbers as they are written and a key that comes twice: what the decoder does not tell. What a
/// string says, and whether it is one, is the decoder's word (`JSONDecoding`).
struct JSONWalk {
  private enum Expected {
    case value, valueOrEnd, keyOrEnd, key, commaOrEnd, nothing
  }

  /// The byte behind the last token.
  private(set) var offset: Int
  /// Open containers, the innermost last: whether each is an object.
  private var isObject: [Bool] = []
  private var expected = Expected.value

  /// A walk over the value that begins at an offset, behind white space or not.
  init(at offset: Int) {
    self.offset = offset
  }

  /// Containers that are open.
  var depth: Int {
    isObject.count
  }

  /// The next token; `end` once the value is whole.
  mutating func next(_ text: Span<UInt8>) throws(JSONFault) -> JSONToken {
    while true {
      if expected == .nothing { return JSONToken(kind: .end, range: offset..<offset) }
      skipSpace(text)
      guard offset < text.count else { throw JSONFault("the JSON ends in the middle", at: offset) }
      let byte = text[offset]
      switch expected {
      case .value: return try value(text, byte)
      case .valueOrEnd:
        return byte == UInt8(ascii: "]") ? close(.arrayEnd) : try value(text, byte)
      case .keyOrEnd: return byte == UInt8(ascii: "}") ? close(.objectEnd) : try key(text, byte)
      case .key: return try key(text, byte)
      case .commaOrEnd:
        let isMember = isObject[isObject.count - 1]
        if byte == UInt8(ascii: isMember ? "}" : "]") {
          return close(isMember ? .objectEnd : .arrayEnd)
        }
        guard byte == UInt8(ascii: ",") else {
          throw JSONFault(
            isMember ? "a comma or } belongs here" : "a comma or ] belongs here", at: offset)
        }
        offset += 1
        expected = isMember ? .key : .value
      case .nothing: break
      }
    }
  }

  private mutating func skipSpace(_ text: Span<UInt8>) {
    while offset < text.count, ManifestText.isSpace(text[offset]) { offset += 1 }
  }

  private mutating func token(_ kind: JSONToken.Kind, to end: Int) -> JSONToken {
    defer { offset = end }
    return JSONToken(kind: kind, range: offset..<end)
  }

  /// A value that is none of containers, or a container's end, was read.
  private mutating func finish() {
    expected = isObject.isEmpty ? .nothing : .commaOrEnd
  }

  private mutating func close(_ kind: JSONToken.Kind) -> JSONToken {
    isObject.removeLast()
    finish()
    return token(kind, to: offset + 1)
  }

  private mutating func open(_ kind: JSONToken.Kind) throws(JSONFault) -> JSONToken {
    guard depth < ManifestLimits.depth else {
      throw JSONFault("more than \(ManifestLimits.depth) levels of nesting", at: offset)
    }
    isObject.append(kind == .objectStart)
    expected = kind == .objectStart ? .keyOrEnd : .valueOrEnd
    return token(kind, to: offset + 1)
  }

  private mutating func value(_ text: Span<UInt8>, _ byte: UInt8) throws(JSONFault) -> JSONToken {
    switch byte {
    case UInt8(ascii: "{"): return try open(.objectStart)
    case UInt8(ascii: "["): return try open(.arrayStart)
    case UInt8(ascii: "\""):
      let end = try stringEnd(text)
      finish()
      return token(.string, to: end)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let end = try numberEnd(text)
      finish()
      return token(.number, to: end)
    case UInt8(ascii: "t"): return try word("true", .trueWord, text)
    case UInt8(ascii: "f"): return try word("false", .falseWord, text)
    case UInt8(ascii: "n"): return try word("null", .nullWord, text)
    default: throw JSONFault("a value belongs here", at: offset)
    }
  }

  private mutating func key(_ text: Span<UInt8>, _ byte: UInt8) throws(JSONFault) -> JSONToken {
    guard byte == UInt8(ascii: "\"") else {
      throw JSONFault("a key in double quotes belongs here", at: offset)
    }
    let key = token(.key, to: try stringEnd(text))
    skipSpace(text)
    guard offset < text.count, text[offset] == UInt8(ascii: ":") else {
      throw JSONFault("a colon belongs here", at: offset)
    }
    offset += 1
    expected = .value
    return key
  }

  /// The byte behind the closing quote of the string that begins here.
  private func stringEnd(_ text: Span<UInt8>) throws(JSONFault) -> Int {
    var place = offset + 1
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "\""): return place + 1
      case UInt8(ascii: "\\"): place += 2
      case 0..<0x20: throw JSONFault("a control character in a string", at: place)
      default: place += 1
      }
    }
    throw JSONFault("a string without end", at: offset)
  }

  private func numberEnd(_ text: Span<UInt8>) throws(JSONFault) -> Int {
    guard let end = JSONNumber.end(text, from: offset) else {
      throw JSONFault("no number of JSON", at: offset)
    }
    return end
  }

  private mutating func word(
    _ word: StaticString, _ kind: JSONToken.Kind, _ text: Span<UInt8>
  ) throws(JSONFault) -> JSONToken {
    let letters = word.description.utf8
    let isThere = zip(letters, offset...).allSatisfy { letter, place in
      place < text.count && text[place] == letter
    }
    guard isThere else { throw JSONFault("a value belongs here", at: offset) }
    finish()
    return token(kind, to: offset + letters.count)
  }
}
