/// What a cutter knows of documents: those over several lines, and lines too long that begin with a bracket.
struct DocumentState: Sendable {
  /// What joins the lines of documents, from the first that may begin one on to the end of the file.
  var joiner: DocumentJoiner?
  /// The lines that it has joined, which are the whole lines in front.
  var joined: JoinedLines?
  /// Where an array begins that was open at the end of a file.
  private var openArray: LinePlace?
  /// The bytes that are there have still to be looked at.
  private var isUncut = false
  /// Whether what was handed over so far depends on more than its lines by themselves.
  private(set) var needsOrder = false

  var isJoining: Bool {
    joiner != nil
  }

  /// Joins what comes, from the buffer's first byte on.
  mutating func begin(_ options: LineBlockOptions) {
    joiner = DocumentJoiner(options)
    isUncut = true
  }

  /// Lets the joiner look at what is there; whether anything of it is done with.
  mutating func join(_ buffer: inout BlockBuffer, at place: LinePlace, isEnd: Bool) -> Bool {
    guard var joiner = joiner.take() else {
      return false
    }
    buffer.withMutableBytes { joiner.scan(&$0, isEnd: isEnd) }
    noteOpenArray(joiner, at: place)
    if joiner.settledByteCount > 0 {
      joined = JoinedLines(joiner, at: place)
      needsOrder = needsOrder || joiner.needsOrder
      isUncut = true
      joiner.dropSettled()
    }
    self.joiner = joiner
    return joined != nil
  }

  private mutating func noteOpenArray(_ joiner: DocumentJoiner, at place: LinePlace) {
    if joiner.hasOpenArray {
      let beginning = joiner.beginning
      openArray = openArray ?? place.moved(beginning.offset, lineCount: beginning.lineIndex)
      needsOrder = true
    }
  }

  /// Whether the last byte of a buffer was an LF when it came.
  func isLineEnded(_ buffer: borrowing BlockBuffer) -> Bool {
    guard let joiner, joiner.seenByteCount == buffer.byteCount else {
      return buffer.endsLine
    }
    return joiner.hasSeenLineEnd
  }

  /// Whether a document goes on where the bytes end that have come.
  var isInDocument: Bool {
    switch joiner?.phase {
    case .elements, .behind, .within, .value: true
    case .line, .rest, nil: false
    }
  }

  /// The place of the document with an array that the file's end left open, once each.
  mutating func takeOpenArray() -> LinePlace? {
    defer { openArray = nil }
    return openArray
  }

  /// Whether the buffer is to be cut before more is read; asked once each.
  mutating func takeUncut() -> Bool {
    defer { isUncut = false }
    return isUncut
  }
}

/// Documents over several lines, and lines too long that can be gone into.
extension LineCutter {
  /// Finds the whole lines in the buffer, joined where they are a document's.
  mutating func cutDocuments() -> LineBlockEvent? {
    if documents.join(&buffer, at: place, isEnd: false) {
      wholeByteCount = documents.joined?.byteCount ?? 0
      return nil
    }
    guard buffer.byteCount > options.maximumRawLineByteCount else {
      return nil
    }
    assertionFailure("a joiner keeps no more than a line may be long")
    documents.begin(options)
    return passLongLine()
  }

  /// Whether what was not handed over yet may be the beginning of a document.
  var holdsOpenDocument: Bool {
    documents.isJoining && buffer.byteCount > 0 && !hasPrefixes
  }

  /// Makes whole what the file had behind its last whole line; false where that is nothing.
  mutating func endLastDocument() -> Bool {
    guard buffer.byteCount > 0 || documents.isInDocument else {
      return false
    }
    if !documents.isLineEnded(buffer) {
      buffer.appendLineFeed()
      fileByteCount += 1
    }
    let hasJoined = documents.join(&buffer, at: place, isEnd: true)
    assert(hasJoined || buffer.byteCount == 0, "at a file's end nothing is left")
    wholeByteCount = documents.joined?.byteCount ?? buffer.byteCount
    return true
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
    return block
  }

  /// Copies lines that were joined, without prefixes and what is between them.
  mutating func rewriteJoined() -> LineBlockEvent? {
    while let next = documents.joined?.next {
      let outcome =
        next.line.isUnread
        ? rewriter.offerUnread(at: next.place)
        : rewriter.offer(next.line.offset..<next.line.end, of: buffer, at: next.place)
      if case .blockIsFull = outcome {
        break
      }
      documents.joined?.takeNext()
      place = documents.joined?.next?.place ?? place
      if case .oversize(let place) = outcome {
        return .oversizeLine(place)
      }
    }
    let joined = documents.joined
    if let joined, joined.next == nil {
      buffer.drop(joined.byteCount)
      place = joined.end
      wholeByteCount = 0
      documents.joined = nil
    }
    guard var block = rewriter.lend() else {
      // Nor must endless parts.
      isPaused = true
      return nil
    }
    block.hasDocuments = joined?.hasDocuments ?? false
    block.needsOrder = joined?.needsOrder ?? false
    return .block(block)
  }
}

extension BlockBuffer {
  /// Whether the first byte that is no blank opens an object or an array.
  var beginsWithBracket: Bool {
    withBytes(0..<byteCount) { bytes in
      let first = bytes.indices.first { !DocumentBytes.isBlank(bytes[$0]) }
      return first.map { DocumentBytes.isOpening(bytes[$0]) } ?? false
    }
  }

  /// Whether the last byte is an LF.
  var endsLine: Bool {
    withBytes(max(0, byteCount - 1)..<byteCount) { $0.count > 0 && $0[0] == UInt8(ascii: "\n") }
  }
}
