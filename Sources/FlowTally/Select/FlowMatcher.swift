internal import FlowAnswer

/// A FlowFilter, ready to be compared: all of its clauses have to match.
struct FlowMatcher: Sendable {
  /// The cheapest first.
  private let clauses: [FilterClause]
  /// The verdicts that may pass, a bit each, by their numbers.
  let verdicts: UInt8
  /// Whether nothing but the verdict decides.
  let asksOnlyForVerdict: Bool
  /// Texts of which a flow that passes holds one; nil where there is nothing of that kind.
  let needles: [Needle]?

  init(_ filter: FlowFilter) throws(FilterProblem) {
    var clauses: [FilterClause] = []
    for (field, _) in filter.fields {
      clauses.append(try FilterClause.make(field, filter))
    }
    self.clauses = clauses.filter(\.isCheap) + clauses.filter { !$0.isCheap }
    verdicts = clauses.reduce(Self.allVerdicts) { $0 & $1.verdicts }
    asksOnlyForVerdict = clauses.allSatisfy { if case .verdicts = $0 { true } else { false } }
    needles = Needle.best(clauses.compactMap(\.needles))
  }

  static let allVerdicts: UInt8 = .max

  func matches(_ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict) -> Bool {
    for clause in clauses where !clause.matches(&flow, bytes, verdict) {
      return false
    }
    return true
  }
}

extension FilterClause {
  /// Whether it looks at the verdict only.
  fileprivate var isCheap: Bool {
    if case .verdicts = self { true } else { false }
  }

  /// The verdicts that may pass, by their bits.
  fileprivate var verdicts: UInt8 {
    switch self {
    case .verdicts(let numbers):
      numbers.filter { 0..<8 ~= $0 }.reduce(0) { $0 | 1 << UInt8($1) }
    case .dropReasons: 1 << Verdict.dropped.rawValue
    case .texts, .partTexts, .addresses, .names, .domains, .labels, .nodeLabels, .workloads,
      .identities, .directions, .ipVersions, .encrypted, .replies, .eventTypes, .protocols, .ports,
      .tcpFlags, .interfaces, .nodeNames, .traceIDs, .ipTraceIDs, .statuses, .methods, .headers,
      .paths, .urls, .dnsQueries:
      FlowMatcher.allVerdicts
    }
  }
}
