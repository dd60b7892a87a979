/// Numbers as JSON writes them.
enum JSONNumber {
  /// The byte behind the number that begins at a place; nil where none does, or what follows belongs to no number.
  static func end(_ text: Span<UInt8>, from start: Int) -> Int? {
    var place = start
    func digits() -> Bool {
      let first = place
      while place < text.count, isDigit(text[place]) { place += 1 }
      return place > first
    }
    if place < text.count, text[place] == UInt8(ascii: "-") { place += 1 }
    if place < text.count, text[place] == UInt8(ascii: "0") {
      place += 1
    } else if !digits() {
      return nil
    }
    if place < text.count, text[place] == UInt8(ascii: ".") {
      place += 1
      guard digits() else { return nil }
    }
    if place < text.count, text[place] | 0x20 == UInt8(ascii: "e") {
      place += 1
      if place < text.count, text[place] == UInt8(ascii: "+") || text[place] == UInt8(ascii: "-") {
        place += 1
      }
      guard digits() else { return nil }
    }
    guard place == text.count || !isWordCharacter(text[place]) else { return nil }
    return place
  }

  /// Whether a text is a number of JSON, whole.
  static func matches(_ text: String) -> Bool {
    var bytes = Array(text.utf8)
    bytes.append(0)
    return end(bytes.span, from: 0) == bytes.count - 1
  }

  /// Whether a number has a value: one beyond the range of doubles has none in Go, either.
  static func isFinite(_ text: String) -> Bool {
    Double(text)?.isFinite ?? false
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func isWordCharacter(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-") || byte >= 0x80
      || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
  }
}
