import Foundation

@testable import FlowTally

/// The filters written as plainly as the reference says them: sets of fields, one after the other, on a tree of values.
///
/// Source: Cilium, hubble/cmd/observe/flows_filter.go and pkg/hubble/filters. Shares no code with the matcher under test.
struct PlainFilter {
  private var fields: [String: [SampleValue]] = [:]

  /// Whether a flow passes flags.
  static func passes(_ arguments: [FilterArgument], _ flow: SampleValue) -> Bool {
    let flags = arguments.filter { $0.flag != .allowlist && $0.flag != .denylist }
    let allowed = pair(flags.filter { !$0.isNegated }) + lists(arguments, .allowlist)
    let denied = pair(flags.filter(\.isNegated)) + lists(arguments, .denylist)
    return (allowed.isEmpty || allowed.contains { $0.matches(flow) })
      && !denied.contains { $0.matches(flow) }
  }

  private static func lists(_ arguments: [FilterArgument], _ flag: FilterFlag) -> [Self] {
    arguments.filter { $0.flag == flag }.flatMap { argument in
      let text = "[" + argument.value.replacing("} {", with: "},{") + "]"
      let objects = try? JSONDecoder().decode([SampleObject].self, from: Data(text.utf8))
      return (objects ?? []).map { object in
        var filter = Self()
        for (name, values) in object.members {
          filter.fields[snakeCase(name)] = values
        }
        return filter
      }
    }
  }

  private static func snakeCase(_ name: String) -> String {
    name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }

  // MARK: Flags

  private static func pair(_ arguments: [FilterArgument]) -> [Self] {
    guard !arguments.isEmpty else {
      return []
    }
    var (left, right) = (Self(), Self())
    for argument in arguments {
      let name = argument.flag.rawValue
      let value = value(argument)
      if let field = bothFields[name] {
        left.fields[field, default: []].append(value)
        right.fields[field, default: []].append(value)
      } else if name.hasSuffix("namespace") || name.hasSuffix("namespaces") {
        continue
      } else if name.hasPrefix("from-") || name.hasPrefix("to-") {
        let isSource = name.hasPrefix("from-")
        let end = isSource ? "source" : "destination"
        let field = "\(end)_\(endFields[String(name.dropFirst(isSource ? 5 : 3))] ?? "")"
        left.fields[field, default: []].append(value)
        right.fields[field, default: []].append(value)
      } else {
        left.fields["source_\(endFields[name] ?? "")", default: []].append(value)
        right.fields["destination_\(endFields[name] ?? "")", default: []].append(value)
      }
    }
    func namespaces(_ prefix: String) -> [String] {
      arguments.filter {
        ["\(prefix)namespace", "\(prefix)all-namespaces"].contains($0.flag.rawValue)
      }.map(\.value)
    }
    left.put(namespaces("to-"), "destination")
    right.put(namespaces("to-"), "destination")
    left.put(namespaces("from-"), "source")
    right.put(namespaces("from-"), "source")
    left.put(namespaces(""), "source")
    right.put(namespaces(""), "destination")
    return [left, right]
  }

  private mutating func put(_ namespaces: [String], _ end: String) {
    guard !namespaces.isEmpty else {
      return
    }
    if fields["\(end)_pod"] == nil && fields["\(end)_service"] == nil {
      fields["\(end)_pod"] = [.text("")]
    }
    for name in ["\(end)_pod", "\(end)_service"] {
      fields[name] = fields[name]?.flatMap { value -> [SampleValue] in
        guard case .text(let text) = value, !text.contains("/") else {
          return [value]
        }
        return namespaces.map { .text("\($0)/\(text)") }
      }
    }
  }

  private static let bothFields = [
    "verdict": "verdict", "drop-reason-desc": "drop_reason_desc", "type": "event_type",
    "traffic-direction": "traffic_direction", "snat-ip": "source_ip_xlated", "ipv4": "ip_version",
    "ipv6": "ip_version", "ip-version": "ip_version", "protocol": "protocol",
    "tcp-flags": "tcp_flags", "http-status": "http_status_code", "http-method": "http_method",
    "http-path": "http_path", "http-url": "http_url", "http-header": "http_header",
    "node-name": "node_name", "node-label": "node_labels", "interface": "interface",
    "encrypted": "encrypted", "unencrypted": "encrypted", "uuid": "uuid", "trace-id": "trace_id",
    "ip-trace-id": "ip_trace_id", "dns-query": "dns_query",
  ]

  private static let endFields = [
    "pod": "pod", "service": "service", "workload": "workload", "label": "label",
    "identity": "identity", "cluster": "cluster_name", "ip": "ip", "fqdn": "fqdn", "port": "port",
  ]

  private static func value(_ argument: FilterArgument) -> SampleValue {
    let text = argument.value
    let parts = text.components(separatedBy: ":")
    switch argument.flag {
    case .type:
      let types = [
        "drop": 1, "capture": 3, "trace": 4, "policy-verdict": 5, "trace-sock": 7, "l7": 129,
      ]
      let points = ["to-endpoint": 0, "from-endpoint": 5]
      var members: [(String, SampleValue)] = [
        ("type", .number(types[parts[0]] ?? Int(parts[0]) ?? -1))
      ]
      if parts.count > 1 {
        members += [
          ("match_sub_type", .truth(true)),
          ("sub_type", .number(points[parts[1]] ?? Int(parts[1]) ?? -1)),
        ]
      }
      return .object(members)
    case .trafficDirection: return .text(text.uppercased())
    case .ipv4: return .text("IPv4")
    case .ipv6: return .text("IPv6")
    case .ipVersion:
      return .text(text.hasSuffix("4") ? "IPv4" : text.hasSuffix("6") ? "IPv6" : "IP_NOT_USED")
    case .encrypted: return .truth(true)
    case .unencrypted: return .truth(false)
    case .identity, .fromIdentity, .toIdentity:
      let names = ["host": 1, "world": 2, "kube-apiserver": 7, "0x1": 1]
      return .number(names[text] ?? Int(text) ?? -1)
    case .workload, .fromWorkload, .toWorkload:
      let parts = text.components(separatedBy: "/")
      return .object(
        parts.count == 1
          ? [("name", .text(text))] : [("kind", .text(parts[0])), ("name", .text(parts[1]))])
    case .interface: return .object([("name", .text(text))])
    case .httpHeader:
      return .object([
        ("key", .text(parts[0])), ("value", .text(parts.dropFirst().joined(separator: ":"))),
      ])
    case .tcpFlags:
      return .object(text.components(separatedBy: ",").map { ($0.uppercased(), .truth(true)) })
    case .ipTraceID: return .number(Int(text) ?? -1)
    default: return .text(text)
    }
  }

  // MARK: Fields

  private func matches(_ flow: SampleValue) -> Bool {
    fields.allSatisfy { name, values in
      values.contains { PlainField.matches(name, $0, flow) }
    }
  }
}

/// An object of lists, as `--allowlist` has them.
private struct SampleObject: Decodable {
  let members: [String: [SampleValue]]

  init(from decoder: any Decoder) throws {
    members = try decoder.singleValueContainer().decode([String: [SampleValue]].self)
  }
}

extension SampleValue: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let truth = try? container.decode(Bool.self) {
      self = .truth(truth)
    } else if let number = try? container.decode(Int.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else {
      let members = try container.decode([String: SampleValue].self)
      self = .object(members.map { ($0.key, $0.value) })
    }
  }
}
