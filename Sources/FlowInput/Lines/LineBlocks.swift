/// The whole lines of an input, block by block, in order.
///
/// LF ends a line; a CR before it is left in place. A file's last line needs no LF and gets one. A BOM is removed at
/// the input's first byte only, container prefixes wherever they are. Memory stays within a block, or a few times the
/// greatest line length where lines are that long. Not for use by several threads at once.
public struct LineBlocks: ~Copyable, Sendable {
  private enum Stage {
    case opening
    case reading
    /// The file has no more bytes; what is left in the buffer is its last line.
    case fileEnd(InputProblem.Cause?)
    case inputEnd
  }

  private let input: Input
  private let options: LineBlockOptions
  private var stage = Stage.opening
  private var fileIndex = 0
  private var source: OpenSource?
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
  private var finishedBytesRead: Int64 = 0

  /// Text handed on by the decoder so far, over all files.
  public private(set) var decodedByteCount: Int64 = 0
  /// Sizes of the files as they were at the beginning, nil when one of them has none (a pipe, a terminal).
  public let byteCount: Int64?

  /// Looks at the files' sizes; opens nothing yet.
  public init(_ input: Input, options: LineBlockOptions = LineBlockOptions()) {
    self.input = input
    self.options = options
    goal = options.blockByteCount
    buffer = BlockBuffer(capacity: options.blockByteCount)
    rewriter = LineRewriter(options)
    byteCount = Self.byteCount(of: input)
  }

  /// Bytes taken from the files so far, compressed ones where they are.
  public var bytesRead: Int64 {
    switch source {
    case .some(let source): finishedBytesRead + source.bytesRead
    case nil: finishedBytesRead
    }
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

  private static func byteCount(of input: Input) -> Int64? {
    var total: Int64 = 0
    for file in input.files {
      guard let status = try? FileStatus(file), status.kind == .regular else {
        return nil
      }
      total += status.byteCount
    }
    return total
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
    case .opening: return openFile()
    case .reading: return read()
    case .fileEnd(let cause): return endFile(cause)
    case .inputEnd: return endInput()
    }
  }
}

// MARK: Files

extension LineBlocks {
  private mutating func openFile() -> LineBlockEvent? {
    guard fileIndex < input.files.count else {
      stage = .inputEnd
      return nil
    }
    place = LinePlace(fileIndex: fileIndex, lineNumber: 1, byteOffset: 0)
    do throws(FileSource.OpeningFailure) {
      source = try OpenSource(input.files[fileIndex], options.decoding)
      stage = .reading
    } catch {
      switch error {
      case .interrupted: return .pause
      case .problem(let cause): stage = .fileEnd(cause)
      }
    }
    return nil
  }

  private mutating func read() -> LineBlockEvent? {
    if buffer.byteCount >= goal {
      goal = min(2 * buffer.byteCount, options.maximumRawLineByteCount + 1)
    }
    // The buffer lends its free room for this one call.
    switch unsafe source?.read(into: buffer.free(upTo: goal)) ?? .end {
    case .bytes(let count):
      buffer.grow(by: count)
      decodedByteCount += Int64(count)
      if buffer.byteCount < goal {
        return nil
      }
    case .pause: isPaused = true
    case .end: leaveFile(nil)
    case .problem(let cause): leaveFile(cause)
    }
    return cut()
  }

  private mutating func leaveFile(_ cause: InputProblem.Cause?) {
    finishedBytesRead = bytesRead
    source = nil
    stage = .fileEnd(cause)
  }

  /// Hands over the last line if it has no LF, then tells the problem and goes on to the next file.
  private mutating func endFile(_ cause: InputProblem.Cause?) -> LineBlockEvent? {
    if buffer.byteCount > 0 || start.isOnlyMark {
      start.isOnlyMark = false
      buffer.appendLineFeed()
      wholeByteCount = buffer.byteCount
      return nil
    }
    let file = input.files[fileIndex]
    isSkipping = false
    fileIndex += 1
    stage = .opening
    return cause.map { .problem(InputProblem(file: file, cause: $0)) }
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
    return rewriter.lend().map { .block($0) }
  }

  private mutating func drop(_ count: Int, lineCount: Int) {
    buffer.drop(count)
    advance(count, lineCount: lineCount)
  }

  private mutating func advance(_ count: Int, lineCount: Int) {
    place = LinePlace(
      fileIndex: fileIndex,
      lineNumber: place.lineNumber + Int64(lineCount),
      byteOffset: place.byteOffset + Int64(count))
  }
}
