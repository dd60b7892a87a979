internal import CKernels
internal import FlowAnswer

/// Blocks of lines in, counts and drop records out: parsing, filtering and grouping, for one thread.
///
/// Two halves: what reads lines and has learned of them, and what was counted, which a commit takes away. What several counters
/// counted of one log can be merged. Nothing is kept of a block but copied names and numbers, so its
/// bytes are the caller's again when `take` returns. Memory is bounded by the plan's limits, whatever the log holds.
public struct BlockCounter: ~Copyable, Sendable {
  let plan: TallyPlan
  let rules: CountingRules
  var reader: BlockReader
  var counts: BlockCounts
  let recordReader: DropRecordReader
  /// What earlier drops gave that were like the present one.
  var knownDrops: RememberedDrops
  /// What earlier requests gave that were like the present one.
  var knownRequests: RememberedRequests
  /// What examples of drops were read, where the plan asks for them.
  var examples = ExampleReader()
  /// The flows that were seen, where a uuid counts once.
  var seen: SeenUUIDs?
  /// What earlier windows of the input held, nil where there are none: such lines are passed over.
  public var window: WindowMemory?
  /// Whether lines that are no Hubble lines are searched for some; not while what was found in them is counted.
  var asksForEnvelopes = true
  /// Whether a line may begin a document over several lines, which is to be joined.
  var asksForDocuments = false
  /// What stands in front of the line at the cursor, which was not counted.
  var obstacle = LineObstacle.none

  /// A counter that has read nothing.
  public init(_ plan: TallyPlan, kernels: KernelSet = .best, window: WindowMemory? = nil) {
    let rules = CountingRules(plan, remembersLines: window != nil)
    self.plan = plan
    self.rules = rules
    reader = BlockReader(plan, rules, kernels)
    counts = BlockCounts(plan, rules)
    recordReader = DropRecordReader(fields: plan.dropFields, readsAllPairs: plan.tracesTime)
    knownDrops = RememberedDrops(recordReader.sources, isAsked: rules.remembersDrops)
    knownRequests = RememberedRequests(isAsked: plan.tracesTime)
    seen = plan.deduplicates ? SeenUUIDs() : nil
    self.window = window
  }

  /// The lines that pass, or the others: what the plan asks to keep.
  public var kept: KeptLines {
    counts.kept
  }

  /// What comes belongs to this input.
  public mutating func beginInput(_ number: Int) {
    counts.beginInput(number)
  }

  /// The end of what comes of the present input; gives what was counted of it.
  @discardableResult
  public mutating func endInput() -> InputCounts {
    counts.endInput()
  }

  /// Counts a line that was too long to be read; false where an earlier window held it.
  @discardableResult
  public mutating func addOversizeLine() -> Bool {
    addUnread(.oversize)
  }

  /// Counts a container part that was left open at the end of the input: one malformed line.
  ///
  /// False where an earlier window held it.
  @discardableResult
  public mutating func addUnfinishedPart() -> Bool {
    addUnread(.malformed)
  }

  private mutating func addUnread(_ result: LineResult) -> Bool {
    guard isNewUnread() else {
      return false
    }
    counts.add(result)
    return true
  }

  /// Counts the lines of a block, adds its drops to a batch, and gives the first few lines that are not one JSON object.
  ///
  /// Where `mayHoldPrefixes` and a line begins with a digit, which may be a container prefix, nothing is counted and the
  /// outcome says so. Where `mayHoldDocuments` and a document over several lines may begin with a line, the lines before it are counted,
  /// and the outcome says where it is: joined, it comes again.
  ///
  /// A flow without a time has the one of `times`.
  ///
  /// Lines that are no Hubble lines are searched for some (Envelope/). `write` gets the lines that the plan asks to keep.
  ///
  /// The block is whole lines, each ended by LF; 64 bytes in front of it and 256 behind it can be read. It is looked at only within this
  /// call. Allocates nothing for a line that is neither malformed nor first of its kind.
  public mutating func take(
    _ block: UnsafeRawBufferPointer, mayHoldPrefixes: Bool, mayHoldDocuments: Bool = false,
    times: TimesInFront? = nil, drops: inout DropBatch, _ write: KeptWriter = { _, _ in }
  ) -> BlockOutcome {
    guard let base = block.baseAddress else {
      return BlockOutcome(lineCount: 0)
    }
    assert(unsafe block.isEmpty || block.last == Byte.lineFeed, "a block is whole lines")
    let lineCount = counts.lineCount
    // The spans are used only within this call, for which the caller lends the block and the scan its line ends.
    counts.kept.beginBlock()
    unsafe reader.scan.scan(base, byteCount: block.count)
    let bytes = unsafe Span<UInt8>(_unsafeBytes: block)
    let lent = unsafe reader.scan.lineEnds
    let ends = unsafe lent.span
    let suspects = reader.scan.suspects
    var outcome = BlockOutcome(lineCount: ends.count)
    if mayHoldPrefixes && Self.hasDigitLine(bytes, ends) {
      outcome.isRefused = true
      return outcome
    }
    var lines = BlockCursor()
    let hasTimes = times != nil
    reader.timesInFront = times
    asksForDocuments = mayHoldDocuments
    obstacle = .none
    var taken = LineTaken.none
    if rules.takesManyLines {
      reader.findings.begin(lineCount: ends.count)
    } else {
      reader.findShortWays(bytes, ends)
    }
    if !reader.search.isEmpty {
      reader.search.search(bytes, ends)
    }
    while lines.index < ends.count {
      if rules.takesManyLines {
        takeMany(bytes, ends, suspects, &lines, &taken)
        if lines.index == ends.count {
          break
        }
      }
      let end = Int(ends[lines.index])
      counts.kept.beginLine()
      if hasTimes {
        reader.lineIndex = lines.index
      }
      if lines.isSuspect(suspects) {
        if let column = takeSuspect(bytes, lines, ends, &drops) {
          outcome.note(
            MalformedLine(index: lines.index, byteOffset: lines.start, column: column))
        }
        if obstacle != .none {
          break
        }
        lines.suspect += 1
      } else if !rules.takesShortWay || !takeShort(bytes, ends, &lines) {
        takeValid(bytes, lines.start, end, ends, lines.index, &drops)
        if obstacle != .none {
          break
        }
      }
      if counts.kept.isAsked {
        counts.kept.endLine(bytes, lines.start..<end)
      }
      lines.advance(behind: end)
      if counts.kept.isComplete {
        break
      }
    }
    if rules.takesManyLines {
      counts.add(taken)
    }
    assert(
      window != nil || counts.lineCount == lineCount &+ UInt64(lines.index),
      "each line counts once, by what became of it")
    unsafe write(block, counts.kept.pieces)
    switch obstacle {
    case .none: break
    case .document: outcome.documentBegins(at: lines)
    case .envelope:
      unsafe takeRest(
        block, from: lines, mayHoldDocuments: mayHoldDocuments, &outcome, &drops, write)
    }
    return outcome
  }

  private static func hasDigitLine(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) -> Bool {
    var start = 0
    for line in 0..<ends.count {
      if Byte.isDigit(bytes[start]) {
        return true
      }
      start = Int(ends[line]) &+ 1
    }
    return false
  }
}

/// What keeps a line from being counted as it is.
enum LineObstacle {
  case none
  /// It holds Hubble lines.
  case envelope
  /// It may begin a document over several lines.
  case document
}
