internal import FlowAnswer

/// What the agent's families ask of most flows: found once a line, and only where some family is asked for.
struct FamilyFacts: ~Copyable {
  /// The record of an L7 flow; of several the first in this order.
  enum Record {
    case none, dns, http, kafka
  }

  /// Which half of an L7 exchange it is.
  enum Message {
    case request, response, other
  }

  private(set) var verdict = FlowVerdict.known(.unknown)
  /// The number of the event type, 0 where it was masked.
  private(set) var eventType: Int64 = 0
  private(set) var direction = TrafficDirection.unknown
  /// Nil where the line does not say.
  private(set) var isReply: Bool?
  private(set) var record = Record.none
  private(set) var message = Message.other
  /// The member of `l4`.
  private(set) var transport: JSONField?
  /// The flag or the record's type that is counted: several of a line count one after the other.
  var item = TextBuffer()
  /// Places of the texts of a list.
  var places: [Range<Int>] = []

  mutating func read(_ flow: inout Flow, _ bytes: Span<UInt8>, _ verdict: FlowVerdict) {
    self.verdict = verdict
    eventType = flow.eventType(bytes) ?? 0
    direction = flow.direction(bytes)
    isReply = Self.isReply(flow, bytes)
    transport = flow.protocolMember(bytes)?.field
    record = Self.record(&flow, bytes)
    message = record == .none ? .other : Self.message(&flow, bytes)
  }

  /// Whether the packet went on: FORWARDED, or REDIRECTED to a proxy.
  var wentOn: Bool {
    switch verdict {
    case .known(.forwarded), .known(.redirected): true
    case .known, .unknownName, .unknownNumber: false
    }
  }
}

extension FamilyFacts {
  /// Whether it is a reply; nil where the line does not say so with true or false.
  private static func isReply(_ flow: borrowing Flow, _ bytes: Span<UInt8>) -> Bool? {
    guard let range = flow.line.flow.value(.isReply, in: bytes) else {
      return nil
    }
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "t"): return true
    case UInt8(ascii: "f"): return false
    default: return nil
    }
  }

  private static func record(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Record {
    guard flow.line.flow.hasKey(.l7) else {
      return .none
    }
    if flow.object(.dns, of: .l7, bytes) != nil {
      return .dns
    }
    if flow.object(.http, of: .l7, bytes) != nil {
      return .http
    }
    return flow.object(.kafka, of: .l7, bytes) == nil ? .none : .kafka
  }

  /// Source: enum L7FlowType of Cilium's flow.proto.
  private static func message(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Message {
    guard let range = flow.value(.lowerType, of: .l7, bytes), let type = EnumText(bytes, range)
    else {
      return .other
    }
    if type.matches(bytes, name: "REQUEST", number: 1) {
      return .request
    }
    return type.matches(bytes, name: "RESPONSE", number: 2) ? .response : .other
  }

  /// The latency of an L7 response, in nanoseconds.
  static func latency(_ flow: inout Flow, _ bytes: Span<UInt8>) -> UInt64 {
    flow.value(.latencyNs, of: .l7, bytes).flatMap { IntegerText.unsigned(bytes, $0) } ?? 0
  }

  /// Whether the drop reason is that no rule allowed the packet.
  static func isDeniedByDefault(_ flow: borrowing Flow, _ bytes: Span<UInt8>) -> Bool {
    guard let range = flow.line.flow.value(.dropReasonDesc, in: bytes),
      let reason = EnumText(bytes, range)
    else {
      return false
    }
    return reason.matches(bytes, DropReason.policyDenied)
  }

  /// Whether the destination is the world, of either address family.
  static func isToWorld(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Bool {
    guard let labels = flow.array(.labels, of: .destination, bytes) else {
      return false
    }
    var isFound = false
    ObjectWalk.elements(bytes, arrayAt: labels) { label in
      isFound =
        bytes[label.lowerBound] == Byte.quote
        && Self.worldLabels.contains { StringText.equals(bytes, label, $0) }
      return !isFound
    }
    return isFound
  }

  private static let worldLabels: [StaticString] = [
    "reserved:world", "reserved:world-ipv4", "reserved:world-ipv6",
  ]

  /// Whether AAAA is all that a DNS query asks for.
  static func asksForAAAAOnly(_ flow: inout Flow, _ bytes: Span<UInt8>) -> Bool {
    guard let types = flow.array(.qtypes, of: .dns, bytes) else {
      return false
    }
    var counts = (all: 0, quadA: 0)
    ObjectWalk.elements(bytes, arrayAt: types) { type in
      counts.all += 1
      if bytes[type.lowerBound] == Byte.quote && StringText.equals(bytes, type, "AAAA") {
        counts.quadA += 1
      }
      return counts.all == 1
    }
    return counts == (1, 1)
  }
}

extension TCPFlags {
  /// What the agent counts: a packet with these flags, and without those.
  static let counted: [(name: StaticString, with: Self, without: Self)] = [
    ("FIN", .fin, []), ("SYN-ACK", [.syn, .ack], []), ("SYN", .syn, .ack), ("RST", .rst, []),
  ]
}
