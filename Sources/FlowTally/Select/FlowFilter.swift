/// What one field of a flow has to be: any of some values.
enum FilterClause: Sendable, Equatable {
  case verdicts([Verdict])
  /// The endpoint's own namespace, exactly.
  case namespaces(FlowSide, [[UInt8]])

  func matches(_ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict) -> Bool {
    switch self {
    case .verdicts(let verdicts):
      guard case .known(let found) = verdict else {
        return false
      }
      return verdicts.contains(found)
    case .namespaces(let side, let names):
      guard let place = flow.text(.namespace, of: side.endpoint, bytes) else {
        return false
      }
      return StringText.withContent(bytes, place) { content, range in
        names.contains { $0.isEqual(content, range) }
      }
    }
  }
}

/// One of hubble's FlowFilters: all of its clauses have to match.
struct FlowFilter: Sendable, Equatable {
  private var clauses: [FilterClause] = []

  var isEmpty: Bool {
    clauses.isEmpty
  }

  /// Whether nothing but a flow's verdict decides.
  var asksOnlyForVerdict: Bool {
    clauses.allSatisfy { if case .verdicts = $0 { true } else { false } }
  }

  /// Whether a verdict passes, where nothing else is asked for.
  func allows(_ verdict: Verdict) -> Bool {
    clauses.allSatisfy {
      if case .verdicts(let verdicts) = $0 { verdicts.contains(verdict) } else { false }
    }
  }

  /// Adds a value: values of one field are alternatives.
  mutating func add(_ clause: FilterClause) {
    for index in clauses.indices {
      if let merged = clauses[index].merged(with: clause) {
        clauses[index] = merged
        return
      }
    }
    clauses.append(clause)
  }

  func matches(_ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict) -> Bool {
    for clause in clauses where !clause.matches(&flow, bytes, verdict) {
      return false
    }
    return true
  }
}

extension FilterClause {
  /// Both clauses as one, where they look at the same field.
  fileprivate func merged(with other: Self) -> Self? {
    switch (self, other) {
    case (.verdicts(let left), .verdicts(let right)):
      .verdicts(left + right)
    case (.namespaces(let side, let left), .namespaces(let otherSide, let right)):
      side == otherSide ? .namespaces(side, left + right) : nil
    case (.verdicts, .namespaces), (.namespaces, .verdicts):
      nil
    }
  }
}

extension [UInt8] {
  /// Whether these bytes stand at a place.
  fileprivate func isEqual(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard count == range.count else {
      return false
    }
    for offset in 0..<count where self[offset] != bytes[range.lowerBound + offset] {
      return false
    }
    return true
  }
}
