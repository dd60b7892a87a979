internal import FlowAnswer

/// Which fields a log's lines have, to tell what the exporter's field mask keeps: a look, not a count.
///
/// Takes Hubble's lines as a block counter finds them, whatever stood around them, and reads each in full. Aggregated lines, to which
/// no mask applies, are only counted.
public struct FieldSurvey: ~Copyable, Sendable {
  private var flow = Flow()
  private var expected = [UInt64](repeating: 0, count: MaskField.allCases.count)
  private var present = [UInt64](repeating: 0, count: MaskField.allCases.count)

  /// Lines with a flow.
  public private(set) var flowCount: UInt64 = 0
  /// Of these, aggregated ones.
  public private(set) var aggregateCount: UInt64 = 0

  /// A survey that has seen nothing.
  public init() {}

  /// Looks at the lines that a counter kept (`BlockCounter.KeptWriter`); nothing of them is kept here.
  public mutating func take(_ lines: UnsafeRawBufferPointer, _ pieces: [Range<Int>]) {
    // The span is used only within this call, for which the caller lends the lines.
    let bytes = unsafe Span<UInt8>(_unsafeBytes: lines)
    for piece in pieces {
      var start = piece.lowerBound
      for end in piece where bytes[end] == Byte.lineFeed {
        take(bytes, start, end)
        start = end + 1
      }
    }
  }

  /// The fields that no line has on which they stand unless masked, in the order of the table.
  public var missing: [MaskField] {
    zip(MaskField.allCases, MaskField.allCases.indices).filter { field, index in
      present[index] == 0 && expected[index] >= field.expectation.lineCount
    }.map(\.0)
  }

  private mutating func take(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    guard case .object = flow.read(bytes, start, end) else {
      return
    }
    if !flow.line.hasFlow {
      guard flow.line.wrapper.hasKey(.verdict) else {
        return
      }
      flow.readBareFlow(bytes, start)
    }
    flowCount += 1
    guard flow.aggregateWeight(bytes) == nil else {
      aggregateCount += 1
      return
    }
    takeFields(bytes)
  }

  private mutating func takeFields(_ bytes: Span<UInt8>) {
    let occasions = occasions(bytes)
    for (index, field) in MaskField.allCases.enumerated()
    where occasions.contains(field.expectation.on) {
      expected[index] += 1
      let place = field.place
      let isPresent =
        if let part = place.part {
          flow.isPresent(place.field, of: part, bytes)
        } else {
          flow.line.flow.isPresent(place.field, in: bytes)
        }
      present[index] += isPresent ? 1 : 0
    }
  }

  private mutating func occasions(_ bytes: Span<UInt8>) -> [MaskField.Occasion] {
    var occasions: [MaskField.Occasion] = [.flow]
    let isL7 = flow.isL7(bytes)
    if isL7 {
      occasions.append(.l7)
    }
    switch flow.verdict(bytes) {
    case .known(.forwarded): occasions.append(.forwarded)
    case .known(.dropped):
      // The proxy's denials have no reason.
      if !isL7 {
        occasions.append(.drop)
      }
      if flow.eventType(bytes) == EventType.policyVerdict, Self.isExplicitDeny(&flow, bytes) {
        switch flow.direction(bytes) {
        case .egress: occasions.append(.egressDeny)
        case .ingress: occasions.append(.ingressDeny)
        case .unknown: break
        }
      }
    case .known, .unknownName, .unknownNumber: break
    }
    return occasions
  }
}

extension FieldSurvey {
  /// Whether the reason is POLICY_DENY: an explicit deny rule.
  private static func isExplicitDeny(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Bool {
    flow.givenReason(bytes)?.matches(bytes, DropReason.policyDeny) ?? false
  }
}
