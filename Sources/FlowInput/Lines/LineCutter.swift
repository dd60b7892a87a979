/// Bytes of an input in, whole lines out.
///
/// Collects bytes until a block is full or a file ends, cuts them behind the last LF, and hands the lines over: as they
/// are, or through the rewriter where they may have container prefixes or are too long.
struct LineCutter: ~Copyable, Sendable {
  let options: LineBlockOptions
  private var start: InputStart
  var buffer: BlockBuffer
  private var rewriter: LineRewriter
  /// Where the buffer's first line begins.
  var place = LinePlace(fileIndex: 0, lineNumber: 1, byteOffset: 0)
  /// Bytes of the current file so far, with an LF that its last line lacked.
  var fileByteCount: Int64 = 0
  /// The buffer is filled up to here before it is cut; grows while one line does not fit.
  private var goal: Int
  /// So many bytes at the buffer's front are whole lines, to be handed over next.
  var wholeByteCount = 0
  /// These lines go through the rewriter and have done so up to here; nil where they are handed over as they are.
  private var rewrittenByteCount: Int?
  /// Whether the lent block wants an answer.
  private var wantsAnswer = false
  /// The rest of a line that was too long is passed over.
  var isSkipping = false
  private var isPaused = false
  /// What joins the lines of documents, from the first that may begin one on to the end of the file.
  var documents: DocumentJoiner?
  /// The lines that it has joined, which are the whole lines in front.
  var joined: JoinedLines?
  /// Lines of the file have container prefixes: all are joined first, and then rewritten.
  private var hasPrefixes = false
  /// Where an array begins that was open at the end of a file.
  var openArray: LinePlace?
  /// How often little room was made for a document, with nothing that came out.
  var smallDropCount = 0
  /// The bytes that are there have still to be looked at.
  var isUncut = false

  /// No bytes yet, of the beginning of an input.
  init(_ options: LineBlockOptions) {
    let buffer = BlockBuffer(capacity: options.blockByteCount)
    self.init(options, reusing: buffer, isContinued: false)
  }

  /// No bytes yet; where `isContinued`, what comes is not the beginning of an input.
  init(_ options: LineBlockOptions, reusing buffer: consuming BlockBuffer, isContinued: Bool) {
    self.options = options
    self.buffer = buffer
    start = InputStart(isPast: isContinued)
    rewriter = LineRewriter(options)
    goal = options.blockByteCount
  }

  /// Gives the buffer away, empty; of the cutter there is no more use.
  mutating func takeBuffer() -> BlockBuffer {
    var taken = BlockBuffer(capacity: 0)
    swap(&taken, &buffer)
    taken.takeBack()
    taken.drop(taken.byteCount)
    return taken
  }
}

// MARK: Bytes in

extension LineCutter {
  /// The room for the next bytes, at least one; valid until the next call.
  mutating func free() -> UnsafeMutableRawBufferPointer {
    if isFull {
      goal = min(2 * buffer.byteCount, options.maximumRawLineByteCount + 1)
    }
    // The buffer's room is passed on.
    return unsafe buffer.free(upTo: goal)
  }

  /// Counts bytes that were written to the free room.
  mutating func grow(by count: Int) {
    buffer.grow(by: count)
    fileByteCount += Int64(count)
  }

  /// Whether there are as many bytes as are to be cut at a time.
  var isFull: Bool {
    buffer.byteCount >= goal
  }

  /// Makes whole what the file had behind its last LF; false where that is nothing.
  mutating func endLastLine() -> Bool {
    guard documents == nil else {
      return endLastDocument()
    }
    guard buffer.byteCount > 0 || start.isOnlyMark else {
      return false
    }
    start.isOnlyMark = false
    buffer.appendLineFeed()
    fileByteCount += 1
    wholeByteCount = buffer.byteCount
    return true
  }

  /// What comes belongs to the next file.
  mutating func endFile() {
    assert(
      buffer.byteCount == buffer.lentCount && place.byteOffset == fileByteCount,
      "a file's bytes are not those of its lines")
    fileByteCount = 0
    isSkipping = false
    documents = nil
    hasPrefixes = false
    place = LinePlace(fileIndex: place.fileIndex + 1, lineNumber: 1, byteOffset: 0)
  }

  /// The caller is to look at its flags.
  mutating func pause() {
    isPaused = true
  }

  /// Whether the caller is to look at its flags, once each.
  mutating func takePause() -> Bool {
    defer { isPaused = false }
    return isPaused
  }
}

// MARK: Lines out

extension LineCutter {
  var hasWholeLines: Bool {
    wholeByteCount > 0
  }

  /// The block that was lent is not as it should be: documents in it are joined first, then the prefixes are removed.
  private mutating func takeBackWithPrefixes() {
    let byteCount = buffer.takeBackWhole()
    hasPrefixes = true
    if let joined {
      place = joined.places[0]
      wholeByteCount = byteCount
      rewrittenByteCount = 0
    } else {
      place.byteOffset -= Int64(byteCount)
      documents = DocumentJoiner()
      isUncut = true
    }
  }

  /// Ends the loan of the block before.
  mutating func takeBack(_ answer: LineBlockAnswer) {
    if wantsAnswer {
      wantsAnswer = false
      switch answer {
      case .taken(let lineCount):
        assert(1...buffer.lentCount ~= lineCount, "a block has other lines than were taken of it")
        advance(0, lineCount: joined == nil ? lineCount : 0)
        joined = nil
      case .mayHoldPrefixes:
        takeBackWithPrefixes()
      case .mayHoldDocument(let lineCount, let byteCount):
        let rest = buffer.takeBackWhole() - byteCount
        assert(joined == nil && rest > 0, "documents are joined once")
        place.byteOffset -= Int64(rest)
        advance(0, lineCount: lineCount)
        buffer.drop(byteCount)
        documents = DocumentJoiner()
        isUncut = true
      }
    }
    buffer.takeBack()
    rewriter.takeBack()
  }

  /// The place of a line that was left open at the end of the input, once each.
  mutating func takeUnfinished() -> LinePlace? {
    rewriter.takeUnfinished() ?? takeOpenArray()
  }

  /// Finds the whole lines in the buffer.
  ///
  /// More bytes may come where the file `mayGrow`.
  mutating func cut(mayGrow: Bool) -> LineBlockEvent? {
    skipRest()
    let markByteCount = start.look(at: buffer, mayGrow: mayGrow)
    guard let markByteCount else {
      return nil
    }
    drop(markByteCount, lineCount: 0)
    if documents != nil {
      return cutDocuments()
    }
    if let end = buffer.endOfLastLine() {
      wholeByteCount = end
      return nil
    }
    guard buffer.byteCount > options.maximumRawLineByteCount else {
      return nil
    }
    if !options.searchesPrefixes && buffer.beginsWithBracket {
      documents = DocumentJoiner()
      return cutDocuments()
    }
    let outcome = rewriter.offer(0..<buffer.byteCount, of: buffer, at: place)
    isSkipping = true
    skipRest()
    guard case .oversize(let place) = outcome else {
      return nil
    }
    return .oversizeLine(place)
  }

  /// Passes over the rest of a line that was too long, up to and with its LF.
  mutating func skipRest() {
    guard isSkipping else {
      return
    }
    if let lineFeed = buffer.lineFeed(from: 0) {
      isSkipping = false
      drop(lineFeed + 1, lineCount: 1)
    } else {
      // An endless line must not keep the caller from looking at its flags.
      isPaused = true
      drop(buffer.byteCount, lineCount: 0)
    }
  }

  /// The next event of the whole lines in front.
  mutating func handOver() -> LineBlockEvent? {
    goal = options.blockByteCount
    if rewrittenByteCount == nil, let joined {
      guard !hasPrefixes else {
        return rewrite(from: 0)
      }
      wantsAnswer = true
      return .block(lend(joined))
    }
    if rewrittenByteCount == nil {
      if !options.searchesPrefixes && wholeByteCount <= options.maximumLineByteCount {
        wantsAnswer = true
        return .block(lend(nil))
      }
      let survey = buffer.survey(
        upTo: wholeByteCount, longestLine: options.maximumLineByteCount)
      if survey.isPlain {
        wantsAnswer = !options.searchesPrefixes
        return .block(lend(wantsAnswer ? nil : survey.lineCount))
      }
    }
    return rewrite(from: rewrittenByteCount ?? 0)
  }

  private mutating func lend(_ lineCount: Int?) -> LineBlock {
    // The borrower has the bytes until `next` takes them back, and nothing touches them before.
    let block = unsafe LineBlock(
      start: buffer.lend(wholeByteCount), byteCount: wholeByteCount, lineCount: lineCount,
      firstPlace: place, places: nil)
    assert(block.isAsPromised, "a block is not whole lines")
    advance(wholeByteCount, lineCount: lineCount ?? 0)
    wholeByteCount = 0
    return block
  }

  private mutating func rewrite(from rewritten: Int) -> LineBlockEvent? {
    var lineStart = rewritten
    while lineStart < wholeByteCount, let lineEnd = buffer.lineFeed(from: lineStart) {
      let outcome = rewriter.offer(lineStart..<lineEnd, of: buffer, at: place)
      if case .blockIsFull = outcome {
        break
      }
      if let next = joined?.next() {
        place = next
      } else {
        advance(lineEnd + 1 - lineStart, lineCount: 1)
      }
      lineStart = lineEnd + 1
      rewrittenByteCount = lineStart
      if case .oversize(let place) = outcome {
        return .oversizeLine(place)
      }
    }
    if lineStart >= wholeByteCount {
      buffer.drop(wholeByteCount)
      wholeByteCount = 0
      rewrittenByteCount = nil
      joined = nil
    }
    guard let block = rewriter.lend() else {
      // Nor must endless parts.
      isPaused = true
      return nil
    }
    return .block(block)
  }

  mutating func drop(_ count: Int, lineCount: Int) {
    buffer.drop(count)
    advance(count, lineCount: lineCount)
  }

  mutating func advance(_ count: Int, lineCount: Int) {
    assert(count >= 0 && lineCount >= 0, "line numbers and offsets only grow")
    place.lineNumber += Int64(lineCount)
    place.byteOffset += Int64(count)
  }
}
