/// Texts that are compared in any case.
///
/// Source: Go's strings.EqualFold, as far as a method of HTTP goes: the ASCII letters, and the two characters beyond ASCII that
/// fold to one of them (U+017F to s, U+212A to k).
enum FoldedText {
  static func folded(_ bytes: [UInt8]) -> [UInt8] {
    var folded: [UInt8] = []
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "A"..."Z": folded.append(UInt8(scalar.value) | 0x20)
      case "\u{17F}": folded.append(UInt8(ascii: "s"))
      case "\u{212A}": folded.append(UInt8(ascii: "k"))
      default: folded += UTF8.encode(scalar).map { Array($0) } ?? []
      }
    }
    return folded
  }

  /// Whether a text is one of some folded ones.
  static func isAny(_ bytes: Span<UInt8>, _ range: Range<Int>, of texts: [[UInt8]]) -> Bool {
    for text in texts where isEqual(text, bytes, range) {
      return true
    }
    for position in range where bytes[position] >= 0x80 {
      return texts.contains(folded(range.map { bytes[$0] }))
    }
    return false
  }

  private static func isEqual(
    _ text: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> Bool {
    guard text.count == range.count else {
      return false
    }
    for offset in 0..<text.count {
      let byte = bytes[range.lowerBound + offset]
      let isUpper = byte &- UInt8(ascii: "A") < 26
      guard text[offset] == (isUpper ? byte | 0x20 : byte) else {
        return false
      }
    }
    return true
  }
}
