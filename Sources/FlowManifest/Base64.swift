/// What `!!binary` holds.
enum Base64 {
  /// The text that Base64 stands for; nil where it is none.
  ///
  /// Line ends in it do not count. Bytes that are no UTF-8 are replaced, as in JSON.
  static func decoded(_ text: String) -> String? {
    let characters = text.utf8.filter { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let padding = characters.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard characters.count.isMultiple(of: 4), padding <= 2 else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    for (index, character) in characters.dropLast(padding).enumerated() {
      guard let value = value(of: character) else { return nil }
      bits = bits << 6 | value
      // The first of four characters fills no byte.
      let spare = [6, 4, 2, 0][index % 4]
      if spare < 6 { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(spare))) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func value(of character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character) - 65
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character) - 97 + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character) - 48 + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
