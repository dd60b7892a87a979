/// Blocks of lines in, counts out: the whole of parsing, filtering, grouping and accounting.
///
/// One for a run. Feed it an input's blocks in order between `beginInput` and `endInput`; then `finish`. Nothing is kept
/// of a block but copied names and numbers, so its bytes are the caller's again when `take` returns. Memory is bounded by
/// the plan's limits, whatever the log holds.
public struct Tally: ~Copyable, Sendable {
  private let plan: TallyPlan
  private var flow = Flow()
  private var facts = LineFacts()
  private var record = DropRecord()
  private var key = GroupKey()
  private let recordReader: DropRecordReader
  private var accountant: Accountant
  private var flowTables: [GroupTable]
  private var coverage: CoverageCounter
  private var seen: SeenUUIDs?
  private var inputs: [InputFacts] = []
  private let needsReason: Bool

  /// A tally that has read nothing.
  public init(_ plan: TallyPlan) {
    self.plan = plan
    let drops = plan.groupings.filter { $0.unit == .drops }
    let flows = plan.groupings.filter { $0.unit == .flows }
    let fields = DropFields(drops)
    recordReader = DropRecordReader(fields: fields)
    accountant = Accountant(
      groupings: drops, fields: fields, maximumGroups: plan.maximumGroups)
    flowTables = flows.map { GroupTable(grouping: $0, maximumCount: plan.maximumGroups) }
    coverage = CoverageCounter(
      looksAtDrops: !drops.isEmpty, deduplicates: plan.deduplicates)
    seen = plan.deduplicates ? SeenUUIDs() : nil
    facts.bucketWidth = plan.bucketNanoseconds ?? 0
    needsReason = flows.contains { grouping in
      grouping.fields.contains { [.reason, .policy, .policyKind].contains($0) }
    }
  }

  /// Begins an input; its pairs do not reach over its end.
  public mutating func beginInput(_ name: String, isPipe: Bool) {
    inputs.append(InputFacts(name: name, isPipe: isPipe))
  }

  /// Ends the input and tells what it held.
  public mutating func endInput() -> InputFacts? {
    accountant.endInput()
    coverage.endInput()
    return inputs.last
  }

  /// Counts a line that was too long to be read.
  public mutating func addOversizeLine() {
    add(.oversize)
  }

  /// Counts a container part that was left open at the end of the input: one malformed line.
  public mutating func addUnfinishedPart() {
    add(.malformed)
  }

  /// Counts the lines of a block and gives the first few that are not one JSON object.
  ///
  /// The block is whole lines, each ended by LF; 256 bytes behind the last one have to be readable. It is looked at only
  /// within this call. Costs no allocation for a line that is neither malformed nor first of its kind.
  public mutating func take(_ block: UnsafeRawBufferPointer) -> [MalformedLine] {
    // The span is used only within this call, for which the caller lends the block.
    let bytes = unsafe Span<UInt8>(_unsafeBytes: block)
    var malformed: [MalformedLine] = []
    var start = 0
    var index = 0
    while start < bytes.count {
      let end = LineEnd.next(bytes, start)
      let column = takeLine(bytes, start, end)
      if let column, malformed.count < MalformedLine.maximumCount {
        malformed.append(MalformedLine(index: index, byteOffset: start, column: column))
      }
      index += 1
      start = end + 1
    }
    return malformed
  }

  private mutating func add(_ result: LineResult) {
    coverage.add(result)
    guard !inputs.isEmpty, result != .blank else {
      return
    }
    let last = inputs.count - 1
    inputs[last].lineCount &+= 1
    if result == .flow {
      inputs[last].flowCount &+= 1
    }
    if result != .malformed && result != .oversize {
      inputs[last].objectCount &+= 1
    }
  }

  /// Counts a line; gives the column of its first wrong byte where it is malformed.
  private mutating func takeLine(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    switch flow.read(bytes, start, end) {
    case .blank:
      add(.blank)
    case .malformed(let position):
      add(.malformed)
      return position - start + 1
    case .object:
      takeObject(bytes, start)
    }
    return nil
  }

  private mutating func takeObject(_ bytes: Span<UInt8>, _ start: Int) {
    if flow.line.hasFlow {
      takeFlow(bytes)
    } else if flow.isBare(bytes) {
      flow.readBareFlow(bytes, start)
      takeFlow(bytes)
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

  private mutating func takeFlow(_ bytes: Span<UInt8>) {
    add(.flow)
    facts.time = OptionalTime(flow.time(bytes))
    facts.verdict = flow.verdict(bytes)
    coverage.noteRead(flow.nodeName(bytes), bytes, at: facts.time)
    guard plan.selection.matches(&flow, bytes, facts.verdict, at: facts.time), isNew(bytes) else {
      return
    }
    let aggregate = flow.aggregateWeight(bytes)
    let weight = aggregate ?? 1
    coverage.noteFlow(facts.verdict, bytes, weight: weight, at: facts.time)
    coverage.mask.look(&flow, bytes, isDropped: facts.verdict.isDropped)
    let isDrop = facts.verdict.isDropped || plan.countsAudit && facts.verdict.isAudit
    if isDrop || needsReason {
      readReason(bytes, isDrop: isDrop)
    }
    if isDrop {
      takeDrop(bytes, aggregate: aggregate)
    }
    for index in flowTables.indices {
      readKey(flowTables[index].fields, bytes)
      flowTables[index].add(weight, to: key, at: facts.time)
    }
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

  private mutating func takeDrop(_ bytes: Span<UInt8>, aggregate: UInt64?) {
    if facts.verdict.isDropped {
      coverage.droppedLines &+= aggregate ?? 1
    }
    let isCounted = recordReader.read(&flow, bytes, facts, weight: aggregate, into: &record)
    if isCounted {
      accountant.take(&record)
    } else {
      coverage.aggregatedVerdicts &+= aggregate ?? 1
    }
  }

  /// The answer over all inputs.
  public consuming func finish(wasInterrupted: Bool = false) -> Summary {
    accountant.endInput()
    coverage.hasForgottenUUIDs = seen?.hasForgotten ?? false
    let whole = coverage.finish(evidence: accountant.evidence, inputs: inputs)
    var drops = accountant.finish()[...]
    var flows = flowTables.map { $0.finish() }[...]
    let tables = plan.groupings.compactMap {
      $0.unit == .drops ? drops.popFirst() : flows.popFirst()
    }
    return Summary(coverage: whole, tables: tables, wasInterrupted: wasInterrupted)
  }
}
