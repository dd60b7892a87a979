import FlowAnswer
import Testing

@testable import FlowTally

@Suite struct KeyTableTests {
  private func field(_ key: String) -> JSONField? {
    withValue("\"\(key)\"") { KeyTable.fields.field($0, quoted: $1) }
  }

  @Test("a field is found by its name and by its camelCase name", arguments: JSONField.allCases)
  func bothNames(wanted: JSONField) {
    #expect(field(wanted.name) == wanted)
    #expect(field(wanted.camelCase) == wanted)
  }

  @Test(
    "each name in the list is its own case's, but for two that stand in several objects",
    arguments: JSONField.allCases.filter { $0 != .endpointID && $0 != .lowerType })
  func order(field: JSONField) {
    #expect(field.name.filter { $0 != "_" }.lowercased() == "\(field)".lowercased())
  }

  @Test("a name means one field")
  func distinct() {
    let names = JSONField.allCases.flatMap { Set([$0.name, $0.camelCase]) }
    #expect(Set(names).count == names.count)
    #expect(JSONField.allCases.count <= 128, "Members has room for 128 fields")
  }

  /// The names of flow.proto that do not follow from the case's name, and some that do.
  static let names: [(JSONField, String, String)] = [
    (.ip, "IP", "IP"), (.type, "Type", "Type"), (.lowerType, "type", "type"),
    (.summary, "Summary", "Summary"), (.endpointID, "ID", "ID"), (.icmpv4, "ICMPv4", "ICMPv4"),
    (.icmpv6, "ICMPv6", "ICMPv6"), (.sctp, "SCTP", "SCTP"), (.ipVersion, "ipVersion", "ipVersion"),
    (.ipTraceID, "ip_trace_id", "ipTraceId"), (.cgroupID, "cgroup_id", "cgroupId"),
    (.l4, "l4", "l4"), (.l7, "l7", "l7"), (.uuid, "uuid", "uuid"),
    (.dropReasonDesc, "drop_reason_desc", "dropReasonDesc"),
    (.unknownDirectionFlowCount, "unknown_direction_flow_count", "unknownDirectionFlowCount"),
    (.numEventsLost, "num_events_lost", "numEventsLost"), (.latencyNs, "latency_ns", "latencyNs"),
    (.eventType, "event_type", "eventType"), (.podName, "pod_name", "podName"),
    (.sockXlatePoint, "sock_xlate_point", "sockXlatePoint"),
  ]

  @Test("the names are those of flow.proto", arguments: names)
  func protoNames(field: JSONField, name: String, camelCase: String) {
    #expect(field.name == name)
    #expect(field.camelCase == camelCase)
  }

  @Test("a key with escapes is the key that it means", arguments: JSONField.allCases)
  func escaped(wanted: JSONField) {
    for name in [wanted.name, wanted.camelCase] {
      let whole = name.utf8.map { "\\u00" + String($0, radix: 16) }.joined()
      #expect(field(whole) == wanted)
      let last = "\\u00" + String(name.utf8.last ?? 0, radix: 16).uppercased()
      #expect(field(name.dropLast() + last) == wanted)
    }
  }

  @Test(
    "a key that is near a known one is not known",
    arguments: [
      "", "_", "Verdict", "VERDICT", "verdict ", " verdict", "verdic", "verdictx", "drop-reason",
      "drop_reason_", "_drop_reason", "dropreasondesc", "drop_ReasonDesc", "ip", "tcp", "TYPE",
      "id",
      "verdict\\u0000", "verdict\\n", "\\\\u0066low", "flow\\\"", "é", "\\ud83d\\ude00",
      "ipVersion_", "IpTraceId",
    ])
  func unknown(key: String) {
    #expect(field(key) == nil)
  }
}
