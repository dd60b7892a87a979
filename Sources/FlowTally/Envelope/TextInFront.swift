/// What may stand in front of the JSON of a line: prefixes of collectors, `key=value`, colours.
enum TextInFront {
  /// So many brackets are tried: behind them a line is text.
  static let mostOpenings = 16

  /// The text without blanks at its ends.
  static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end && EnvelopeSearch.isBlank(bytes[start]) {
      start += 1
    }
    while end > start && EnvelopeSearch.isBlank(bytes[end - 1]) {
      end -= 1
    }
    return start..<end
  }

  /// The text without its colours, `ESC [ ... letter`; nil where it has none.
  static func withoutColours(_ text: TextBuffer) -> TextBuffer? {
    text.storage[..<text.count].contains(Byte.escape)
      ? withoutColours(text.storage.span, 0..<text.count) : nil
  }

  /// A copy without colours.
  static func withoutColours(_ bytes: Span<UInt8>, _ range: Range<Int>) -> TextBuffer {
    var plain = TextBuffer()
    var position = range.lowerBound
    while position < range.upperBound {
      let end = endOfColour(bytes, position, range.upperBound)
      if end == position {
        plain.append(bytes[position])
        position += 1
      } else {
        position = end
      }
    }
    return plain
  }

  private static func endOfColour(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int {
    guard bytes[start] == Byte.escape, start + 1 < limit, bytes[start + 1] == Byte.openBracket
    else {
      return start
    }
    var end = start + 2
    while end < limit && (Byte.isDigit(bytes[end]) || bytes[end] == UInt8(ascii: ";")) {
      end += 1
    }
    let isColour = end < limit && (Byte.isUppercase(bytes[end] & ~0x20))
    return isColour ? end + 1 : start
  }

  /// Quoted strings of a text, asked for in their order.
  ///
  /// What does not close is looked at once: a quote in it is one that follows a backslash, and what begins there ends at the same byte.
  struct QuotedStrings {
    private var openEnd = 0

    /// End of the quoted string at `start` that closes before `limit`; nil where it does not.
    mutating func end(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
      guard start >= openEnd else {
        return nil
      }
      var position = start + 1
      while position < limit {
        switch bytes[position] {
        case Byte.quote: return position + 1
        case Byte.backslash where position + 1 < limit && bytes[position + 1] != Byte.lineFeed:
          position += 2
        case Byte.backslash, 0..<0x20:
          openEnd = position
          return nil
        default: position += 1
        }
      }
      openEnd = limit
      return nil
    }
  }

  /// End of a `{...}` or `[...]` in which no other bracket stands outside quotes; nil where it does not close.
  static func endOfGroup(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
    let closing = bytes[start] == Byte.openBrace ? Byte.closeBrace : Byte.closeBracket
    var strings = QuotedStrings()
    var position = start + 1
    while position < limit {
      switch bytes[position] {
      case closing:
        return position + 1
      case Byte.openBrace, Byte.closeBrace, Byte.openBracket, Byte.closeBracket:
        return nil
      case Byte.quote:
        position = strings.end(bytes, position, limit) ?? position + 1
      default:
        position += 1
      }
    }
    return nil
  }

  /// Whether the brace at `start` can begin an object: a key, its end or nothing follows.
  static func beginsObject(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Bool {
    var next = start + 1
    while next < limit && EnvelopeSearch.isBlank(bytes[next]) && bytes[next] != Byte.recordSeparator
    {
      next += 1
    }
    return next >= limit || bytes[next] == Byte.quote || bytes[next] == Byte.closeBrace
  }
}
