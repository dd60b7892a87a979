/// The whole lines of an input, block by block, in order.
///
/// LF ends a line; a CR before it is left in place. A file's last line needs no LF and gets one. A BOM is removed at
/// the input's first byte only, container prefixes wherever they are. Memory stays within a block, or a few times the
/// greatest line length where lines are that long. Not for use by several threads at once.
public struct LineBlocks: ~Copyable, Sendable {
  private enum Stage {
    case reading
    /// The file has no more bytes; what is left of it is its last line.
    case fileEnd(InputProblem?)
    /// The file cannot be read on: what is left of it waits for another reading.
    case cutOff(InputProblem?)
    case inputEnd
  }

  private let options: LineBlockOptions
  private var files: FileSequence
  private var stage = Stage.reading
  private var lines: LineCutter

  /// Whether the file of a followed log could not be read on, so that there is more of it, or was replaced.
  public private(set) var isCutOff = false
  /// Where a document begins that goes on behind the end of a stretch: it waits there for the rest.
  public private(set) var openDocument: LinePlace?
  private var mayGoOn = false
  /// The lines of the present file that are lent where the system keeps them, and whether they may be.
  private var mapped: MappedLines?
  private var mayMap: Bool
  /// Bytes of lines that were lent so.
  private(set) var mappedByteCount: Int64 = 0
  /// Text handed on by the decoder so far, over all files.
  public private(set) var decodedByteCount: Int64 = 0

  /// Looks at the files' sizes; opens nothing yet.
  public init(_ input: Input, options: LineBlockOptions = LineBlockOptions()) {
    self.init(input, options, LineCutter(options))
  }

  private init(_ input: Input, _ options: LineBlockOptions, _ lines: consuming LineCutter) {
    self.options = options
    mayMap = options.mapping != .never
    files = FileSequence(input.files, options.decoding)
    self.lines = lines
  }

  /// Begins another stretch of lines with the same buffers; what was lent is taken back.
  ///
  /// Where `isContinued`, the stretch is not the beginning of an input: a BOM is none there. Where it `mayGoOn`, a document that is open at
  /// its end is not handed over.
  public mutating func begin(_ input: Input, isContinued: Bool, mayGoOn: Bool = false) {
    let lines = LineCutter(options, reusing: lines.takeBuffer(), isContinued: isContinued)
    self = LineBlocks(input, options, lines)
    self.mayGoOn = mayGoOn
  }

  /// Sizes of the files as they were at the beginning, nil when one of them has none (a pipe, a terminal).
  public var byteCount: Int64? {
    files.byteCount
  }

  /// Where the next line begins that was not handed over yet: so far its file was read.
  public var nextPlace: LinePlace {
    lines.place
  }

  /// Whether what came so far depends on more than its lines by themselves.
  public var needsOrder: Bool {
    lines.documents.needsOrder
  }

  /// Bytes taken from the files so far, compressed ones where they are.
  public var bytesRead: Int64 {
    files.bytesRead
  }

  /// What comes next.
  ///
  /// Ends the loan of the block before. Blocks in `read` until a block is full or a file ends.
  public mutating func next() -> LineBlockEvent {
    next(after: .taken(lineCount: 0))
  }

  /// What comes next, after an answer to the block before if it wanted one.
  public mutating func next(after answer: LineBlockAnswer) -> LineBlockEvent {
    if let change = takeBack(answer) {
      return .changed(change)
    }
    while true {
      if let event = step() {
        return event
      }
    }
  }

  /// Nil when there is nothing to tell yet.
  private mutating func step() -> LineBlockEvent? {
    if lines.hasWholeLines {
      return lines.handOver()
    }
    if lines.takePause() {
      return .pause
    }
    if case .reading = stage, lines.documents.takeUncut() {
      return lines.cut(mayGrow: true)
    }
    switch stage {
    case .reading: return lendMapped() ?? read()
    case .fileEnd(let problem): return endFile(problem)
    case .cutOff(let problem):
      stage = .inputEnd
      return problem.map { .problem($0) }
    case .inputEnd: return lines.takeUnfinished().map { .unfinishedPart($0) } ?? .end
    }
  }

  private mutating func read() -> LineBlockEvent? {
    // The lines lend their free room for this one call.
    switch unsafe files.read(into: lines.free()) {
    case .bytes(let count):
      lines.grow(by: count)
      decodedByteCount += Int64(count)
      if !lines.isFull {
        return nil
      }
    case .pause: lines.pause()
    case .fileEnd(let problem): stage = .fileEnd(problem)
    case .cutOff(let problem):
      isCutOff = true
      stage = .cutOff(problem)
    case .inputEnd: stage = .inputEnd
    }
    let isReading = if case .reading = stage { true } else { false }
    return lines.cut(mayGrow: isReading)
  }

  /// Hands over the last line if it has no LF, then tells the problem and goes on to the next file.
  private mutating func endFile(_ problem: InputProblem?) -> LineBlockEvent? {
    if mayGoOn && lines.holdsOpenDocument {
      guard !lines.documents.takeUncut() else {
        return lines.cut(mayGrow: true)
      }
      openDocument = lines.place
      stage = .cutOff(problem)
      return nil
    }
    if lines.endLastLine() {
      return nil
    }
    lines.endFile()
    mapped = nil
    mayMap = options.mapping != .never
    stage = .reading
    return problem.map { .problem($0) }
  }
}

// MARK: Mapped files

extension LineBlocks {
  /// Lends the next lines where the system keeps them; nil where they are to be read.
  private mutating func lendMapped() -> LineBlockEvent? {
    guard mayMap, lines.mayLendOthers else {
      return nil
    }
    if mapped == nil {
      guard let (place, origin) = files.plainPlace() else {
        return nil
      }
      mapped = MappedLines(place, of: origin, options.mapping)
    }
    guard mapped != nil else {
      mayMap = false
      return nil
    }
    // Lent until the next call of `next`, which comes before the window is moved.
    guard
      let text = unsafe mapped?.lend(from: lines.place.byteOffset, atMost: options.blockByteCount),
      let block = unsafe lines.lend(other: text)
    else {
      return nil
    }
    passTo(lines.place)
    mappedByteCount += Int64(block.byteCount)
    return .block(block)
  }

  /// Ends the loan of a block; gives what became of a mapped file meanwhile.
  ///
  /// Where some of its lines were not taken, a mapped file is read on from there.
  private mutating func takeBack(_ answer: LineBlockAnswer) -> FileChange? {
    let wasMapped = lines.otherByteCount > 0
    lines.takeBack(answer)
    guard wasMapped else {
      return nil
    }
    if let change = mapped?.change {
      mapped = nil
      stage = .inputEnd
      return change
    }
    if case .taken = answer {
      return nil
    }
    mapped = nil
    mayMap = false
    passTo(lines.place)
    return nil
  }

  /// The next byte of the file that is read is the one at that place.
  private mutating func passTo(_ place: LinePlace) {
    decodedByteCount += place.byteOffset - lines.fileByteCount
    lines.fileByteCount = place.byteOffset
    files.goOn(from: place.byteOffset)
  }
}
