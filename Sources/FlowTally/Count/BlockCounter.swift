internal import CLines

/// Blocks of lines in, counts and drop records out: parsing, filtering and grouping, for one thread.
///
/// What several counters counted of one log can be merged. Nothing is kept of a block but copied names and numbers, so its
/// bytes are the caller's again when `take` returns. Memory is bounded by the plan's limits, whatever the log holds.
public struct BlockCounter: ~Copyable, Sendable {
  private let plan: TallyPlan
  private let kernels: LineKernels
  private var scan: ChunkScan
  private var findings = LineFindings()
  private var heads = HeadLayouts()
  private var times = TimeCache()
  private var flow = Flow()
  private var facts = LineFacts()
  private var key = GroupKey()
  private let recordReader: DropRecordReader
  private var flowTables: [GroupTable]
  private var coverage: CoverageCounter
  private var seen: SeenUUIDs?
  private var input = InputCounts()
  private var inputs: [Int: InputCounts] = [:]
  private var inputNumber = 0
  private let needsReason: Bool
  private let takesShortWay: Bool
  private let selectsAll: Bool

  /// A counter that has read nothing.
  public init(_ plan: TallyPlan, kernels: KernelSet = .best) {
    self.plan = plan
    self.kernels = kernels.lines
    scan = ChunkScan(kernels: kernels.skeleton)
    let flows = plan.groupings.filter { $0.unit == .flows }
    let fields = Set(flows.flatMap(\.fields))
    recordReader = DropRecordReader(fields: plan.dropFields)
    flowTables = flows.map { GroupTable(grouping: $0, maximumCount: plan.maximumGroups) }
    coverage = CoverageCounter(
      looksAtDrops: plan.countsDrops, deduplicates: plan.deduplicates)
    seen = plan.deduplicates ? SeenUUIDs() : nil
    facts.bucketWidth = plan.bucketNanoseconds ?? 0
    flow.wanted = WantedParts.bits(plan)
    needsReason = !fields.isDisjoint(with: [.reason, .policy, .policyKind])
    selectsAll = plan.selection == Selection()
    takesShortWay =
      plan.countsDrops && !plan.deduplicates && plan.selection.asksOnlyForTimeAndVerdict
      && flows.isEmpty
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

  /// Counts a line that was too long to be read.
  public mutating func addOversizeLine() {
    add(.oversize)
  }

  /// Counts a container part that was left open at the end of the input: one malformed line.
  public mutating func addUnfinishedPart() {
    add(.malformed)
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
    unsafe scan.scan(base, byteCount: block.count)
    let bytes = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(block))
    let lent = unsafe scan.lineEnds
    let ends = unsafe lent.span
    let suspects = scan.suspects
    var outcome = BlockOutcome(lineCount: ends.count)
    if mayHoldPrefixes && hasDigitLine(bytes, ends) {
      outcome.isRefused = true
      return outcome
    }
    var lines = LineCursor()
    findShortWays(bytes, ends)
    while lines.index < ends.count {
      let end = Int(ends[lines.index])
      if lines.suspect < suspects.count && suspects[lines.suspect] == lines.index {
        lines.suspect += 1
        if let column = takeSuspect(bytes, lines.start, end, &drops) {
          outcome.note(
            MalformedLine(index: lines.index, byteOffset: lines.start, column: column))
        }
      } else if !takesShortWay || !takeShort(bytes, end, &lines) {
        takeValid(bytes, lines.start, end, ends, lines.index, &drops)
      }
      lines.advance(behind: end)
    }
    return outcome
  }

  private func hasDigitLine(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) -> Bool {
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
    flow.readValid(bytes, start, end, kernels)
    if takesShortWay, findings.heads[index].head == LineFindings.noHead,
      heads.learn(flow.line, bytes, start)
    {
      findShortWays(bytes, ends)
    }
    takeObject(bytes, start, &drops)
  }

  private mutating func findShortWays(_ bytes: Span<UInt8>, _ ends: Span<UInt32>) {
    guard takesShortWay else {
      return
    }
    kernels.matchHeads(bytes, ends, heads.heads, into: &findings.heads)
    if heads.hasTimed {
      kernels.findTails(bytes, ends, into: &findings.tails)
      findings.obstacleCount = kernels.findObstacles(
        bytes, ofBareLines: false, into: &findings.obstacles)
    }
    if heads.hasBare {
      findings.bareObstacleCount = kernels.findObstacles(
        bytes, ofBareLines: true, into: &findings.bareObstacles)
    }
  }

  /// Counts a flow that was not dropped by its head and its tail alone; false where that cannot be done.
  @inline(__always)
  private mutating func takeShort(
    _ bytes: Span<UInt8>, _ end: Int, _ lines: inout LineCursor
  ) -> Bool {
    let match = findings.heads[lines.index]
    guard match.head != LineFindings.noHead, match.verdict != LineMatch.dropped else {
      return false
    }
    let places = heads.places[Int(match.head)]
    let start = lines.start
    guard let verdict = match.knownVerdict ?? VerdictWord.verdict(bytes, start &+ places.verdict),
      verdict != .audit || !plan.countsAudit
    else {
      return false
    }
    return places.time.isEmpty
      ? takeBare(verdict, end, &lines) : takeTimed(verdict, places.time, bytes, end, &lines)
  }

  /// A flow without time and node: nothing on its line may be one.
  @inline(__always)
  private mutating func takeBare(
    _ verdict: Verdict, _ end: Int, _ lines: inout LineCursor
  ) -> Bool {
    guard !lines.hasBareObstacle(findings, before: end) else {
      return false
    }
    add(.flow)
    if selectsAll || passes(verdict, at: .absent) {
      coverage.noteBare(verdict)
    }
    noteInRange(at: .absent)
    return true
  }

  @inline(__always)
  private mutating func takeTimed(
    _ verdict: Verdict, _ place: Range<Int>, _ bytes: Span<UInt8>, _ end: Int,
    _ lines: inout LineCursor
  ) -> Bool {
    let tail = findings.tails[lines.index]
    guard tail.isThere, !lines.hasObstacle(findings, before: end) else {
      return false
    }
    let start = lines.start
    let time = times.time(bytes, (start &+ place.lowerBound)..<(start &+ place.upperBound))
    guard time != .absent else {
      return false
    }
    add(.flow)
    coverage.noteShort(
      verdict, node: tail.node, bytes, at: time, passes: selectsAll || passes(verdict, at: time))
    noteInRange(at: time)
    return true
  }

  @inline(__always)
  private mutating func noteInRange(at time: OptionalTime) {
    if selectsAll || plan.selection.times.contains(time) {
      coverage.noteInRange(1)
    }
  }

  private mutating func passes(_ verdict: Verdict, at time: OptionalTime) -> Bool {
    // No clause of the selection looks at the flow: the short way is taken only then.
    plan.selection.times.contains(time) && plan.selection.allows(verdict)
  }

  private mutating func add(_ result: LineResult) {
    coverage.add(result)
    input.add(result)
  }

  /// Counts a line that has to be judged; gives the column of its first wrong byte where it is malformed.
  private mutating func takeSuspect(
    _ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ drops: inout DropBatch
  ) -> Int? {
    switch flow.read(bytes, start, end) {
    case .blank:
      add(.blank)
    case .malformed(let position):
      add(.malformed)
      return position - start + 1
    case .object:
      takeObject(bytes, start, &drops)
    }
    return nil
  }

  private mutating func takeObject(
    _ bytes: Span<UInt8>, _ start: Int, _ drops: inout DropBatch
  ) {
    if flow.line.hasFlow {
      takeFlow(bytes, &drops)
    } else if flow.isBare(bytes) {
      flow.readBareFlow(bytes, start)
      takeFlow(bytes, &drops)
    } else if flow.readLostEvents(bytes, start) {
      takeLostEvents(bytes)
    } else {
      add(.other)
      coverage.noteNode(flow.wrapperNodeName(bytes), bytes)
      flow.unavailableNodes(bytes) { coverage.noteUnavailable($0) }
    }
  }

  private mutating func takeLostEvents(_ bytes: Span<UInt8>) {
    add(.lostEvents)
    coverage.noteNode(flow.wrapperNodeName(bytes), bytes)
    guard plan.selection.times.contains(OptionalTime(flow.wrapperTime(bytes))) else {
      return
    }
    coverage.addLost(flow.lostCount(bytes)) { flow.appendLostSource(bytes, to: &$0) }
  }

  private mutating func takeFlow(_ bytes: Span<UInt8>, _ drops: inout DropBatch) {
    add(.flow)
    facts.time = time(bytes)
    facts.verdict = flow.verdict(bytes)
    coverage.noteRead(
      flow.wrapperNodeName(bytes) ?? flow.nodeName(bytes), bytes, at: facts.time)
    let aggregate = flow.aggregateWeight(bytes)
    let weight = aggregate ?? 1
    if plan.selection.times.contains(facts.time) {
      coverage.noteInRange(weight)
    }
    guard plan.selection.matches(&flow, bytes, facts.verdict, at: facts.time), isNew(bytes) else {
      return
    }
    coverage.noteFlow(facts.verdict, bytes, weight: weight, at: facts.time)
    coverage.mask.look(&flow, bytes, isDropped: facts.verdict.isDropped)
    let isDrop = facts.verdict.isDropped || plan.countsAudit && facts.verdict.isAudit
    if isDrop || needsReason {
      readReason(bytes, isDrop: isDrop)
    }
    if isDrop {
      takeDrop(bytes, aggregate: aggregate, &drops)
    }
    for index in flowTables.indices {
      readKey(flowTables[index].fields, bytes)
      flowTables[index].add(weight, to: key, at: facts.time)
    }
  }

  /// The flow's time, else the wrapper's.
  private mutating func time(_ bytes: Span<UInt8>) -> OptionalTime {
    if let place = flow.line.flow.string(.time, in: bytes), place.count == 32 {
      let time = times.time(bytes, (place.lowerBound + 1)..<(place.upperBound - 1))
      if time != .absent {
        return time
      }
    }
    return OptionalTime(flow.time(bytes))
  }

  private mutating func readKey(_ fields: [GroupField], _ bytes: Span<UInt8>) {
    key.removeAll()
    for field in fields {
      flow.appendValue(field, bytes, facts, to: &key)
    }
  }

  /// `--dedup`: a uuid counts once; lines without uuid always count.
  private mutating func isNew(_ bytes: Span<UInt8>) -> Bool {
    guard seen != nil, let place = flow.line.flow.string(.uuid, in: bytes), place.count > 2 else {
      return true
    }
    var uuid: [UInt8] = []
    StringText.append(bytes, place, to: &uuid)
    if seen?.insert(uuid) == true {
      return true
    }
    coverage.duplicates &+= 1
    return false
  }

  private mutating func readReason(_ bytes: Span<UInt8>, isDrop: Bool) {
    facts.reason.removeAll(keepingCapacity: true)
    if isDrop && facts.verdict.isAudit {
      facts.reason.append(DenyingPolicies.auditReason)
    } else if isDrop || flow.hasReason(bytes) {
      flow.appendReason(bytes, to: &facts.reason)
    }
    facts.policies.read(flow, bytes, reason: facts.reason)
  }

  private mutating func takeDrop(
    _ bytes: Span<UInt8>, aggregate: UInt64?, _ drops: inout DropBatch
  ) {
    if facts.verdict.isDropped {
      coverage.droppedLines &+= aggregate ?? 1
    }
    let isCounted = drops.append { record in
      recordReader.read(&flow, bytes, facts, weight: aggregate, into: &record)
    }
    if !isCounted {
      coverage.aggregatedVerdicts &+= aggregate ?? 1
    }
  }

  /// What was counted of an input.
  public mutating func counts(ofInput number: Int) -> InputCounts {
    endInput()
    return inputs[number] ?? InputCounts()
  }

  /// Adds what another counter of the same plan counted.
  public mutating func merge(_ other: consuming BlockCounter) {
    endInput()
    other.endInput()
    for (number, counts) in other.inputs {
      inputs[number, default: InputCounts()].add(counts)
    }
    coverage.merge(other.coverage)
    for index in flowTables.indices {
      flowTables[index].merge(other.flowTables[index])
    }
  }

  /// The coverage and the tables of flows, given what the accountant counted.
  consuming func finish(
    evidence: [Evidence: UInt64], names: [InputName]
  ) -> (coverage: Coverage, tables: [GroupedCounts]) {
    endInput()
    coverage.hasForgottenUUIDs = seen?.hasForgotten ?? false
    let facts = names.enumerated().map { number, name in
      InputFacts(name, inputs[number] ?? InputCounts())
    }
    let tables = flowTables.map { $0.finish() }
    return (coverage.finish(evidence: evidence, inputs: facts), tables)
  }
}

/// Where in a block the counter has come.
private struct LineCursor {
  var index = 0
  var start = 0
  var suspect = 0
  private var obstacle = 0
  private var bareObstacle = 0

  @inline(__always)
  mutating func advance(behind end: Int) {
    index &+= 1
    start = end &+ 1
  }

  /// Whether something on the line keeps it from the short way; lines are asked for in order.
  @inline(__always)
  mutating func hasObstacle(_ findings: borrowing LineFindings, before end: Int) -> Bool {
    Self.has(findings.obstacles, findings.obstacleCount, &obstacle, start..<end)
  }

  /// The same for a line without time and node.
  @inline(__always)
  mutating func hasBareObstacle(_ findings: borrowing LineFindings, before end: Int) -> Bool {
    Self.has(findings.bareObstacles, findings.bareObstacleCount, &bareObstacle, start..<end)
  }

  @inline(__always)
  private static func has(
    _ offsets: [UInt32], _ count: Int?, _ next: inout Int, _ line: Range<Int>
  ) -> Bool {
    guard let count else {
      return true
    }
    while next < count && Int(offsets[next]) < line.lowerBound {
      next &+= 1
    }
    return next < count && Int(offsets[next]) < line.upperBound
  }
}
