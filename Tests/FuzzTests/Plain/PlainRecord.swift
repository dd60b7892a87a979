/// What an object is, as is_hubble and is_poor of the executable rules say it.
enum PlainRecord {
  static let verdicts = [
    "VERDICT_UNKNOWN", "FORWARDED", "DROPPED", "ERROR", "AUDIT", "REDIRECTED", "TRACED",
    "TRANSLATED",
  ]
  private static let flowObjects = [
    "IP", "source", "destination", "l4", "event_type", "eventType", "ethernet", "l7", "aggregate",
  ]
  private static let wrappers = [
    "lost_events", "lostEvents", "node_status", "nodeStatus", "agent_event", "agentEvent",
    "debug_event", "debugEvent",
  ]
  private static let bothMembers = ["time", "node_name", "nodeName"]
  private static let flowMembers: Set<String> = {
    let names = """
      uuid emitter verdict drop_reason auth_type ethernet IP l4 tunnel source destination Type \
      node_labels source_names destination_names l7 reply event_type source_service \
      destination_service traffic_direction policy_match_type trace_observation_point trace_reason \
      file ip_trace_id drop_reason_desc is_reply debug_capture_point interface proxy_port \
      trace_context sock_xlate_point socket_cookie cgroup_id Summary extensions egress_allowed_by \
      ingress_allowed_by egress_denied_by ingress_denied_by policy_log aggregate
      """.split(separator: " ").map(String.init)
    return Set(names + names.map(camelCase))
  }()

  private static func camelCase(_ name: String) -> String {
    let words = name.split(separator: "_")
    return words.prefix(1).joined()
      + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }

  /// Whether it surely is a line as Hubble writes it.
  static func isHubble(_ record: PlainValue) -> Bool {
    let lost = ["num_events_lost", "numEventsLost"].compactMap { record.exactMember($0) }.first
    let isEvent = wrappers.contains { record.exactMember($0).map { !$0.keys.isEmpty } ?? false }
    let flow = record.exactMember("flow")
    let keys = flow?.keys ?? []
    let hasFlow =
      keys.contains(where: flowMembers.contains)
      || keys.contains(where: bothMembers.contains) && !keys.contains("flow")
    let hasObject = flowObjects.contains { record.exactMember($0)?.isObject ?? false }
    return isEvent || hasFlow || lost != nil && lost != .null || hasVerdict(record) && hasObject
  }

  /// Whether the object of a line, in which nothing was found, is a flow all the same.
  static func isPoor(_ record: PlainValue) -> Bool {
    if let flow = record.exactMember("flow"), flow.isObject {
      return flow.keys.isEmpty
    }
    guard hasVerdict(record) else {
      return false
    }
    if case .string(let name)? = record.exactMember("verdict"),
      !verdicts.contains(String(decoding: name, as: UTF8.self))
    {
      return false
    }
    return record.keys.allSatisfy { flowMembers.contains($0) || bothMembers.contains($0) }
  }

  private static func hasVerdict(_ record: PlainValue) -> Bool {
    switch record.exactMember("verdict") {
    case .string: true
    case .number(let digits):
      Double(String(decoding: digits, as: UTF8.self)).map {
        $0 == $0.rounded() && abs($0) < 2_147_483_648
      } ?? false
    case .null, .truth, .array, .object, nil: false
    }
  }
}
