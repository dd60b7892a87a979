/// Counts flows as the agent's metric handlers do: lines by their weight, never paired.
///
/// Allocates nothing for a line once all of its label sets are known.
struct FamilyCounter: ~Copyable, Sendable {
  private let families: [HubbleFamily]
  private var tables: [FamilyTable]
  private var facts = FamilyFacts()
  private var key = GroupKey()

  init(_ metrics: HubbleMetrics, maximumRows: Int) {
    families = metrics.families
    tables = families.map { FamilyTable($0, maximumCount: maximumRows) }
  }

  /// Whether there is nothing to count.
  var isEmpty: Bool {
    families.isEmpty
  }

  /// Whether a set of labels has found no room: which ones did depends on the order of the lines.
  var hasOverflowed: Bool {
    tables.contains { $0.hasOverflowed }
  }

  /// Counts a flow.
  mutating func take(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict, weight: UInt64
  ) {
    facts.read(&flow, bytes, verdict)
    for index in families.indices where counts(families[index], &flow, bytes) {
      switch families[index].rule {
      case .tcpFlags: addFlags(index, &flow, bytes, weight)
      case .dnsResponseTypes: addRecordTypes(index, &flow, bytes, weight)
      case .drops, .flows, .dnsQueries, .dnsResponses, .httpRequests, .httpResponses,
        .httpDurations, .httpV2Requests, .httpV2Durations, .icmpMessages, .kafkaRequests,
        .kafkaDurations, .policyVerdicts, .ports, .flowsToWorld, .sctpChunks:
        add(index, &flow, bytes, weight)
      }
    }
  }

  /// Which flows a family counts.
  private func counts(
    _ family: HubbleFamily, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> Bool {
    switch family.rule {
    case .drops: facts.verdict.isDropped
    case .flows: true
    case .dnsQueries:
      isDNS(family, &flow, bytes) && (facts.verdict.isDropped || facts.isReply != true)
    case .dnsResponses, .dnsResponseTypes:
      isDNS(family, &flow, bytes) && !facts.verdict.isDropped && facts.isReply == true
    case .httpRequests: facts.record == .http && facts.message == .request
    case .httpResponses, .httpDurations, .httpV2Requests, .httpV2Durations:
      facts.record == .http && facts.message == .response
    case .icmpMessages: facts.transport == .icmpv4 || facts.transport == .icmpv6
    case .kafkaRequests, .kafkaDurations: facts.record == .kafka && facts.message == .request
    case .policyVerdicts: isPolicyVerdict(&flow, bytes)
    case .ports: facts.wentOn && facts.transport != nil && facts.isReply == false
    case .tcpFlags: facts.wentOn && facts.transport == .tcp && hasIP(flow, bytes)
    case .flowsToWorld: isToWorld(family, &flow, bytes)
    case .sctpChunks:
      facts.wentOn && facts.transport == .sctp && hasIP(flow, bytes) && hasChunk(&flow, bytes)
    }
  }

  private func isDNS(
    _ family: HubbleFamily, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> Bool {
    facts.record == .dns
      && !(family.switches.contains(.ignoreAAAA) && flow.asksForAAAAOnly(bytes))
  }

  /// A host may connect to any endpoint of its own: verdicts about it do not count.
  private func isPolicyVerdict(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Bool {
    switch facts.eventType {
    case EventType.accessLog: true
    case EventType.policyVerdict: flow.number(.identity, of: .source, bytes) != 1
    default: false
    }
  }

  private func isToWorld(
    _ family: HubbleFamily, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> Bool {
    guard flow.line.flow.object(.l4, in: bytes) != nil,
      flow.line.flow.object(.eventType, in: bytes) != nil, flow.isToWorld(bytes)
    else {
      return false
    }
    if facts.verdict.isDropped {
      guard family.switches.contains(.anyDrop) || flow.isDeniedByDefault(bytes) else {
        return false
      }
    } else if facts.isReply == true {
      return false
    }
    guard family.switches.contains(.synOnly) else {
      return true
    }
    return facts.transport == .tcp && facts.isReply != true
      && flow.tcpFlags(bytes)?.contains(.syn) == true
  }

  private func hasIP(_ flow: borrowing Flow, _ bytes: Span<UInt8>) -> Bool {
    flow.line.flow.object(.ip, in: bytes) != nil
  }

  /// The zero of the enumeration is a chunk that the agent does not tell apart.
  private func hasChunk(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Bool {
    guard let range = flow.value(.chunkType, of: .ports, bytes),
      let type = EnumText(bytes, range)
    else {
      return false
    }
    return !type.matches(bytes, name: "UNSUPPORTED", number: 0)
  }

  /// One flow may count under several flags.
  private mutating func addFlags(
    _ index: Int, _ flow: inout Flow, _ bytes: Span<UInt8>, _ weight: UInt64
  ) {
    guard let flags = flow.tcpFlags(bytes) else {
      return
    }
    for counted in TCPFlags.counted
    where flags.isSuperset(of: counted.with) && flags.isDisjoint(with: counted.without) {
      facts.item.removeAll(keepingCapacity: true)
      facts.item.append(counted.name)
      add(index, &flow, bytes, weight)
    }
  }

  /// One answer counts once for each of its records.
  private mutating func addRecordTypes(
    _ index: Int, _ flow: inout Flow, _ bytes: Span<UInt8>, _ weight: UInt64
  ) {
    guard let list = flow.array(.rrtypes, of: .dns, bytes) else {
      return
    }
    facts.places.removeAll(keepingCapacity: true)
    ObjectWalk.elements(bytes, arrayAt: list) { type in
      if bytes[type.lowerBound] == Byte.quote {
        facts.places.append(type)
      }
      return true
    }
    for place in facts.places {
      facts.item.removeAll(keepingCapacity: true)
      StringText.append(bytes, place, to: &facts.item)
      add(index, &flow, bytes, weight)
    }
  }

  private mutating func add(
    _ index: Int, _ flow: inout Flow, _ bytes: Span<UInt8>, _ weight: UInt64
  ) {
    readKey(families[index], &flow, bytes)
    let latency = families[index].isHistogram ? flow.latency(bytes) : 0
    tables[index].add(weight, latency: latency, to: key)
  }

  /// The agent takes each end's identifiers from that end's option, and exchanges the texts.
  private mutating func readKey(
    _ family: HubbleFamily, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) {
    let swapsEnds = family.rule.swapsEnds
    key.removeAll()
    for label in family.labels {
      key.append { text in
        switch label {
        case .own(let own): flow.append(own, bytes, facts, to: &text)
        case .context(let label): flow.append(label, swapsEnds: swapsEnds, bytes, to: &text)
        case .end(let side):
          let isSource = (side == .source) != swapsEnds
          flow.appendEnd(
            isSource ? family.context.source : family.context.destination,
            of: isSource ? .source : .destination, facts.direction, bytes, to: &text)
        }
      }
    }
  }

  /// Adds what another counter of the same metrics counted.
  mutating func merge(_ other: borrowing Self) {
    for index in tables.indices {
      tables[index].merge(other.tables[index])
    }
  }

  /// The counts, in the order of the families.
  consuming func finish() -> [FamilyCounts] {
    zip(families, tables).map { $1.counts(of: $0) }
  }
}
