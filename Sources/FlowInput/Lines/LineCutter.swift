/// Bytes of an input in, whole lines out.
///
/// Collects bytes until a block is full or a file ends, cuts them behind the last LF, and hands the lines over: as they
/// are, or through the rewriter where they may have container prefixes or are too long.
struct LineCutter: ~Copyable, Sendable {
  let options: LineBlockOptions
  private var start: InputStart
  var buffer: BlockBuffer
  var rewriter: LineRewriter
  /// Where the buffer's first line begins.
  var place = LinePlace(fileIndex: 0, lineNumber: 1, byteOffset: 0)
  /// Bytes of the current file so far, with an LF that its last line lacked.
  var fileByteCount: Int64 = 0
  /// The buffer is filled up to here before it is cut; grows while one line does not fit.
  var goal: Int
  /// So many bytes at the buffer's front are whole lines, to be handed over next.
  var wholeByteCount = 0
  /// These lines go through the rewriter and have done so up to here; nil where they are handed over as they are.
  var rewrittenByteCount: Int?
  /// Whether the lent block wants an answer.
  var wantsAnswer = false
  /// Bytes of the block that was lent and is not the buffer's; 0 where there is none.
  var otherByteCount = 0
  /// The rest of a line that was too long is passed over.
  var isSkipping = false
  var isPaused = false
  /// Documents over several lines, and what was joined of them.
  var documents = DocumentState()
  /// Lines of the file have container prefixes: all are joined first, and then rewritten.
  var hasPrefixes = false

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
    guard !documents.isJoining else {
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

  /// Whether lines of the file may be lent that lie elsewhere: they are plain as far as they were looked at, and nothing is open.
  var mayLendOthers: Bool {
    !options.searchesPrefixes && options.blockByteCount <= options.maximumLineByteCount
      && start.isPast && !hasPrefixes && !isSkipping && !documents.isJoining
      && documents.joined == nil
  }

  /// What comes belongs to the next file.
  mutating func endFile() {
    assert(
      buffer.byteCount == buffer.lentCount && place.byteOffset == fileByteCount,
      "a file's bytes are not those of its lines")
    fileByteCount = 0
    isSkipping = false
    documents.joiner = nil
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
    if let first = documents.joined?.next {
      place = first.place
      wholeByteCount = byteCount
    } else {
      place.byteOffset -= Int64(byteCount)
      documents.begin(options)
    }
  }

  /// Ends the loan of the block before.
  mutating func takeBack(_ answer: LineBlockAnswer) {
    if otherByteCount > 0 {
      takeBackOther(answer)
    } else if wantsAnswer {
      wantsAnswer = false
      switch answer {
      case .taken(let lineCount):
        assert(1...buffer.lentCount ~= lineCount, "a block has other lines than were taken of it")
        advance(0, lineCount: documents.joined == nil ? lineCount : 0)
        documents.joined = nil
      case .mayHoldPrefixes:
        takeBackWithPrefixes()
      case .mayHoldDocument(let lineCount, let byteCount):
        let rest = buffer.takeBackWhole() - byteCount
        assert(documents.joined == nil && rest > 0, "documents are joined once")
        place.byteOffset -= Int64(rest)
        advance(0, lineCount: lineCount)
        buffer.drop(byteCount)
        documents.begin(options)
      }
    }
    buffer.takeBack()
    rewriter.takeBack()
  }

  /// The place of a line that was left open at the end of the input, once each.
  mutating func takeUnfinished() -> LinePlace? {
    rewriter.takeUnfinished() ?? documents.takeOpenArray()
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
    if documents.isJoining {
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
      documents.begin(options)
      return cutDocuments()
    }
    return passLongLine()
  }

  /// The line at the buffer's front is too long.
  mutating func passLongLine() -> LineBlockEvent? {
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
