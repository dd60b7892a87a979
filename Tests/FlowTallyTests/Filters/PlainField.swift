import Foundation

/// One value of one field of a FlowFilter, against a flow.
enum PlainField {
  static func matches(_ name: String, _ value: SampleValue, _ flow: SampleValue) -> Bool {
    let text = if case .text(let text) = value { text } else { "" }
    let number = if case .number(let number) = value { number } else { Int(text) ?? -1 }
    let truth = value == .truth(true)
    switch name {
    case "uuid": return flow.text("uuid") == text
    case "verdict": return verdict(flow) == text
    case "drop_reason_desc":
      return verdict(flow) == "DROPPED" && reason(flow) == text
    case "traffic_direction":
      let direction = flow.text("traffic_direction")
      return (direction.isEmpty ? "TRAFFIC_DIRECTION_UNKNOWN" : direction) == text
    case "event_type": return event(value, flow)
    case "reply":
      guard let reply = flow["is_reply"] else {
        return verdict(flow) == "DROPPED" && !truth
      }
      return (reply == .truth(true)) == truth
    case "source_ip": return address(text, flow["IP"]?.text("source") ?? "")
    case "destination_ip": return address(text, flow["IP"]?.text("destination") ?? "")
    case "source_ip_xlated": return address(text, flow["IP"]?.text("source_xlated") ?? "")
    case "ip_version":
      let versions = ["", "IPv4", "IPv6"]
      let version = flow["IP"]?.text("ipVersion") ?? ""
      let wanted = text == "IP_NOT_USED" ? "" : text.isEmpty ? versions[number] : text
      return version == wanted
    case "encrypted": return (flow["IP"]?["encrypted"] == .truth(true)) == truth
    case "source_pod": return named(text, flow["source"], "pod_name")
    case "destination_pod": return named(text, flow["destination"], "pod_name")
    case "source_service": return named(text, flow["source_service"], "name")
    case "destination_service": return named(text, flow["destination_service"], "name")
    case "source_fqdn": return flow.elements("source_names").contains { domain(text, $0) }
    case "destination_fqdn": return flow.elements("destination_names").contains { domain(text, $0) }
    case "source_label": return labels(text, flow["source"]?.elements("labels"))
    case "destination_label": return labels(text, flow["destination"]?.elements("labels"))
    case "node_labels": return labels(text, flow.elements("node_labels"))
    case "source_workload": return workload(value, flow["source"])
    case "destination_workload": return workload(value, flow["destination"])
    case "source_cluster_name": return (flow["source"]?.text("cluster_name") ?? "") == text
    case "destination_cluster_name":
      return (flow["destination"]?.text("cluster_name") ?? "") == text
    case "source_identity": return flow["source"].map { $0.number("identity") == number } ?? false
    case "destination_identity":
      return flow["destination"].map { $0.number("identity") == number } ?? false
    case "source_port": return port(flow, "source_port") == number
    case "destination_port": return port(flow, "destination_port") == number
    case "protocol": return hasProtocol(text.lowercased(), flow)
    case "tcp_flags": return flags(value, flow)
    case "interface":
      guard let interface = flow["interface"] else {
        return false
      }
      return (value.number("index") == 0 || value.number("index") == interface.number("index"))
        && (value.text("name").isEmpty || value.text("name") == interface.text("name"))
    case "node_name": return node(text, flow.text("node_name"))
    case "trace_id": return flow["trace_context"]?["parent"]?.text("trace_id") == text
    case "ip_trace_id":
      return flow["ip_trace_id"].map { Int($0.text("trace_id")) == number } ?? false
    default: return request(name, text, value, flow)
    }
  }

  private static func verdict(_ flow: SampleValue) -> String {
    let name = flow.text("verdict")
    return ["", "SHAPED"].contains(name) ? "VERDICT_UNKNOWN" : name
  }

  private static func reason(_ flow: SampleValue) -> String {
    let name = flow.text("drop_reason_desc")
    return ["", "NEW_REASON"].contains(name) ? "DROP_REASON_UNKNOWN" : name
  }

  private static func event(_ value: SampleValue, _ flow: SampleValue) -> Bool {
    guard let event = flow["event_type"] else {
      return false
    }
    return (value.number("type") == 0 || value.number("type") == event.number("type"))
      && (value["match_sub_type"] == nil || value.number("sub_type") == event.number("sub_type"))
  }

  private static func named(_ text: String, _ part: SampleValue?, _ member: String) -> Bool {
    let parts = text.components(separatedBy: "/")
    let namespace = parts.count > 1 ? parts[0] : "default"
    let prefix = parts.count > 1 ? parts[1] : text
    let found = (namespace: part?.text("namespace") ?? "", name: part?.text(member) ?? "")
    return found != ("", "") && (namespace.isEmpty || namespace == found.namespace)
      && found.name.hasPrefix(prefix)
  }

  private static func workload(_ value: SampleValue, _ end: SampleValue?) -> Bool {
    (end?.elements("workloads") ?? []).contains { workload in
      ["name", "kind"].allSatisfy {
        value.text($0).isEmpty || value.text($0) == workload.text($0)
      }
    }
  }

  // MARK: Addresses

  static func address(_ wanted: String, _ text: String) -> Bool {
    let parts = wanted.components(separatedBy: "/")
    guard parts.count == 2 else {
      return text == wanted && !text.isEmpty
    }
    guard let network = bits(parts[0]), let found = bits(text), let count = Int(parts[1]) else {
      return false
    }
    // As Go has it: a mask of 128 bits is laid over 128 bits, and what is an IPv4 address then is one.
    let isDotted = !parts[0].contains(":")
    let length = isDotted ? count : max(0, count - (network.count == 32 ? 96 : 0))
    guard network.count == found.count, isDotted || network.count == 128 || count >= 96 else {
      return false
    }
    return network.prefix(length) == found.prefix(length)
  }

  /// The bits of an address, 32 of them for an IPv4 address in either form.
  private static func bits(_ text: String) -> [Bool]? {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      bytes = Array(bytes.prefix(4))
    } else if inet_pton(AF_INET6, text, &bytes) == 1 {
      let isMapped = bytes.prefix(12) == [UInt8](repeating: 0, count: 10) + [255, 255]
      bytes = isMapped ? Array(bytes.suffix(4)) : bytes
    } else {
      return nil
    }
    return bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 == 1 } }
  }

  // MARK: Names

  private static func domain(_ pattern: String, _ name: SampleValue) -> Bool {
    guard case .text(let text) = name else {
      return false
    }
    return fits(domainExpression(pattern), text)
  }

  private static func domainExpression(_ pattern: String) -> String {
    let trimmed = pattern.hasSuffix(".") ? String(pattern.dropLast()) : pattern
    return trimmed.lowercased().replacing(".", with: "\\.").replacing("*", with: "[-.0-9a-z]*")
  }

  private static func node(_ pattern: String, _ name: String) -> Bool {
    guard !name.isEmpty else {
      return false
    }
    let any = "(?:[-0-9_a-z]+(?:\\.[-0-9_a-z]+)*)"
    let parts = pattern.components(separatedBy: "/")
    let cluster = parts.count == 2 ? parts[0] : ""
    let expressions = [cluster, parts[parts.count - 1]].map {
      $0.isEmpty ? any : domainExpression($0)
    }
    return fits(
      expressions.joined(separator: "/"), name.contains("/") ? name : "default/\(name)")
  }

  private static func fits(_ expression: String, _ text: String) -> Bool {
    text.range(of: "\\A(?:\(expression))\\z", options: .regularExpression) != nil
  }

  // MARK: Packets and requests

  private static func port(_ flow: SampleValue, _ name: String) -> Int? {
    for transport in ["TCP", "UDP", "SCTP"] {
      if let member = flow["l4"]?[transport] {
        return member.number(name) % 65_536
      }
    }
    return nil
  }

  private static func hasProtocol(_ name: String, _ flow: SampleValue) -> Bool {
    let transports = [
      "icmp": ["ICMPv4", "ICMPv6"], "icmpv4": ["ICMPv4"], "icmpv6": ["ICMPv6"], "tcp": ["TCP"],
      "udp": ["UDP"], "sctp": ["SCTP"], "vrrp": ["VRRP"], "igmp": ["IGMP"],
    ]
    return (transports[name] ?? []).contains { flow["l4"]?[$0] != nil }
      || flow["l7"]?[name] != nil
  }

  private static func flags(_ value: SampleValue, _ flow: SampleValue) -> Bool {
    guard let flags = flow["l4"]?["TCP"]?["flags"], case .object(let wanted) = value else {
      return false
    }
    return wanted.allSatisfy { $0.1 != .truth(true) || flags[$0.0] == .truth(true) }
  }

  private static func request(
    _ name: String, _ text: String, _ value: SampleValue, _ flow: SampleValue
  ) -> Bool {
    func holds(_ content: String) -> Bool {
      content.range(of: text, options: .regularExpression) != nil
    }
    if name == "dns_query" {
      return flow["l7"]?["dns"].map { holdsOrEmpty(text, $0.text("query")) } ?? false
    }
    guard let http = flow["l7"]?["http"] else {
      return false
    }
    switch name {
    case "http_status_code":
      let code = http.number("code")
      let digits = String(repeating: "0", count: max(0, 3 - String(code).count)) + String(code)
      return code != 0 && (text.hasSuffix("+") ? digits.hasPrefix(text.dropLast()) : digits == text)
    case "http_method":
      return !http.text("method").isEmpty && http.text("method").lowercased() == text.lowercased()
    case "http_url":
      return !http.text("url").isEmpty && holds(http.text("url"))
    case "http_path":
      return paths[http.text("url")].map { holdsOrEmpty(text, $0) } ?? false
    case "http_header":
      return http.elements("headers").contains {
        $0.text("key") == value.text("key") && $0.text("value") == value.text("value")
      }
    default:
      return false
    }
  }

  private static func holdsOrEmpty(_ expression: String, _ content: String) -> Bool {
    content.isEmpty
      ? expression == "^$" : content.range(of: expression, options: .regularExpression) != nil
  }

  /// The paths of the made-up URLs, as Go's url.ParseRequestURI gives them; the others are none.
  private static let paths = [
    "http://web.default:80/api/v1?x=1": "/api/v1", "/api/v2": "/api/v2",
    "http://u:p@h/checkout": "/checkout", "/": "/", "/a%20b": "/a b", "*": "*",
  ]
}
