/// The contents of strings.
extension EnvelopeSearch {
  /// Looks into the content of a valid string, given with its quotes.
  mutating func search(_ bytes: Span<UInt8>, string range: Range<Int>, level: Int) -> Bool {
    guard level <= Self.deepest, Self.mayHoldObject(bytes, range) else {
      return false
    }
    let start = found.count
    let lineFeed = found.appendContent(bytes, range, kernels)
    if mayGuess && endGuess(from: start, lineFeed: lineFeed) {
      return true
    }
    var text = texts.popLast() ?? TextBuffer()
    text.removeAll()
    unsafe found.withBytes(from: start) { unsafe text.append(contentsOf: $0) }
    found.truncate(to: start)
    text.append(Byte.lineFeed)
    let hasFound = search(content: &text, level: level)
    texts.append(text)
    return hasFound
  }

  /// Ends what was decoded as a line, where it looks like a Hubble line.
  private mutating func endGuess(from start: Int, lineFeed: Int?) -> Bool {
    var end = found.count
    while end > start && Self.isBlank(found[end - 1]) {
      end -= 1
    }
    let (isOne, hasTime) = unsafe found.withBytes(from: start) { bytes in
      guard bytes.count > 16 else {
        return (false, false)
      }
      // Lent for this call.
      let text = unsafe Span<UInt8>(_unsafeBytes: bytes)
      return (HubbleLine.hasHead(text, 0), HubbleLine.beginsWithTime(text, 0))
    }
    guard isOne, found[end - 1] == Byte.closeBrace, lineFeed ?? end >= end else {
      return false
    }
    found.truncate(to: end)
    found.endLine(foundOrigin(isGuess: true, hasTime: hasTime))
    return true
  }

  /// Looks into a text that an LF ends: its line feeds are blanks, or end its lines.
  private mutating func search(content text: inout TextBuffer, level: Int) -> Bool {
    if let plain = TextInFront.withoutColours(text) {
      text = plain
    }
    let count = text.count - 1
    let whole = TextInFront.trimmed(text.storage.span, 0..<count)
    let lineFeeds = whole.filter { text.storage[$0] == Byte.lineFeed }
    guard !lineFeeds.isEmpty else {
      return search(text.storage.span, text: whole, level: level, lineFeeds: [])
    }
    for index in lineFeeds {
      text.replace(at: index, with: Byte.space)
    }
    if search(text.storage.span, text: whole, level: level, lineFeeds: lineFeeds) {
      return true
    }
    for index in lineFeeds {
      text.replace(at: index, with: Byte.lineFeed)
    }
    var hasFound = false
    var start = whole.lowerBound
    for end in lineFeeds + [count] {
      if search(text.storage.span, text: start..<end, level: level, lineFeeds: []) {
        hasFound = true
      }
      start = end + 1
    }
    return hasFound
  }

  /// Whether a string can mean anything with a brace in it.
  private static func mayHoldObject(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count > 8 else {
      return false
    }
    var position = range.lowerBound
    while position < range.upperBound {
      let word = Words.load(bytes, position)
      let marks =
        Words.zeroBytes(word ^ Words.repeating(Byte.openBrace))
        | Words.zeroBytes(word ^ Words.repeating(Byte.backslash))
      if marks != 0 {
        let place = position &+ marks.trailingZeroBitCount &>> 3
        guard place < range.upperBound else {
          return false
        }
        if bytes[place] == Byte.openBrace || bytes[place &+ 1] == UInt8(ascii: "u") {
          return true
        }
        position = place &+ 2
      } else {
        position &+= 8
      }
    }
    return false
  }

  @inline(__always)
  static func isBlank(_ byte: UInt8) -> Bool {
    switch byte {
    case Byte.space, Byte.tab, Byte.carriageReturn, Byte.lineFeed, Byte.recordSeparator: true
    default: false
    }
  }
}
