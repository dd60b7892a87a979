internal import FlowAnswer

/// Counts what was read and what was not seen.
struct CoverageCounter {
  /// One place for each kind of line, and for each known verdict: in place, because every line counts here.
  var lines = InlineArray<6, UInt64>(repeating: 0)
  var knownVerdicts = InlineArray<8, UInt64>(repeating: 0)
  private var otherVerdicts = NamedCounter()
  private var lostEvents = NamedCounter()
  private var unavailableNodes = ByteTable(maximumCount: 1000, maximumByteCount: 1 << 18)
  var oldest = OptionalTime.absent
  var newest = OptionalTime.absent
  var readOldest = OptionalTime.absent
  var readNewest = OptionalTime.absent
  /// The forms in which Hubble lines were found.
  var forms = NotedForms()
  /// Objects of which one member was read, and others hold other flow lines.
  var objectsReadInPart: UInt64 = 0
  var nodes = NodeTimes()
  var flowsInRange: UInt64 = 0
  var timesInRange = OccupiedTimes()
  var untimed = UntimedFlows()
  var droppedLines: UInt64 = 0
  private var aggregates = AggregateWeights()
  var duplicates: UInt64 = 0
  var hasForgottenUUIDs = false
  var mask: MaskWatch
  var refused = RefusedFlows()
  private let deduplicates: Bool
  private let looksAtDrops: Bool
  private let countsAudit: Bool

  init(looksAtDrops: Bool, countsAudit: Bool, deduplicates: Bool) {
    self.deduplicates = deduplicates
    self.looksAtDrops = looksAtDrops
    self.countsAudit = countsAudit
    mask = MaskWatch(looksAtDrops: looksAtDrops)
  }

  @inline(__always)
  mutating func add(_ result: LineResult) {
    lines[result.index] &+= 1
  }

  /// Takes back lines that turned out to be none of a flow log.
  mutating func leaveOut(_ others: InlineArray<6, UInt64>) {
    for index in lines.indices {
      lines[index] &-= others[index]
    }
  }

  func count(_ result: LineResult) -> UInt64 {
    lines[result.index]
  }

  /// Notes a flow line that has a known verdict and weighs one.
  @inline(__always)
  mutating func noteShort(_ verdict: Verdict, node: Int?, at time: OptionalTime, passes: Bool) {
    noteRead(onNode: node, at: time)
    if passes {
      oldest = oldest.older(time)
      newest = newest.newer(time)
      knownVerdicts[verdict.index] &+= 1
    }
  }

  /// Notes the weight of a flow inside since/until, and its time.
  @inline(__always)
  mutating func noteInRange(_ weight: UInt64, at time: OptionalTime) {
    flowsInRange &+= weight
    timesInRange.note(time)
  }

  /// Notes a flow that passed, without time and node, that weighs one.
  @inline(__always)
  mutating func noteBare(_ verdict: Verdict) {
    knownVerdicts[verdict.index] &+= 1
  }

  /// Notes a flow line that was read, whether it passes the filters or not.
  @inline(__always)
  mutating func noteRead(onNode node: Int?, at time: OptionalTime) {
    nodes.note(time, on: node)
    readOldest = readOldest.older(time)
    readNewest = readNewest.newer(time)
  }

  /// Notes the node of a line that is no flow.
  mutating func noteNode(_ node: Int?) {
    if let node {
      nodes.note(node)
    }
  }

  /// Notes a flow that passed the filters.
  mutating func noteFlow(
    _ verdict: FlowVerdict, _ bytes: Span<UInt8>, weight: UInt64, at time: OptionalTime
  ) {
    oldest = oldest.older(time)
    newest = newest.newer(time)
    if case .known(let known) = verdict {
      knownVerdicts[known.index].addSaturating(weight)
    } else {
      otherVerdicts.add(weight) { verdict.append(bytes, to: &$0) }
    }
  }

  /// Notes the weight of a DROPPED line that is an aggregated one.
  mutating func noteAggregate(_ weight: UInt64, eventType: Int64?) {
    aggregates.add(weight, eventType: eventType)
  }

  mutating func addLost(_ count: UInt64, writingSource write: (inout TextBuffer) -> Void) {
    lostEvents.add(count, writingName: write)
  }

  mutating func noteUnavailable(_ name: [UInt8]) {
    _ = unavailableNodes.index(of: name.span)
  }

  /// Whether a name has found no room.
  var hasOverflowed: Bool {
    otherVerdicts.hasOverflowed || lostEvents.hasOverflowed || unavailableNodes.hasRefused
      || nodes.hasOverflowed
  }

  mutating func beginInput(_ number: Int) {
    nodes.beginInput(number)
  }

  /// Adds what another counted; `numbers` are our numbers of its nodes, nil where there is no room.
  mutating func merge(_ other: Self, nodes numbers: [Int?]) {
    for index in lines.indices {
      lines[index] &+= other.lines[index]
    }
    for index in knownVerdicts.indices {
      knownVerdicts[index].addSaturating(other.knownVerdicts[index])
    }
    otherVerdicts.merge(other.otherVerdicts)
    lostEvents.merge(other.lostEvents)
    for index in 0..<other.unavailableNodes.count {
      noteUnavailable(Array(other.unavailableNodes.key(at: index)))
    }
    forms.merge(other.forms)
    objectsReadInPart &+= other.objectsReadInPart
    oldest = oldest.older(other.oldest)
    newest = newest.newer(other.newest)
    readOldest = readOldest.older(other.readOldest)
    readNewest = readNewest.newer(other.readNewest)
    nodes.merge(other.nodes, nodes: numbers)
    flowsInRange &+= other.flowsInRange
    timesInRange.merge(other.timesInRange)
    untimed.merge(other.untimed)
    droppedLines.addSaturating(other.droppedLines)
    aggregates.add(other.aggregates)
    duplicates &+= other.duplicates
    hasForgottenUUIDs = hasForgottenUUIDs || other.hasForgottenUUIDs
    mask.merge(other.mask)
    refused.merge(other.refused)
  }

  /// The coverage; `inputs` are the names of the inputs in order, `names` those of the nodes.
  consuming func finish(
    _ findings: DropFindings, inputs: [InputFacts], nodes names: NodeNames
  ) -> Coverage {
    nodes.endInput()
    var coverage = Coverage()
    coverage.oldest = oldest.timestamp
    coverage.newest = newest.timestamp
    coverage.readOldest = readOldest.timestamp
    coverage.readNewest = readNewest.timestamp
    coverage.flowsInRange = flowsInRange
    coverage.silence = timesInRange.silence
    for result in LineResult.allCases {
      coverage.lines[result] = count(result)
    }
    coverage.flowsByVerdict = verdicts
    coverage.lostEvents = lostEvents.sorted
    coverage.droppedLines = droppedLines
    coverage.aggregatedVerdicts = aggregates.verdicts
    coverage.evidence = findings.evidence
    coverage.nodeCount = nodes.count
    coverage.forms = forms.sentences
    coverage.maskedFields = maskedFields
    (coverage.flowsWithoutTime, coverage.droppedWithoutTime) = (untimed.all, untimed.dropped)
    (coverage.refusedFlows, coverage.refusedWithout) = (refused.count, refused.withoutField)
    coverage.refusedOddVerdicts = refused.oddVerdicts
    coverage.notes = notes(of: coverage, findings, inputs, names)
    return coverage
  }

  private var verdicts: [Coverage.NamedCount] {
    let known = Verdict.allCases.map {
      Coverage.NamedCount(name: $0.name, count: knownVerdicts[$0.index])
    }
    return (known.filter { $0.count > 0 } + otherVerdicts.sorted)
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Whether next to no flow has a verdict: then nothing can be known of drops.
  private var isVerdictMasked: Bool {
    let total = verdicts.reduce(0) { $0 &+ $1.count }
    let unknown = knownVerdicts[Verdict.unknown.index]
    // Where drops are asked for, few lines without a verdict are blind, too.
    return unknown > 0
      && (looksAtDrops && unknown == total || total >= 100 && unknown >= total - total / 100)
  }

  private var maskedFields: [String] {
    isVerdictMasked
      ? (mask.maskedFields + [JSONField.verdict.name])
        .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } : mask.maskedFields
  }

  private var uuids: CoverageNotes.UUIDs {
    guard deduplicates else {
      return .unused
    }
    return mask.maskedFields.contains(JSONField.uuid.name) ? .masked : .used
  }

  private func notes(
    of coverage: Coverage, _ findings: DropFindings, _ inputs: [InputFacts], _ names: NodeNames
  ) -> [String] {
    var notes = CoverageNotes(inputs: inputs)
    if looksAtDrops && isVerdictMasked {
      notes.addMaskedVerdict(knownVerdicts[Verdict.unknown.index])
    } else if looksAtDrops {
      notes.addBlindVerdicts(knownVerdicts[Verdict.unknown.index], otherVerdicts.sorted)
    }
    notes.add(coverage.noteOfWithoutTime)
    if looksAtDrops {
      notes.add(countsAudit ? nil : coverage.noteOfAudit)
      notes.add(coverage.noteOfCountedAudit)
    }
    notes.addObjectsReadInPart(objectsReadInPart)
    notes.addUntyped(findings.evidence, droppedLines: droppedLines)
    notes.addAggregated(aggregates)
    notes.addWaiting(findings.waiting)
    notes.addUnavailable((0..<unavailableNodes.count).map { unavailableNodes.key(at: $0) })
    notes.addOverlaps(nodes.overlaps(names), uuids: uuids)
    notes.addDuplicates(duplicates, hasForgotten: hasForgottenUUIDs)
    notes.addShortPipes()
    return notes.sentences
  }
}
