/// A flow in a string of an envelope that is not whole: a collector has cut it.
enum CutFlow {
  private static let word = Array("\"flow".utf8)

  /// Whether on a line of JSON, in which no Hubble line was found, a string holds the beginning of one: `{\"flow\":{`, with as many
  /// backslashes in front of its quotes as strings lie in each other.
  static func isIn(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    var position = line.lowerBound
    while let place = firstWord(bytes, position..<line.upperBound) {
      if isHead(bytes, place, line) {
        return true
      }
      position = place + word.count
    }
    return false
  }

  private static func firstWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var position = range.lowerBound
    while position + word.count <= range.upperBound {
      if bytes[position] == Byte.quote, bytes[position + 1] == word[1],
        (2..<word.count).allSatisfy({ bytes[position + $0] == word[$0] })
      {
        return position
      }
      position += 1
    }
    return nil
  }

  private static func isHead(_ bytes: Span<UInt8>, _ quote: Int, _ line: Range<Int>) -> Bool {
    var start = quote
    while start > line.lowerBound && bytes[start - 1] == Byte.backslash {
      start -= 1
    }
    let depth = quote - start
    var end = quote + word.count
    let closing = end
    while end < line.upperBound && bytes[end] == Byte.backslash {
      end += 1
    }
    guard depth > 0, end - closing == depth, start > line.lowerBound,
      bytes[start - 1] == Byte.openBrace, end + 2 < line.upperBound
    else {
      return false
    }
    return bytes[end] == Byte.quote && bytes[end + 1] == Byte.colon
      && bytes[end + 2] == Byte.openBrace
  }
}
