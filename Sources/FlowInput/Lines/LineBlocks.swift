/// The whole lines of an input, block by block, in order.
///
/// LF ends a line; a CR before it is left in place. A file's last line needs no LF and gets one. A BOM is removed at
/// the input's first byte only, container prefixes wherever they are. Memory stays within a block, or a few times the
/// greatest line length where lines are that long. Not for use by several threads at once.
public struct LineBlocks: ~Copyable, Sendable {
  private enum Stage {
    case reading
    /// The file has no more bytes; what is left in the buffer is its last line.
    case fileEnd(InputProblem?)
    case inputEnd
  }

  private let options: LineBlockOptions
  private var files: FileSequence
  private var stage = Stage.reading
  private var start = InputStart()

  private var buffer: BlockBuffer
  private var rewriter: LineRewriter
  /// Where the buffer's first line begins.
  private var place = LinePlace(fileIndex: 0, lineNumber: 1, byteOffset: 0)
  /// The buffer is filled up to here before it is cut; grows while one line does not fit.
  private var goal: Int
  /// So many bytes at the buffer's front are whole lines, to be handed over next.
  private var wholeByteCount = 0
  /// These lines go through the rewriter and have done so up to here; nil where they are handed over as they are.
  private var rewrittenByteCount: Int?
  /// Whether the lent block wants an answer.
  private var wantsAnswer = false
  /// The rest of a line that was too long is passed over.
  private var isSkipping = false
  private var isPaused = false

  /// Text handed on by the decoder so far, over all files.
  public private(set) var decodedByteCount: Int64 = 0

  /// Looks at the files' sizes; opens nothing yet.
  public init(_ input: Input, options: LineBlockOptions = LineBlockOptions()) {
    self.options = options
    files = FileSequence(input.files, options.decoding)
    goal = options.blockByteCount
    buffer = BlockBuffer(capacity: options.blockByteCount)
    rewriter = LineRewriter(options)
  }

  /// Begins another stretch of lines with the same buffers; what was lent is taken back.
  ///
  /// Where `isContinued`, the stretch is not the beginning of an input: a BOM is none there.
  public mutating func begin(_ input: Input, isContinued: Bool) {
    buffer.takeBack()
    buffer.drop(buffer.byteCount)
    rewriter = LineRewriter(options)
    files = FileSequence(input.files, options.decoding)
    stage = .reading
    start = InputStart(isPast: isContinued)
    place = LinePlace(fileIndex: 0, lineNumber: 1, byteOffset: 0)
    goal = options.blockByteCount
    wholeByteCount = 0
    rewrittenByteCount = nil
    wantsAnswer = false
    isSkipping = false
    isPaused = false
    decodedByteCount = 0
  }

  /// Sizes of the files as they were at the beginning, nil when one of them has none (a pipe, a terminal).
  public var byteCount: Int64? {
    files.byteCount
  }

  /// Bytes taken from the files so far, compressed ones where they are.
  public var bytesRead: Int64 {
    files.bytesRead
  }

  /// What comes next.
  ///
  /// Ends the loan of the block before. Blocks in `read` until a block is full or a file ends.
  public mutating func next() -> LineBlockEvent {
    next(afterLines: nil)
  }

  /// What comes next, after an answer to the block before if it wanted one.
  public mutating func next(after answer: LineBlockAnswer) -> LineBlockEvent {
    switch answer {
    case .taken(let lineCount):
      return next(afterLines: lineCount)
    case .mayHoldPrefixes:
      if wantsAnswer {
        wantsAnswer = false
        wholeByteCount = buffer.takeBackWhole()
        rewrittenByteCount = 0
        advance(-wholeByteCount, lineCount: 0)
      }
      return next(afterLines: nil)
    }
  }

  private mutating func next(afterLines lineCount: Int?) -> LineBlockEvent {
    if wantsAnswer {
      wantsAnswer = false
      place = LinePlace(
        fileIndex: place.fileIndex, lineNumber: place.lineNumber + Int64(lineCount ?? 0),
        byteOffset: place.byteOffset)
    }
    buffer.takeBack()
    rewriter.takeBack()
    while true {
      if let event = step() {
        return event
      }
    }
  }

  /// Nil when there is nothing to tell yet.
  private mutating func step() -> LineBlockEvent? {
    if wholeByteCount > 0 {
      return handOver()
    }
    if isPaused {
      isPaused = false
      return .pause
    }
    switch stage {
    case .reading: return read()
    case .fileEnd(let problem): return endFile(problem)
    case .inputEnd: return endInput()
    }
  }
}

// MARK: Files

extension LineBlocks {
  private mutating func read() -> LineBlockEvent? {
    if buffer.byteCount >= goal {
      goal = min(2 * buffer.byteCount, options.maximumRawLineByteCount + 1)
    }
    // The buffer lends its free room for this one call.
    switch unsafe files.read(into: buffer.free(upTo: goal)) {
    case .bytes(let count):
      buffer.grow(by: count)
      decodedByteCount += Int64(count)
      if buffer.byteCount < goal {
        return nil
      }
    case .pause: isPaused = true
    case .fileEnd(let problem): stage = .fileEnd(problem)
    case .inputEnd: stage = .inputEnd
    }
    return cut()
  }

  /// Hands over the last line if it has no LF, then tells the problem and goes on to the next file.
  private mutating func endFile(_ problem: InputProblem?) -> LineBlockEvent? {
    if buffer.byteCount > 0 || start.isOnlyMark {
      start.isOnlyMark = false
      buffer.appendLineFeed()
      wholeByteCount = buffer.byteCount
      return nil
    }
    isSkipping = false
    place = LinePlace(fileIndex: place.fileIndex + 1, lineNumber: 1, byteOffset: 0)
    stage = .reading
    return problem.map { .problem($0) }
  }

  private mutating func endInput() -> LineBlockEvent {
    if let place = rewriter.takeUnfinished() {
      return .unfinishedPart(place)
    }
    return .end
  }
}

// MARK: Lines

extension LineBlocks {
  /// Finds the whole lines in the buffer.
  private mutating func cut() -> LineBlockEvent? {
    skipRest()
    let isReading = if case .reading = stage { true } else { false }
    let markByteCount = start.look(at: buffer, mayGrow: isReading)
    guard let markByteCount else {
      return nil
    }
    drop(markByteCount, lineCount: 0)
    if let end = buffer.endOfLastLine() {
      wholeByteCount = end
      return nil
    }
    guard buffer.byteCount > options.maximumRawLineByteCount else {
      return nil
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
  private mutating func skipRest() {
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
  private mutating func handOver() -> LineBlockEvent? {
    goal = options.blockByteCount
    if rewrittenByteCount == nil {
      if !options.searchesPrefixes && wholeByteCount <= options.maximumLineByteCount {
        wantsAnswer = true
        return .block(lend(nil))
      }
      let survey = buffer.survey(
        upTo: wholeByteCount, longestLine: options.maximumLineByteCount)
      if survey.isPlain {
        return .block(lend(survey.lineCount))
      }
    }
    return rewrite(from: rewrittenByteCount ?? 0)
  }

  private mutating func lend(_ lineCount: Int?) -> LineBlock {
    // The borrower has the bytes until `next` takes them back, and nothing touches them before.
    let block = unsafe LineBlock(
      start: buffer.lend(wholeByteCount), byteCount: wholeByteCount, lineCount: lineCount,
      firstPlace: place, places: nil)
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
      advance(lineEnd + 1 - lineStart, lineCount: 1)
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
    }
    guard let block = rewriter.lend() else {
      // Nor must endless parts.
      isPaused = true
      return nil
    }
    return .block(block)
  }

  private mutating func drop(_ count: Int, lineCount: Int) {
    buffer.drop(count)
    advance(count, lineCount: lineCount)
  }

  private mutating func advance(_ count: Int, lineCount: Int) {
    place = LinePlace(
      fileIndex: place.fileIndex,
      lineNumber: place.lineNumber + Int64(lineCount),
      byteOffset: place.byteOffset + Int64(count))
  }
}
