/// The Hubble lines in a line, by structure: `unwrap` of the executable rules (Fixtures/spec/drops_reference.py), line for line.
enum PlainEnvelope {
  private static let envelopes = 8
  private static let textOpenings = 16
  private static let blanks = Array(" \t\r\n\u{1E}".utf8)
  private static let separators = blanks + Array(",".utf8)

  /// The Hubble lines in a line: itself, those in it, or none.
  static func lines(in line: [UInt8]) -> [PlainValue] {
    guard let record = PlainDecoder.value(line), record.isObject else {
      return search(line: line, level: 0)
    }
    if PlainRecord.isHubble(record) {
      return [record]
    }
    let found = search(value: trimmed(line[...], Array(" \t\r".utf8)), level: 0)
    return found.isEmpty && PlainRecord.isPoor(record) ? [record] : found
  }

  /// Of one line of text, whatever stands in front.
  private static func search(line: [UInt8], level: Int) -> [PlainValue] {
    let text = trimmed(withoutColours(line)[...], blanks)
    if text.first == UInt8(ascii: "\""), let whole = values(text, from: 0), !whole.isEmpty {
      return search(text, whole, level)
    }
    var (at, openings) = (0, 0)
    while at < text.count {
      if text[at] == UInt8(ascii: "="), at + 1 < text.count, let end = endOfString(text, at + 1) {
        let found = search(string: Array(text[at + 1..<end]), level: level)
        if !found.isEmpty {
          return found
        }
        at = end
      } else if text[at] == UInt8(ascii: "{") || text[at] == UInt8(ascii: "[") {
        openings += 1
        if openings <= textOpenings, let whole = values(text, from: at) {
          return search(text, whole, level)
        }
        guard openings <= textOpenings, !beginsObject(text, at), let end = groupEnd(text, at) else {
          return []
        }
        at = end
      } else {
        at += 1
      }
    }
    return []
  }

  /// Whether a brace is that of an object, or the line's first byte: nothing is dug out of a broken one.
  private static func beginsObject(_ text: [UInt8], _ at: Int) -> Bool {
    guard text[at] == UInt8(ascii: "{") else {
      return false
    }
    let next = text[(at + 1)...].first { !Array(" \t\r\n".utf8).contains($0) }
    return at == 0 || next == nil || next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }

  private static func search(
    _ text: [UInt8], _ places: [Range<Int>], _ level: Int
  ) -> [PlainValue] {
    places.flatMap { search(value: Array(text[$0]), level: level) }
  }

  private static func search(value text: [UInt8], level: Int) -> [PlainValue] {
    switch text.first {
    case UInt8(ascii: "\""): return search(string: text, level: level)
    case UInt8(ascii: "["):
      return items(text).flatMap { place in
        search(
          value: Array(text[place]),
          level: level + (text[place.lowerBound] == UInt8(ascii: "\"") ? 1 : 0))
      }
    case UInt8(ascii: "{"): break
    default: return []
    }
    guard level <= envelopes, let record = PlainDecoder.value(text) else {
      return []
    }
    if PlainRecord.isHubble(record) {
      return [record]
    }
    let members = memberValues(text)
    for takesStrings in [false, true] {
      for place in members
      where (text[place.lowerBound] == UInt8(ascii: "\"")) == takesStrings {
        let found = search(value: Array(text[place]), level: level + 1)
        if !found.isEmpty {
          return found
        }
      }
    }
    return []
  }

  /// In a string's content: as one text whose line feeds are blanks, else line by line.
  private static func search(string text: [UInt8], level: Int) -> [PlainValue] {
    guard level <= envelopes, case .string(let content)? = PlainDecoder.value(text) else {
      return []
    }
    let found = search(line: content, level: level)
    if !found.isEmpty || !trimmed(content[...], blanks).contains(0x0A) {
      return found
    }
    return content.split(separator: 0x0A).flatMap { search(line: Array($0), level: level) }
  }

  /// Whether a string of a line holds the beginning of a flow that is not whole: `{\\"flow\\":{`, with any number of backslashes, alike.
  static func holdsCutFlow(_ line: ArraySlice<UInt8>) -> Bool {
    let (backslash, word, rest) = (UInt8(ascii: "\\"), Array("\"flow".utf8), Array("\":{".utf8))
    for start in line.indices where line[start] == UInt8(ascii: "{") {
      let slashes = line[(start + 1)...].prefix { $0 == backslash }
      var tail = line[slashes.endIndex...]
      guard !slashes.isEmpty, tail.starts(with: word) else {
        continue
      }
      tail = tail.dropFirst(word.count)
      if tail.starts(with: slashes), tail.dropFirst(slashes.count).starts(with: rest) {
        return true
      }
    }
    return false
  }

  // MARK: Places

  /// The whole values from a place to the text's end; nil where something else is there.
  private static func values(_ text: [UInt8], from start: Int) -> [Range<Int>]? {
    var found: [Range<Int>] = []
    var at = start
    while true {
      while at < text.count && separators.contains(text[at]) {
        at += 1
      }
      if at == text.count || trimmed(text[at...], separators) == [UInt8(ascii: "]")] {
        return found
      }
      // 05 is no number, and not two.
      guard let end = PlainDecoder.end(ofValueAt: at, in: text),
        end == text.count || !isDigit(text[end - 1]) || !isDigit(text[end])
      else {
        return nil
      }
      found.append(at..<end)
      at = end
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte
  }

  /// The end of a group of brackets without brackets inside, quoted strings apart; nil where it does not close.
  private static func groupEnd(_ text: [UInt8], _ start: Int) -> Int? {
    let close = text[start] == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: "]")
    var at = start + 1
    while at < text.count {
      if text[at] == close {
        return at + 1
      }
      guard !Array("{}[]".utf8).contains(text[at]) else {
        return nil
      }
      at = endOfString(text, at) ?? at + 1
    }
    return nil
  }

  /// The end of a quoted string that begins at a place, nil where none does.
  private static func endOfString(_ text: [UInt8], _ start: Int) -> Int? {
    guard text[start] == UInt8(ascii: "\"") else {
      return nil
    }
    var at = start + 1
    while at < text.count {
      switch text[at] {
      case UInt8(ascii: "\""): return at + 1
      case UInt8(ascii: "\\"):
        guard at + 1 < text.count, text[at + 1] != 0x0A else {
          return nil
        }
        at += 2
      case 0..<0x20: return nil
      default: at += 1
      }
    }
    return nil
  }

  /// The places of an array's elements, and of an object's values; both are known to be valid.
  private static func items(_ text: [UInt8]) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var at = 1
    while true {
      while separators.contains(text[at]) {
        at += 1
      }
      guard let end = PlainDecoder.end(ofValueAt: at, in: text) else {
        return places
      }
      places.append(at..<end)
      at = end
      while blanks.contains(text[at]) || text[at] == UInt8(ascii: ":") {
        at += 1
      }
    }
  }

  private static func memberValues(_ text: [UInt8]) -> [Range<Int>] {
    items(text).enumerated().filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
  }

  private static func trimmed(_ text: ArraySlice<UInt8>, _ bytes: [UInt8]) -> [UInt8] {
    var text = text.drop(while: bytes.contains)
    while let last = text.last, bytes.contains(last) {
      text.removeLast()
    }
    return Array(text)
  }

  /// Without `ESC [ ... LETTER`.
  private static func withoutColours(_ text: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    var at = 0
    while at < text.count {
      if text[at] == 0x1B, at + 1 < text.count, text[at + 1] == UInt8(ascii: "[") {
        let end = text[(at + 2)...].firstIndex { !Array("0123456789;".utf8).contains($0) }
        if let end, Character(Unicode.Scalar(text[end])).isLetter, text[end] < 0x80 {
          at = end + 1
          continue
        }
      }
      plain.append(text[at])
      at += 1
    }
    return plain
  }
}
