internal import FlowAnswer

extension FilterClause {
  /// Whether the flow has one of the values.
  func matches(_ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict) -> Bool {
    switch self {
    case .verdicts(let numbers):
      numbers.contains(verdict.number)
    case .dropReasons(let choice):
      verdict.isDropped && FlowMatching.matchesReason(&flow, choice, bytes)
    case .directions(let choice):
      choice.contains(bytes, flow.line.flow.value(.trafficDirection, in: bytes))
    case .ipVersions(let choice):
      choice.contains(bytes, flow.value(.ipVersion, of: .ip, bytes))
    case .encrypted(let truths):
      truths.contains(FlowMatching.truth(flow.value(.encrypted, of: .ip, bytes), bytes) ?? false)
    case .replies(let truths):
      FlowMatching.isReply(flow, bytes, verdict).map { truths.contains($0) } ?? false
    case .texts(let field, let texts):
      StringText.isAny(bytes, flow.line.flow.string(field, in: bytes), of: texts)
    case .partTexts(let field, let part, let texts):
      StringText.isAny(bytes, flow.string(field, of: part, bytes), of: texts)
    case .traceIDs(let texts):
      FlowMatching.matchesTraceID(&flow, texts, bytes)
    case .ipTraceIDs(let numbers):
      FlowMatching.matchesIPTraceID(&flow, numbers, bytes)
    case .eventTypes(let choices):
      FlowMatching.matches(&flow, choices, bytes)
    case .interfaces(let choices):
      FlowMatching.matches(&flow, choices, bytes)
    case .protocols(let fields):
      PacketMatching.hasProtocol(&flow, of: fields, bytes)
    case .ports(let field, let numbers):
      PacketMatching.matchesPort(&flow, field, numbers, bytes)
    case .tcpFlags(let choices):
      PacketMatching.matches(&flow, choices, bytes)
    case .addresses(let field, let addresses, let ranges):
      PacketMatching.matches(&flow, field, addresses, ranges, bytes)
    case .names(let part, let field, let names):
      FlowMatching.matches(&flow, part, field, names, bytes)
    case .domains(let field, let patterns):
      FlowMatching.matches(flow, field, patterns, bytes)
    case .labels(let part, let selectors):
      selectors.match(bytes, flow.array(.labels, of: part, bytes))
    case .nodeLabels(let selectors):
      selectors.match(bytes, flow.line.flow.array(.nodeLabels, in: bytes))
    case .workloads(let part, let names):
      FlowMatching.matches(&flow, part, names, bytes)
    case .identities(let part, let numbers):
      FlowMatching.matchesIdentity(&flow, part, numbers, bytes)
    case .nodeNames(let patterns):
      FlowMatching.matches(flow, patterns, bytes)
    case .statuses(let choices):
      PacketMatching.matches(&flow, choices, bytes)
    case .methods(let methods):
      PacketMatching.matchesMethod(&flow, methods, bytes)
    case .headers(let headers):
      PacketMatching.matches(&flow, headers, bytes)
    case .paths(let patterns):
      PacketMatching.matchesPath(&flow, patterns, bytes)
    case .urls(let patterns):
      PacketMatching.matchesURL(&flow, patterns, bytes)
    case .dnsQueries(let patterns):
      PacketMatching.matchesQuery(&flow, patterns, bytes)
    }
  }
}

extension FlowVerdict {
  /// The number in the enumeration; a name that is not known is 0, as in hubble.
  var number: Int64 {
    switch self {
    case .known(let verdict): Int64(verdict.rawValue)
    case .unknownNumber(let number): number
    case .unknownName: 0
    }
  }
}

extension [LabelSelector] {
  fileprivate func match(_ bytes: Span<UInt8>, _ labels: Int?) -> Bool {
    contains { $0.matches(bytes, labels: labels) }
  }
}
