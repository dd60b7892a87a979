/// Whether a line that is no JSON may be the first of a document over several lines: what asks for the lines to be joined.
enum DocumentOpening {
  /// Whether the text from `start` to the LF at `end` ends between two tokens of an open object or array, and what follows may go on.
  ///
  /// `next` is the line behind, nil where the block ends. Says yes rather too often: who joins lines decides.
  static func mayBeOne(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, next: Range<Int>?
  ) -> Bool {
    var first = start
    while first < end && EnvelopeSearch.isBlank(bytes[first]) {
      first += 1
    }
    guard bytes[first] == Byte.openBrace || bytes[first] == Byte.openBracket else {
      return false
    }
    // Whole values may stand in front of the one that stays open.
    var behind = JSONText.endOfValue(bytes, first, depth: 0)
    while behind >= 0 {
      first = behind
      while first < end && (EnvelopeSearch.isBlank(bytes[first]) || bytes[first] == Byte.comma) {
        first += 1
      }
      guard bytes[first] == Byte.openBrace || bytes[first] == Byte.openBracket else {
        return false
      }
      behind = JSONText.endOfValue(bytes, first, depth: 0)
    }
    guard ~behind == end, !endsInString(bytes, first, end) else {
      return false
    }
    return next.map { mayGoOn(bytes, first..<end, $0) } ?? true
  }

  private static func endsInString(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var position = start
    while position < end {
      guard bytes[position] == Byte.quote else {
        position += 1
        continue
      }
      // Strings before the place of the fault are valid; the last one may not be closed.
      let behind = JSONText.endOfString(bytes, position)
      guard behind >= 0 else {
        return true
      }
      position = behind
    }
    return false
  }

  /// Whether a line can follow in a document: in an object, an object follows only where a value is due.
  private static func mayGoOn(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ next: Range<Int>
  ) -> Bool {
    let begin = TextInFront.trimmed(bytes, next).first.map { bytes[$0] }
    guard begin == Byte.openBrace || begin == Byte.openBracket else {
      return true
    }
    let last = TextInFront.trimmed(bytes, line).last.map { bytes[$0] }
    return bytes[line.lowerBound] == Byte.openBracket || [Byte.openBracket, Byte.comma, Byte.colon]
      .contains(last)
  }
}
