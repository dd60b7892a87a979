internal import FlowAnswer

/// What is counted of a flow, and of lost events.
extension BlockCounter {
  mutating func takeLostEvents(_ bytes: Span<UInt8>) {
    add(.lostEvents)
    coverage.noteNode(flow.wrapperNodeName(bytes), bytes)
    let isInRange = range.contains(OptionalTime(flow.wrapperTime(bytes)))
    let passes = isInRange && plan.selection.passesLostEvents
    // They count whatever the filters say, but not beyond --first and before --last.
    guard admits(passes) == passes, isInRange else {
      return
    }
    coverage.addLost(flow.lostCount(bytes)) { flow.appendLostSource(bytes, to: &$0) }
  }

  mutating func takeFlow(
    _ bytes: Span<UInt8>, _ line: Range<Int>, _ drops: inout DropBatch
  ) {
    facts.time = time(bytes)
    guard isNewFlow(bytes, line) else {
      return
    }
    add(.flow)
    facts.verdict = flow.verdict(bytes)
    coverage.noteRead(
      flow.wrapperNodeName(bytes) ?? flow.nodeName(bytes), bytes, at: facts.time)
    let aggregate = flow.aggregateWeight(bytes)
    let weight = aggregate ?? 1
    if range.contains(facts.time) {
      coverage.noteInRange(weight)
    }
    // Asked only where it says anything: it is copied to be asked.
    let passes =
      selectsAll || plan.selection.matches(&flow, bytes, facts.verdict, at: facts.time)
    guard passes ? isNew(bytes) : true, admits(passes) else {
      return
    }
    coverage.noteFlow(facts.verdict, bytes, weight: weight, at: facts.time)
    let isDrop = facts.verdict.isDropped || countsAudit && facts.verdict.isAudit
    if isDrop || needsReason {
      readReason(bytes, isDrop: isDrop)
    }
    coverage.mask.look(&flow, bytes, facts)
    if isDrop {
      takeDrop(bytes, aggregate: aggregate, &drops)
    }
    if !families.isEmpty {
      families.take(&flow, bytes, facts.verdict, weight: weight)
    }
    for index in flowTables.indices {
      readKey(flowTables[index].fields, bytes)
      flowTables[index].add(weight, to: key, at: facts.time)
    }
  }

  /// The flow's time, else the wrapper's.
  private mutating func time(_ bytes: Span<UInt8>) -> OptionalTime {
    if let start = flow.line.flow.startOfString(.time, in: bytes),
      Words.load(bytes, start &+ 24) &>> 56 == UInt64(Byte.quote)
    {
      // Nothing with a quote in it is a time, so that is the one behind it. A shorter text may end at the block's end.
      let time = times.time(bytes, (start &+ 1)..<(start &+ 31))
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
    if seen?.insert(StringText.decoded(bytes, place)) == true {
      return true
    }
    coverage.duplicates &+= 1
    return false
  }

  private mutating func readReason(_ bytes: Span<UInt8>, isDrop: Bool) {
    facts.reason.removeAll()
    if isDrop && facts.verdict.isAudit {
      facts.reason.append(DenyingPolicies.auditReason)
    } else {
      facts.hasReason = flow.appendReason(bytes, to: &facts.reason, isDrop: isDrop)
    }
    facts.policies.read(&flow, bytes, reason: facts.reason)
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
}
