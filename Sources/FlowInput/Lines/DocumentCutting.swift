/// Documents over several lines, and lines too long that can be gone into.
extension LineCutter {
  /// So often a few bytes in front are given up for room, one time after the other: each looks at the whole buffer again, and a line of
  /// twenty million brackets has one to give up each time.
  private static let mostSmallDrops = 32

  /// Finds the whole lines in the buffer, joined where they are a document's.
  mutating func cutDocuments() -> LineBlockEvent? {
    while true {
      if joinDocuments(isEnd: false) {
        smallDropCount = 0
        return nil
      }
      guard buffer.byteCount > options.maximumRawLineByteCount else {
        return nil
      }
      let blankByteCount = documents?.blankByteCount ?? 0
      if blankByteCount > 0 && smallDropCount < Self.mostSmallDrops {
        smallDropCount = 16 * blankByteCount < buffer.byteCount ? smallDropCount + 1 : 0
        documents?.drop(blankByteCount)
        drop(blankByteCount, lineCount: 0)
        return nil
      }
      guard smallDropCount < Self.mostSmallDrops, enterDocument() else {
        smallDropCount = 0
        documents = DocumentJoiner()
        let place = place
        isSkipping = true
        skipRest()
        return .oversizeLine(place)
      }
    }
  }

  /// Lets the joiner look at what is there; whether lines have come out.
  private mutating func joinDocuments(isEnd: Bool) -> Bool {
    guard var joiner = documents.take() else {
      return false
    }
    buffer.withMutableBytes { joiner.scan(&$0, isEnd: isEnd) }
    if joiner.hasOpenArray {
      let beginning = joiner.beginning
      openArray = openArray ?? place.moved(beginning.offset, lineCount: beginning.lineIndex)
    }
    if joiner.settledByteCount > 0 {
      joined = JoinedLines(joiner, at: place)
      wholeByteCount = joiner.settledByteCount
      joiner.drop(joiner.settledByteCount)
    }
    documents = joiner
    return wholeByteCount > 0
  }

  private mutating func enterDocument() -> Bool {
    guard var joiner = documents.take() else {
      return false
    }
    var hasEntered = false
    buffer.withMutableBytes { hasEntered = joiner.enter($0) }
    documents = joiner
    return hasEntered
  }

  /// Makes whole what the file had behind its last whole line; false where that is nothing.
  mutating func endLastDocument() -> Bool {
    guard buffer.byteCount > 0 else {
      return false
    }
    if !buffer.endsLine {
      buffer.appendLineFeed()
      fileByteCount += 1
    }
    if !joinDocuments(isEnd: true) {
      wholeByteCount = buffer.byteCount
    }
    return true
  }

  /// The place of the document with an array that the file's end left open, once each.
  mutating func takeOpenArray() -> LinePlace? {
    defer { openArray = nil }
    return openArray
  }

  /// Lends lines that were joined; they want an answer.
  mutating func lend(_ joined: JoinedLines) -> LineBlock {
    assert(joined.byteCount == wholeByteCount, "joined lines are the whole lines in front")
    // The borrower has the bytes until `next` takes them back, and nothing touches them before.
    var block = unsafe LineBlock(
      start: buffer.lend(wholeByteCount), byteCount: wholeByteCount, lineCount: nil,
      firstPlace: place, places: joined.places)
    assert(block.isAsPromised, "a block of joined lines is not whole lines")
    block.isSettled = true
    block.hasDocuments = joined.hasDocuments
    block.needsOrder = joined.needsOrder
    place = joined.end
    wholeByteCount = 0
    isUncut = true
    return block
  }

  /// Whether the buffer is to be cut before more is read; asked once each.
  mutating func takeUncut() -> Bool {
    defer { isUncut = false }
    return isUncut
  }
}

extension BlockBuffer {
  /// Whether the first byte that is no blank opens an object or an array.
  var beginsWithBracket: Bool {
    withBytes(0..<min(byteCount, 4096)) { bytes in
      let first = bytes.indices.first { !DocumentJoiner.isBlank(bytes[$0]) }
      return first.map { [UInt8(ascii: "{"), UInt8(ascii: "[")].contains(bytes[$0]) } ?? false
    }
  }

  /// Whether the last byte is an LF.
  var endsLine: Bool {
    withBytes(max(0, byteCount - 1)..<byteCount) { $0.count > 0 && $0[0] == UInt8(ascii: "\n") }
  }
}
