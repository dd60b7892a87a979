/// Whether a line that is no JSON may be the first of a document over several lines: what asks for the lines to be joined.
enum DocumentOpening {
  /// Whether the text from `start` to the LF at `end` leaves an object or array open, outside strings, and what follows may go on.
  ///
  /// `next` is the line behind, nil where the block ends. Says yes rather too often: who joins lines decides. Where it says no, a
  /// joiner would leave the line as it is.
  static func mayBeOne(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, next: Range<Int>?
  ) -> Bool {
    var first = start
    while first < end && EnvelopeSearch.isBlank(bytes[first]) {
      first += 1
    }
    guard bytes[first] == Byte.openBrace || bytes[first] == Byte.openBracket,
      isOpen(bytes, first..<end)
    else {
      return false
    }
    return bytes[first] == Byte.openBracket || next.map { mayGoOn(bytes, first..<end, $0) } ?? true
  }

  private static func isOpen(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    var depth = 0
    var position = line.lowerBound
    while position < line.upperBound {
      switch bytes[position] {
      case Byte.quote:
        guard let end = endOfString(bytes, position, line.upperBound) else {
          return false
        }
        position = end
        continue
      case Byte.openBrace, Byte.openBracket: depth += 1
      case Byte.closeBrace, Byte.closeBracket: depth -= 1
      default: break
      }
      position += 1
    }
    return depth > 0
  }

  private static func endOfString(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int) -> Int? {
    var position = start + 1
    while position < limit {
      // The LF of the line ends the search.
      position = StringScan.nextSpecial(bytes, position)
      switch bytes[position] {
      case Byte.quote: return position < limit ? position + 1 : nil
      case Byte.backslash: position += 2
      default: position += 1
      }
    }
    return nil
  }

  /// Whether a line may follow in a document: without a blank in front, an object follows only where a value is due.
  private static func mayGoOn(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Range<Int>
  ) -> Bool {
    let begin = next.first.map { bytes[$0] }
    guard begin == Byte.openBrace || begin == Byte.openBracket else {
      return true
    }
    let last = TextInFront.trimmed(bytes, line).last.map { bytes[$0] }
    return [Byte.openBracket, Byte.comma, Byte.colon].contains(last)
  }
}
