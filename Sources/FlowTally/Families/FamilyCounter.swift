internal import FlowAnswer

/// Counts flows as the agent's metric handlers do: lines by their weight, never paired.
///
/// Allocates nothing for a line once all of its label sets are known.
struct FamilyCounter: ~Copyable, Sendable {
  private let families: [HubbleFamily]
  /// The rules of the families: to copy a whole family at each look took a third of the time.
  private let rules: [FamilyRule]
  private var tables: [FamilyTable]
  private var facts = FamilyFacts()
  private var key = GroupKey()

  init(_ metrics: HubbleMetrics, maximumRows: Int) {
    families = metrics.families
    rules = families.map(\.rule)
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
    for index in rules.indices where counts(index, &flow, bytes) {
      switch rules[index] {
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
    _ index: Int, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> Bool {
    switch rules[index] {
    case .drops: facts.verdict.isDropped
    case .flows: true
    case .dnsQueries:
      isDNS(index, &flow, bytes) && (facts.verdict.isDropped || facts.isReply != true)
    case .dnsResponses, .dnsResponseTypes:
      isDNS(index, &flow, bytes) && !facts.verdict.isDropped && facts.isReply == true
    case .httpRequests: facts.record == .http && facts.message == .request
    case .httpResponses, .httpDurations, .httpV2Requests, .httpV2Durations:
      facts.record == .http && facts.message == .response
    case .icmpMessages: facts.transport == .icmpv4 || facts.transport == .icmpv6
    case .kafkaRequests, .kafkaDurations: facts.record == .kafka && facts.message == .request
    case .policyVerdicts: isPolicyVerdict(&flow, bytes)
    case .ports: facts.wentOn && facts.transport != nil && facts.isReply == false
    case .tcpFlags: facts.wentOn && facts.transport == .tcp && hasIP(flow, bytes)
    case .flowsToWorld: isToWorld(index, &flow, bytes)
    case .sctpChunks:
      facts.wentOn && facts.transport == .sctp && hasIP(flow, bytes) && hasChunk(&flow, bytes)
    }
  }

  private func isDNS(
    _ index: Int, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> Bool {
    facts.record == .dns
      && !(families[index].switches.contains(.ignoreAAAA)
        && FamilyFacts.asksForAAAAOnly(&flow, bytes))
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
    _ index: Int, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) -> Bool {
    guard flow.line.flow.object(.l4, in: bytes) != nil,
      flow.line.flow.object(.eventType, in: bytes) != nil,
      facts.verdict.isDropped || facts.isReply != true, FamilyFacts.isToWorld(&flow, bytes)
    else {
      return false
    }
    if facts.verdict.isDropped && !families[index].switches.contains(.anyDrop) {
      guard FamilyFacts.isDeniedByDefault(flow, bytes) else {
        return false
      }
    }
    guard families[index].switches.contains(.synOnly) else {
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
      facts.item.removeAll()
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
      facts.item.removeAll()
      StringText.append(bytes, place, to: &facts.item)
      add(index, &flow, bytes, weight)
    }
  }

  private mutating func add(
    _ index: Int, _ flow: inout Flow, _ bytes: Span<UInt8>, _ weight: UInt64
  ) {
    readKey(index, &flow, bytes)
    let latency = rules[index].isHistogram ? FamilyFacts.latency(&flow, bytes) : 0
    tables[index].add(weight, latency: latency, to: key)
  }

  /// The agent takes each end's identifiers from that end's option, and exchanges the texts.
  private mutating func readKey(
    _ index: Int, _ flow: inout Flow, _ bytes: Span<UInt8>
  ) {
    let swapsEnds = rules[index].swapsEnds
    key.removeAll()
    for label in families[index].labels {
      key.append { text in
        switch label {
        case .own(let own): FamilyText.append(&flow, own, bytes, facts, to: &text)
        case .context(let label):
          ContextText.append(&flow, label, swapsEnds: swapsEnds, bytes, to: &text)
        case .end(let side):
          let isSource = (side == .source) != swapsEnds
          ContextText.appendEnd(
            &flow,
            isSource ? families[index].context.source : families[index].context.destination,
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
