internal import CKernels
internal import FlowAnswer

/// Blocks of lines in, counts and drop records out: parsing, filtering and grouping, for one thread.
///
/// What several counters counted of one log can be merged. Nothing is kept of a block but copied names and numbers, so its
/// bytes are the caller's again when `take` returns. Memory is bounded by the plan's limits, whatever the log holds.
public struct BlockCounter: ~Copyable, Sendable {
  let plan: TallyPlan
  let kernels: KernelSet
  var scan: ChunkScan
  var findings = LineFindings()
  var heads = HeadLayouts()
  var tails = KnownTails()
  var times = TimeCache()
  var flow = Flow()
  var facts = LineFacts()
  var key = GroupKey()
  let recordReader: DropRecordReader
  var flowTables: [GroupTable]
  var coverage: CoverageCounter
  var seen: SeenUUIDs?
  var families: FamilyCounter
  var input = InputCounts()
  var inputs: [Int: InputCounts] = [:]
  var inputNumber = 0
  let needsReason: Bool
  let takesShortWay: Bool
  let countsShortly: Bool
  let selectsAll: Bool
  // What every line asks of the plan: taken out of it, the plan is copied to be asked.
  let countsDrops: Bool
  let countsAudit: Bool
  let range: TimeRange
  let quick: QuickSelection
  var search: NeedleSearch
  /// The lines that pass, or the others: what the plan asks to keep.
  public internal(set) var kept: KeptLines
  /// What earlier windows of the input held, nil where there are none: such lines are passed over.
  public var window: WindowMemory?

  /// A counter that has read nothing.
  public init(_ plan: TallyPlan, kernels: KernelSet = .best, window: WindowMemory? = nil) {
    self.plan = plan
    self.kernels = kernels
    scan = ChunkScan(kernels: kernels)
    let flows = plan.groupings.filter { $0.unit == .flows }
    let fields = Set(flows.flatMap(\.fields))
    recordReader = DropRecordReader(fields: plan.dropFields)
    flowTables = flows.map { GroupTable(grouping: $0, maximumCount: plan.maximumGroups) }
    coverage = CoverageCounter(
      looksAtDrops: plan.countsDrops, deduplicates: plan.deduplicates)
    seen = plan.deduplicates ? SeenUUIDs() : nil
    families = FamilyCounter(plan.hubbleMetrics, maximumRows: plan.maximumFamilyRows)
    facts.bucketWidth = plan.bucketNanoseconds ?? 0
    flow.wanted = WantedParts.bits(plan)
    needsReason = !fields.isDisjoint(with: [.reason, .policy, .policyKind])
    // Locals: read from self in an operand of && or ||, these were destroyed before they were made (Swift 6.3).
    let selectsAll = plan.selection == Selection()
    let countsShortly =
      flows.isEmpty && plan.hubbleMetrics.isEmpty && (plan.countsDrops || plan.keeps != .none)
    let decides = plan.selection.quick.decidesAny
    let needsMembers = plan.deduplicates || window != nil
    let takesShortWay = !needsMembers && decides && (countsShortly || !selectsAll)
    self.selectsAll = selectsAll
    countsDrops = plan.countsDrops
    countsAudit = plan.countsAudit
    range = plan.selection.times
    quick = plan.selection.quick
    self.countsShortly = countsShortly
    self.takesShortWay = takesShortWay
    search = NeedleSearch(
      takesShortWay ? plan.selection.quick.needles : [], kernels: kernels)
    kept = KeptLines(plan)
    self.window = window
  }

  /// What comes belongs to this input.
  public mutating func beginInput(_ number: Int) {
    endInput()
    inputNumber = number
    coverage.beginInput(number)
  }

  /// The end of what comes of the present input; gives what was counted of it.
  @discardableResult
  public mutating func endInput() -> InputCounts {
    inputs[inputNumber, default: InputCounts()].add(input)
    input = InputCounts()
    return inputs[inputNumber] ?? InputCounts()
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
    add(result)
    return true
  }

  /// Counts the lines of a block, adds its drops to a batch, and gives the first few lines that are not one JSON object.
  ///
  /// Where `mayHoldPrefixes` and a line begins with a digit, which may be a container prefix, nothing is counted and the
  /// outcome says so.
  ///
  /// The block is whole lines, each ended by LF, aligned to 64 bytes; 64 bytes in front of it can be read, 256 behind it are
  /// overwritten. It is looked at only within this call. Allocates nothing for a line that is neither malformed nor first
  /// of its kind.
  public mutating func take(
    _ block: UnsafeMutableRawBufferPointer, mayHoldPrefixes: Bool, drops: inout DropBatch
  ) -> BlockOutcome {
    guard let base = block.baseAddress else {
      return BlockOutcome(lineCount: 0)
    }
    // The spans are used only within this call, for which the caller lends the block and the scan its line ends.
    kept.beginBlock()
    unsafe scan.scan(base, byteCount: block.count)
    let bytes = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(block))
    let lent = unsafe scan.lineEnds
    let ends = unsafe lent.span
    let suspects = scan.suspects
    var outcome = BlockOutcome(lineCount: ends.count)
    if mayHoldPrefixes && Self.hasDigitLine(bytes, ends) {
      outcome.isRefused = true
      return outcome
    }
    var lines = BlockCursor()
    findShortWays(bytes, ends)
    if !search.isEmpty {
      search.search(bytes, ends)
    }
    while lines.index < ends.count {
      let end = Int(ends[lines.index])
      kept.beginLine()
      if lines.suspect < suspects.count && suspects[lines.suspect] == lines.index {
        lines.suspect += 1
        if let column = takeSuspect(bytes, lines.start, end, &drops) {
          outcome.note(
            MalformedLine(index: lines.index, byteOffset: lines.start, column: column))
        }
      } else if !takesShortWay || !takeShort(bytes, ends, &lines) {
        takeValid(bytes, lines.start, end, ends, lines.index, &drops)
      }
      if kept.isAsked {
        kept.endLine(bytes, lines.start..<end)
      }
      lines.advance(behind: end)
      if kept.isComplete {
        break
      }
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

  /// Counts a line that is known to be one valid object.
  private mutating func takeValid(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ ends: Span<UInt32>, _ index: Int,
    _ drops: inout DropBatch
  ) {
    // Used only within this call; the scan is not changed by it.
    let lent = unsafe scan.outside
    unsafe flow.readValid(
      bytes, outside: lent.span, start, end, mayHaveBackslash: scan.isWatched(index), kernels)
    if takesShortWay, findings.matches[index].head == LineFindings.noHead,
      heads.learn(flow.line, bytes, start)
    {
      findShortWays(bytes, ends)
    }
    takeObject(bytes, start..<end, &drops)
  }

  mutating func add(_ result: LineResult) {
    coverage.add(result)
    input.add(result)
  }

  /// Counts a line that has to be judged; gives the column of its first wrong byte where it is malformed.
  private mutating func takeSuspect(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ drops: inout DropBatch
  ) -> Int? {
    switch flow.read(bytes, start, end) {
    case .blank:
      if isNewUntimed(bytes, start..<end) {
        add(.blank)
      }
    case .malformed(let position):
      guard isNewUntimed(bytes, start..<end) else {
        return nil
      }
      add(.malformed)
      return position - start + 1
    case .object:
      takeObject(bytes, start..<end, &drops)
    }
    return nil
  }

  private mutating func takeObject(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ drops: inout DropBatch
  ) {
    if flow.line.hasFlow {
      takeFlow(bytes, line, &drops)
    } else if flow.isBare(bytes) {
      flow.readBareFlow(bytes, line.lowerBound)
      takeFlow(bytes, line, &drops)
    } else if !isNewEvent(bytes, line) {
      return
    } else if flow.readLostEvents(bytes, line.lowerBound) {
      takeLostEvents(bytes)
    } else {
      add(.other)
      coverage.noteNode(flow.wrapperNodeName(bytes), bytes)
      flow.unavailableNodes(bytes) { coverage.noteUnavailable($0) }
    }
  }
}
