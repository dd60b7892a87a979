/// A filter's value that means nothing.
public struct FilterError: Error, Sendable, Equatable {
  /// The flag and value that cannot be used.
  public let argument: FilterArgument
}

/// Which flows count: the filters given, as hubble combines them, and a time range.
///
/// Values of one flag are alternatives, different flags all have to match. A flag without from- or to- puts its value in
/// the source part of a left filter and the destination part of a right one; a flow passes where either matches. All
/// negated flags make a second such pair; what matches either of it is left out.
/// Source: Cilium, hubble/cmd/observe/flows_filter.go.
public struct Selection: Sendable, Equatable {
  private var allowed = FilterPair()
  private var denied = FilterPair()
  /// The time range.
  public var times = TimeRange()

  /// A selection that every flow passes.
  public init() {}

  /// The selection that the flags mean.
  public init(_ arguments: [FilterArgument], times: TimeRange = TimeRange()) throws(FilterError) {
    self.times = times
    for argument in arguments {
      if argument.isNegated {
        try denied.add(argument)
      } else {
        try allowed.add(argument)
      }
    }
  }

  /// Whether nothing but a flow's time and verdict decides.
  var asksOnlyForTimeAndVerdict: Bool {
    allowed.asksOnlyForVerdict && denied.asksOnlyForVerdict
  }

  /// Whether a verdict passes, where nothing else is asked for.
  func allows(_ verdict: Verdict) -> Bool {
    (allowed.isEmpty || allowed.allows(verdict)) && (denied.isEmpty || !denied.allows(verdict))
  }

  /// Whether the flow passes; `time` and `verdict` are the flow's own.
  func matches(
    _ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict, at time: OptionalTime
  ) -> Bool {
    guard times.contains(time) else {
      return false
    }
    if !allowed.isEmpty && !allowed.matches(&flow, bytes, verdict) {
      return false
    }
    return denied.isEmpty || !denied.matches(&flow, bytes, verdict)
  }
}

/// The left and the right filter that flags make together.
private struct FilterPair: Sendable, Equatable {
  private var left = FlowFilter()
  private var right = FlowFilter()

  var isEmpty: Bool {
    left.isEmpty && right.isEmpty
  }

  var asksOnlyForVerdict: Bool {
    left.asksOnlyForVerdict && right.asksOnlyForVerdict
  }

  func allows(_ verdict: Verdict) -> Bool {
    left.allows(verdict) || right.allows(verdict)
  }

  mutating func add(_ argument: FilterArgument) throws(FilterError) {
    let value = Array(argument.value.utf8)
    switch argument.flag {
    case .verdict:
      guard let verdict = Verdict.allCases.first(where: { $0.name == argument.value }) else {
        throw FilterError(argument: argument)
      }
      left.add(.verdicts([verdict]))
      right.add(.verdicts([verdict]))
    case .namespace:
      left.add(.namespaces(.source, [value]))
      right.add(.namespaces(.destination, [value]))
    case .fromNamespace:
      left.add(.namespaces(.source, [value]))
      right.add(.namespaces(.source, [value]))
    case .toNamespace:
      left.add(.namespaces(.destination, [value]))
      right.add(.namespaces(.destination, [value]))
    }
  }

  func matches(_ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict) -> Bool {
    if left.matches(&flow, bytes, verdict) {
      return true
    }
    return left != right && right.matches(&flow, bytes, verdict)
  }
}
