/// How much is handed over at a time, and how long a line may be.
public struct LineBlockOptions: Sendable, Hashable {
  /// Bytes of a block, unless one line is longer; between 1 and 1 GiB.
  public let blockByteCount: Int
  /// Bytes of the longest line that is handed over, its LF and container prefix not counted; between 0 and 1 GiB.
  public let maximumLineByteCount: Int
  /// Whether every block is searched for lines that begin with a digit, as container prefixes do.
  ///
  /// Who looks at every line anyway does without, and answers each block that may hold some: `LineBlockAnswer`.
  public let searchesPrefixes: Bool
  /// What decodes gzip data where it can, nil for the best that there is; zlib does the rest.
  public let inflater: Inflater?
  /// Whether gzip files, not pipes, are decoded by a thread of their own while the lines before are taken.
  public var decodesAhead: Bool
  /// Which plain files' lines are lent where the system keeps them.
  ///
  /// A caller that waits for others while it has such a block keeps those waiting who want to write the file.
  public var mapping: FileMapping

  /// Limits, brought into their ranges.
  public init(
    blockByteCount: Int = 1 << 18, maximumLineByteCount: Int = 1 << 24,
    searchesPrefixes: Bool = true, inflater: Inflater? = nil, decodesAhead: Bool = false,
    mapping: FileMapping = .never
  ) {
    self.inflater = inflater
    self.decodesAhead = decodesAhead
    self.mapping = mapping
    self.searchesPrefixes = searchesPrefixes
    self.blockByteCount = min(max(blockByteCount, 1), 1 << 30)
    self.maximumLineByteCount = min(max(maximumLineByteCount, 0), 1 << 30)
  }

  var decoding: DecodingOptions {
    DecodingOptions(inflater: inflater, decodesAhead: decodesAhead)
  }

  /// Room for a container prefix and CRs around a line of the greatest length; a line that is longer with them
  /// is oversize, whatever it holds.
  var maximumRawLineByteCount: Int {
    maximumLineByteCount + 4096
  }
}

/// Where a line begins in an input.
public struct LinePlace: Sendable, Hashable {
  /// The index into the input's files.
  public let fileIndex: Int
  /// Counted from 1 in the file's text.
  public internal(set) var lineNumber: Int64
  /// Bytes of the file's text before the line and its container prefix.
  public internal(set) var byteOffset: Int64

  /// A place.
  public init(fileIndex: Int, lineNumber: Int64, byteOffset: Int64) {
    self.fileIndex = fileIndex
    self.lineNumber = lineNumber
    self.byteOffset = byteOffset
  }
}

/// What became of a block that was lent without a search for container prefixes.
public enum LineBlockAnswer: Sendable {
  /// Its lines were taken; so many they were.
  case taken(lineCount: Int)
  /// A line begins with a digit: nothing was taken, the lines are to come again without their prefixes.
  case mayHoldPrefixes
  /// So many lines were taken, which are so many bytes; with the next a document over several lines may begin, to be joined.
  case mayHoldDocument(lineCount: Int, byteCount: Int)
}

/// Whole lines, each ended by LF, lent until the next call of `LineBlocks.next()`.
///
/// 64 bytes in front of it and 256 behind it may be read, none written.
@safe public struct LineBlock {
  /// The first byte of the first line.
  public let start: UnsafeRawPointer
  /// Bytes with the last LF, at least one.
  public let byteCount: Int
  /// Lines, at least one; nil where nobody counted them yet: then the block wants an answer.
  public let lineCount: Int?
  /// Where the first line begins.
  public let firstPlace: LinePlace
  /// Where each line begins, when container prefixes were removed; a joined line where its first part does,
  /// which may be an earlier file.
  let places: [LinePlace]?
  /// Whether documents over several lines are joined already, or never are.
  public internal(set) var isSettled = false
  /// Whether such documents are in it, or elements of them.
  public internal(set) var hasDocuments = false
  /// What a container runtime wrote in front of its lines; nil where it wrote nothing.
  public internal(set) var prefixTimes: PrefixTimes?
  /// Whether its lines depend on what lies before or behind them.
  public internal(set) var needsOrder = false

  /// Whether it is as promised: whole lines ended by LF, as many as it says.
  ///
  /// Looks at every byte where it says how many: for `assert` only.
  var isAsPromised: Bool {
    guard byteCount > 0 else {
      return false
    }
    // The block's own bytes.
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: byteCount)
    guard unsafe bytes[byteCount - 1] == UInt8(ascii: "\n") else {
      return false
    }
    guard let promised = lineCount ?? places?.count else {
      return true
    }
    let lineFeedCount = unsafe bytes.count { $0 == UInt8(ascii: "\n") }
    return promised == lineFeedCount && places?.count ?? promised == promised
  }

  /// Index into the input's files.
  public var fileIndex: Int {
    firstPlace.fileIndex
  }

  /// Number of the first line, counted from 1 in its file.
  public var firstLineNumber: Int64 {
    firstPlace.lineNumber
  }

  /// Where a line of the block, counted from 0, begins; `byteOffset` is where it does in the block.
  public func place(ofLine index: Int, at byteOffset: Int) -> LinePlace {
    if let places, places.indices.contains(index) {
      return places[index]
    }
    return LinePlace(
      fileIndex: firstPlace.fileIndex,
      lineNumber: firstPlace.lineNumber + Int64(index),
      byteOffset: firstPlace.byteOffset + Int64(byteOffset))
  }
}

/// What comes next in an input.
public enum LineBlockEvent {
  /// Whole lines, lent until the next call.
  case block(LineBlock)
  /// A line over the limit was found; its bytes are skipped.
  case oversizeLine(LinePlace)
  /// A line whose container parts have no last one at the end of the input.
  case unfinishedPart(LinePlace)
  /// A file could not be read, or not to its end; what came before it was handed over, the next file goes on.
  case problem(InputProblem)
  /// A file was written to while its lines were lent where the system keeps them: those of the last block may have been others when they were
  /// counted than when they were validated, so that all is to be read once more, and not mapped. The end follows.
  case changed(FileChange)
  /// A signal interrupted a wait, or much was read and nothing came of it: look at the flags and call again.
  ///
  /// The whole lines read so far were handed over before.
  case pause
  /// The input is at its end, and stays there.
  case end
}

// A block is lent to one caller; who shares it between threads answers for the loan.
@available(*, unavailable)
extension LineBlock: Sendable {}

@available(*, unavailable)
extension LineBlockEvent: Sendable {}
