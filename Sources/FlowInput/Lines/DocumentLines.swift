/// Lines, and documents that go on over several of them.
extension DocumentJoiner {
  /// Takes one line, or a document that begins with it; false where more bytes have to tell.
  mutating func scanLine(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    var first = position
    while first < bytes.count && DocumentBytes.isBlank(bytes[first]) {
      first += 1
    }
    guard first < bytes.count, DocumentBytes.isOpening(bytes[first]) else {
      return takePlainLine(bytes)
    }
    beginReading(at: first)
    switch reading.readLine(bytes, upTo: position + longest) {
    case .complete:
      takeDocument(&bytes)
      return true
    case .openArray:
      beginArray(&bytes, at: first)
      return true
    case .broken:
      return reading.lineCount == 0 ? takePlainLine(bytes) : takeBroken(&bytes, isEnd)
    case .tooLong:
      enterLine(at: first)
      return true
    case .needsMore:
      return isEnd && takeBroken(&bytes, isEnd)
    }
  }

  /// A line that is none of a document.
  private mutating func takePlainLine(_ bytes: borrowing MutableSpan<UInt8>) -> Bool {
    let lineFeed = DocumentBytes.lineFeed(bytes, from: position)
    let byteCount = (lineFeed ?? bytes.count) - position
    guard byteCount <= longestRaw else {
      passLines(ofDocument: false)
      return true
    }
    guard let lineFeed else {
      return false
    }
    // Who copies the lines tells what is too long: a container's prefix counts apart.
    isScattered = isScattered || byteCount > longest
    let start = position
    position = lineFeed + 1
    lineIndex += 1
    settle(from: start, upTo: position, line: lineIndex - 1)
    return true
  }

  private mutating func takeDocument(_ bytes: inout MutableSpan<UInt8>) {
    let lineFeed = reading.position
    let isOfDocument = reading.lineCount > 0
    if isOfDocument {
      DocumentBytes.squeeze(&bytes, position..<lineFeed)
      noteDocument()
    }
    let first = (place: position, line: lineIndex)
    lineIndex += reading.lineCount + 1
    position = lineFeed + 1
    reading.end()
    settle(from: first.place, upTo: position, line: first.line, isOfDocument: isOfDocument)
  }

  private mutating func beginArray(_ bytes: inout MutableSpan<UInt8>, at first: Int) {
    phase = .elements
    begin()
    bytes[first] = UInt8(ascii: " ")
    position = first + 1
  }

  /// What begins at `position` gives lines of its own.
  mutating func begin() {
    beginning = JoinedLine(offset: position, end: position, lineIndex: lineIndex)
    yieldCount = 0
  }

  /// What was gone into, or an array, is at its end.
  mutating func leave() {
    phase = .line
    isInArray = false
    element = nil
    breakPlace = nil
    wholeStart = nil
    entered.removeAll(keepingCapacity: true)
    structure = DocumentStructure()
  }

  // MARK: What is broken

  private enum BrokenEnd {
    /// Behind an LF, after so many lines.
    case found(Int, lineCount: Int)
    case tooFar
    case needsMore
  }

  /// Where what is broken at `position` ends: with its line, or `ofDocument` before the next line that begins with neither a blank nor a
  /// closing bracket.
  private func endOfBroken(
    _ bytes: borrowing MutableSpan<UInt8>, _ isEnd: Bool, ofDocument: Bool
  ) -> BrokenEnd {
    var end = position
    var lineCount = 0
    repeat {
      let lineFeed = DocumentBytes.lineFeed(bytes, from: end)
      guard (lineFeed ?? bytes.count) - position <= longest else {
        return .tooFar
      }
      guard let lineFeed, isEnd || !ofDocument || lineFeed + 1 < bytes.count else {
        return .needsMore
      }
      end = lineFeed + 1
      lineCount += 1
    } while ofDocument && end < bytes.count && Self.belongsToLineBefore(bytes[end])
    return .found(end, lineCount: lineCount)
  }

  private static func belongsToLineBefore(_ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"),
      UInt8(ascii: "}"), UInt8(ascii: "]"):
      true
    default: false
    }
  }

  /// Takes what is broken as one line, and gives up what it lies in; false where more bytes have to tell.
  ///
  /// An element that touches it is in that line.
  mutating func takeBroken(_ bytes: inout MutableSpan<UInt8>, _ isEnd: Bool) -> Bool {
    var first = position
    while first < bytes.count && DocumentBytes.isBlank(bytes[first]) {
      first += 1
    }
    let isDocument = first < bytes.count && DocumentBytes.isOpening(bytes[first])
    switch endOfBroken(bytes, isEnd, ofDocument: isDocument) {
    case .needsMore:
      return false
    case .tooFar:
      endElement(&bytes)
      leave()
      passLines(ofDocument: isDocument)
    case .found(let end, let lineCount):
      endBrokenElement(&bytes, upTo: end - 1)
      let glued = element
      leave()
      joinBroken(&bytes, end, lineCount, behind: glued)
    }
    return true
  }

  /// Ends the element in front of what is broken and ends there, unless both are short enough for one line.
  private mutating func endBrokenElement(_ bytes: inout MutableSpan<UInt8>, upTo end: Int) {
    if case .within = phase {
      passRead()
    } else if !endElementLine(&bytes), let last = element,
      max(end, reading.position) - last.start > longest
    {
      // As where not all that was read of it was there.
      endElementHere()
    }
  }

  /// Makes one line of the lines up to `end`, and of an element that touches them.
  private mutating func joinBroken(
    _ bytes: inout MutableSpan<UInt8>, _ end: Int, _ lineCount: Int,
    behind glued: (line: Int, start: Int, end: Int)?
  ) {
    let start = glued?.start ?? position
    let line = glued?.line ?? lineIndex
    for index in position..<(end - 1) where bytes[index] == UInt8(ascii: "\n") {
      bytes[index] = UInt8(ascii: " ")
    }
    if lineCount > 1 || end == bytes.count {
      noteDocument()
    }
    position = end
    lineIndex += lineCount
    settle(from: start, upTo: end, line: line, isOfDocument: glued != nil)
  }

  // MARK: What is too long

  /// The line at `position` is too long, or what is broken there: it is told, and passed over.
  private mutating func passLines(ofDocument: Bool) {
    noteUnread(at: position, lineIndex: lineIndex)
    if ofDocument {
      noteDocument()
    }
    phase = .rest(ofDocument: ofDocument, isAtStart: false)
  }

  /// Passes over lines; false where more bytes have to tell.
  mutating func passRest(
    _ bytes: borrowing MutableSpan<UInt8>, _ isEnd: Bool, ofDocument: Bool, isAtStart: Bool
  ) -> Bool {
    var isAtStart = isAtStart
    while position < bytes.count {
      if isAtStart && !(ofDocument && Self.belongsToLineBefore(bytes[position])) {
        phase = .line
        return true
      }
      let lineFeed = DocumentBytes.lineFeed(bytes, from: position)
      position = lineFeed.map { $0 + 1 } ?? bytes.count
      lineIndex += lineFeed == nil ? 0 : 1
      isAtStart = lineFeed != nil
      passRead()
    }
    phase = .rest(ofDocument: ofDocument, isAtStart: isAtStart)
    if isEnd {
      phase = .line
    }
    return false
  }
}
