internal import FlowAnswer

/// What is counted of a flow, and of lost events.
extension BlockCounter {
  mutating func takeLostEvents(_ bytes: Span<UInt8>) {
    counts.add(.lostEvents)
    counts.coverage.noteNode(reader.node(at: reader.flow.wrapperNodeName(bytes), bytes))
    let isInRange = rules.range.contains(reader.eventTime(bytes))
    let passes = isInRange && plan.selection.passesLostEvents
    // They count whatever the filters say, but not beyond --first and before --last.
    guard admits(passes) == passes, isInRange else {
      return
    }
    counts.coverage.addLost(reader.flow.lostCount(bytes)) {
      reader.flow.appendLostSource(bytes, to: &$0)
    }
  }

  mutating func takeFlow(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ drops: inout DropBatch
  ) {
    reader.readTime(bytes)
    guard isNewFlow(bytes, line) else {
      return
    }
    counts.add(.flow)
    reader.facts.verdict = reader.flow.verdict(bytes)
    counts.coverage.noteRead(
      onNode: reader.node(
        at: reader.flow.wrapperNodeName(bytes) ?? reader.flow.nodeName(bytes), bytes),
      at: reader.facts.time)
    let aggregate = reader.flow.aggregateWeight(bytes)
    let weight = aggregate ?? 1
    let isInRange = rules.range.contains(reader.facts.time)
    if isInRange {
      counts.coverage.noteInRange(weight, at: reader.facts.time)
    } else if reader.facts.time == .absent {
      counts.coverage.untimed.add(weight, isDropped: reader.facts.verdict.isDropped)
    }
    let isDrop = reader.facts.verdict.isDropped || rules.takesAudit && reader.facts.verdict.isAudit
    // Asked only where it says anything: it is copied to be asked.
    let passes =
      rules.selectsAll
      || plan.selection.matches(&reader.flow, bytes, reader.facts.verdict, at: reader.facts.time)
        && (rules.conditions.isEmpty || reader.meets(rules.conditions, bytes, isDrop: isDrop))
    if !passes && isInRange {
      counts.coverage.refused.add(reader.flow.line.flow.fields, reader.facts.verdict)
    }
    guard passes ? isNew(bytes) : true, admits(passes) else {
      return
    }
    counts.coverage.noteFlow(reader.facts.verdict, bytes, weight: weight, at: reader.facts.time)
    if isDrop || rules.needsReason {
      takeDrop(bytes, isDrop: isDrop, aggregate: aggregate, &drops)
    } else {
      counts.coverage.mask.look(&reader.flow, bytes, &reader.facts, &reader.absences)
    }
    if !counts.families.isEmpty {
      counts.families.take(&reader.flow, bytes, reader.facts.verdict, weight: weight)
    }
    if rules.tracesTime, !isDrop {
      trace(bytes)
    }
    for index in counts.flowTables.indices {
      reader.readKey(rules.flowSources[index], bytes)
      counts.flowTables[index].add(weight, to: reader.key, at: reader.facts.time)
    }
  }

  /// `--dedup`: a uuid counts once; lines without uuid always count.
  private mutating func isNew(_ bytes: Span<UInt8>) -> Bool {
    guard seen != nil, let place = reader.flow.line.flow.string(.uuid, in: bytes), place.count > 2
    else {
      return true
    }
    if seen?.insert(StringText.decoded(bytes, place)) == true {
      return true
    }
    counts.coverage.duplicates &+= 1
    return false
  }

  /// Takes a flow of which it is asked why it was dropped, if it was.
  private mutating func takeDrop(
    _ bytes: Span<UInt8>, isDrop: Bool, aggregate: UInt64?, _ drops: inout DropBatch
  ) {
    let isDropped = reader.facts.verdict.isDropped
    if isDropped && aggregate == nil, let number = knownDrops.number(&reader.flow, bytes) {
      return takeDrop(bytes, known: number, &drops)
    }
    reader.readReason(bytes, isDrop: isDrop)
    let sight = counts.coverage.mask.look(
      &reader.flow, bytes, &reader.facts, &reader.absences)
    guard isDrop else {
      return
    }
    if isDropped {
      counts.coverage.droppedLines.addSaturating(aggregate ?? 1)
      if let aggregate {
        counts.coverage.noteAggregate(
          aggregate, eventType: reader.flow.eventType(bytes))
      }
    }
    drops.append { record in
      recordReader.read(&reader.flow, bytes, &reader.facts, weight: aggregate, into: &record)
      if plan.keepsExamples {
        examples.read(&reader.flow, bytes, &reader.facts, into: &record)
      }
      if isDropped && aggregate == nil {
        knownDrops.keep(record, &reader.facts, sight)
      }
    }
  }

  /// Takes a drop of which all is known that an earlier line like it gave.
  private mutating func takeDrop(
    _ bytes: Span<UInt8>, known number: Int, _ drops: inout DropBatch
  ) {
    counts.coverage.mask.note(knownDrops[number].sight)
    counts.coverage.droppedLines.addSaturating(1)
    reader.facts.reason.removeAll()
    knownDrops.appendReason(number, to: &reader.facts.reason)
    reader.facts.hasReason = knownDrops[number].hasReason
    drops.append { record in
      recordReader.read(
        &reader.flow, bytes, &reader.facts, number, of: knownDrops, into: &record)
    }
  }
}
