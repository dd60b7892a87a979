/// The content of a string value that is known to be valid.
enum StringText {
  /// Appends the decoded content of the string whose quotes are the first and last byte of `range`.
  ///
  /// Costs one copy; where there is no backslash, in one piece.
  static func append(_ bytes: Span<UInt8>, _ range: Range<Int>, to decoded: inout TextBuffer) {
    var position = range.lowerBound + 1
    let end = range.upperBound - 1
    while position < end {
      let stop = min(StringScan.nextQuoteOrBackslash(bytes, position), end)
      appendPlain(bytes, position..<stop, to: &decoded)
      position = stop == end ? end : appendEscape(bytes, stop, to: &decoded)
    }
  }

  /// The decoded content of the string whose quotes are the first and last byte of `range`.
  static func decoded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var decoded = TextBuffer()
    append(bytes, range, to: &decoded)
    return decoded.bytes
  }

  /// Appends the decoded content of the string that begins at `start`; one without escapes is looked through once.
  @inline(__always)
  static func append(_ bytes: Span<UInt8>, stringAt start: Int, to decoded: inout TextBuffer) {
    let end = StringScan.nextQuoteOrBackslash(bytes, start &+ 1)
    if bytes[end] == Byte.quote {
      appendPlain(bytes, (start &+ 1)..<end, to: &decoded)
    } else {
      append(bytes, start..<ValidText.endOfString(bytes, start), to: &decoded)
    }
  }

  @inline(__always)
  private static func appendPlain(
    _ bytes: Span<UInt8>, _ range: Range<Int>, to decoded: inout TextBuffer
  ) {
    decoded.append(bytes, range)
  }

  /// Appends what the escape at `start` stands for and gives its end.
  private static func appendEscape(
    _ bytes: Span<UInt8>, _ start: Int, to decoded: inout TextBuffer
  ) -> Int {
    let escape = meaning(bytes, escapeAt: start)
    decoded.append(contentsOf: escape.bytes)
    return escape.end
  }

  /// What the escape at `start` stands for, and its end.
  static func meaning(
    _ bytes: Span<UInt8>, escapeAt start: Int
  ) -> (bytes: UTF8.EncodedScalar, end: Int) {
    let letter = bytes[start + 1]
    guard letter == UInt8(ascii: "u"), let unit = JSONText.codeUnit(bytes, start) else {
      return (encoded(UInt32(meaning(of: letter))), start + 2)
    }
    guard UTF8Text.isHighSurrogate(unit), let low = JSONText.codeUnit(bytes, start + 6) else {
      return (encoded(unit), start + 6)
    }
    return (encoded(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)), start + 12)
  }

  private static func encoded(_ value: UInt32) -> UTF8.EncodedScalar {
    Unicode.Scalar(value).flatMap(UTF8.encode) ?? .init()
  }

  private static func meaning(of letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): Byte.lineFeed
    case UInt8(ascii: "r"): Byte.carriageReturn
    case UInt8(ascii: "t"): Byte.tab
    default: letter
    }
  }

  /// Whether the string's decoded content equals some ASCII text; allocates nothing.
  static func equals(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
    let count = range.count - 2
    guard count == text.utf8CodeUnitCount else {
      // A string with escapes is longer than what it means: decode it.
      return count > text.utf8CodeUnitCount && equalsDecoded(bytes, range, text)
    }
    // A static string's bytes live as long as the program.
    let wanted = unsafe text.utf8Start
    for offset in 0..<count
    where unsafe bytes[range.lowerBound &+ 1 &+ offset] != wanted[offset] {
      return false
    }
    return true
  }

  private static func equalsDecoded(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString
  ) -> Bool {
    guard StringScan.nextQuoteOrBackslash(bytes, range.lowerBound + 1) < range.upperBound - 1 else {
      return false
    }
    // A StaticString's bytes, as many as it says.
    return unsafe decoded(bytes, range).elementsEqual(
      UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension StringText {
  /// Calls `body` with the decoded content of a string value: in place, or copied where it holds escapes.
  static func withContent<Result>(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Span<UInt8>, Range<Int>) -> Result
  ) -> Result {
    let content = (range.lowerBound + 1)..<(range.upperBound - 1)
    if StringScan.nextQuoteOrBackslash(bytes, content.lowerBound) == content.upperBound {
      return body(bytes, content)
    }
    let decoded = decoded(bytes, range)
    return body(decoded.span, 0..<decoded.count)
  }
}

extension StringText {
  /// Whether the string's decoded content begins with some ASCII text.
  static func hasPrefix(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: StaticString) -> Bool {
    withContent(bytes, range) { content, place in
      guard place.count >= text.utf8CodeUnitCount else {
        return false
      }
      for offset in 0..<text.utf8CodeUnitCount {
        // A static string's bytes live as long as the program.
        guard unsafe content[place.lowerBound + offset] == text.utf8Start[offset] else {
          return false
        }
      }
      return true
    }
  }
}
