/// How many columns of a terminal a text takes that has passed `Escape.terminal`.
enum DisplayWidth {
  static let ellipsis = "…"

  static func of(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  static func of(_ text: ArraySlice<UInt8>) -> Int {
    if text.allSatisfy({ $0 < 0x80 }) {
      return text.count
    }
    return of(String(decoding: text, as: UTF8.self))
  }

  /// The text itself, or its beginning and an ellipsis in so many columns.
  static func fit(_ text: String, to columns: Int) -> String {
    if of(text) <= columns {
      return text
    }
    var result = ""
    var taken = 0
    for scalar in text.unicodeScalars {
      taken += of(scalar)
      if taken > columns - 1 {
        break
      }
      result.unicodeScalars.append(scalar)
    }
    return columns > 0 ? result + ellipsis : ""
  }

  /// The text itself, or its two ends with an ellipsis between them in so many columns, `tail` of them for the end.
  static func cut(_ text: String, to columns: Int, tail: Int) -> String {
    guard of(text) > columns else {
      return text
    }
    guard columns > 0 else {
      return ""
    }
    let tail = min(max(tail, 0), columns - 1)
    let head = fit(text, to: columns - tail)
    return head + end(of: text, columns: tail)
  }

  /// The end of a text, as much as fits; it does not begin with what is drawn over the character before.
  private static func end(of text: String, columns: Int) -> String {
    let scalars = text.unicodeScalars
    var (start, taken) = (scalars.endIndex, 0)
    while start > scalars.startIndex {
      let before = scalars.index(before: start)
      taken += of(scalars[before])
      guard taken <= columns else {
        break
      }
      start = before
    }
    return String(String.UnicodeScalarView(scalars[start...].drop { of($0) == 0 }))
  }

  /// The text with blanks behind it, or in front of it.
  static func pad(_ text: String, to columns: Int, onTheLeft isRightAligned: Bool = false) -> String
  {
    let blanks = String(repeating: " ", count: max(0, columns - of(text)))
    return isRightAligned ? blanks + text : text + blanks
  }

  /// Appends what `write` appends, as `fit` gives it where it is too wide, with blanks behind it.
  static func append(
    to text: inout [UInt8], columns: Int, fit: (String) -> String, _ write: (inout [UInt8]) -> Void
  ) {
    let start = text.count
    write(&text)
    var width = of(text[start...])
    if width > columns {
      let fitted = fit(String(decoding: text[start...], as: UTF8.self))
      text.removeSubrange(start...)
      text.append(fitted)
      width = of(fitted)
    }
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(0, columns - width)))
  }

  /// Columns of one scalar: 0 for what is drawn over its neighbour, 2 for East Asian wide ones and
  /// emoji.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 {
      return 1
    }
    if scalar.isCombiningMark || (0x1160...0x11FF).contains(scalar.value) {
      return 0
    }
    let isWide =
      wideRanges.contains { $0.contains(scalar.value) } || scalar.properties.isEmojiPresentation
    return isWide ? 2 : 1
  }

  /// Source: Unicode's EastAsianWidth.txt, classes W and F, joined over small gaps.
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul, leading consonants
    0x2E80...0x303E,  // CJK radicals and punctuation
    0x3041...0x33FF,  // kana, Hangul compatibility letters, CJK symbols
    0x3400...0x4DBF, 0x4E00...0x9FFF,  // CJK ideographs
    0xA000...0xA4CF,  // Yi
    0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
    0xF900...0xFAFF,  // CJK compatibility ideographs
    0xFE10...0xFE19, 0xFE30...0xFE6F,  // vertical and small forms
    0xFF01...0xFF60, 0xFFE0...0xFFE6,  // full width forms
    0x1_6FE0...0x1_8DFF, 0x1_AFF0...0x1_B2FF,  // Tangut, Khitan, kana
    0x1_F200...0x1_F2FF,  // enclosed ideographs
    0x2_0000...0x3_FFFD,  // CJK ideographs
  ]
}
