import FlowAnswer
package import FlowPolicy

/// Words for policies, rules and packets, unescaped: names come from clusters.
package enum PolicyWords {
  /// More policies than these are counted, not named.
  static let mostNames = 3

  /// The kinds as people who work with Cilium call them.
  private static let shortKinds = [
    "CiliumNetworkPolicy": "CNP", "CiliumClusterwideNetworkPolicy": "CCNP",
    "NetworkPolicy": "NetworkPolicy",
  ]

  /// `CNP payments/allow-frontend`.
  package static func name(_ object: ObjectReference) -> String {
    let kind = shortKinds[object.kind] ?? object.kind
    return "\(kind) \(object.namespace.map { "\($0)/" } ?? "")\(object.name)"
  }

  /// `CNP payments/allow-frontend (spec.ingress[0])`.
  static func name(_ rule: RuleReference) -> String {
    "\(name(rule.object)) (\(rule.rule))"
  }

  /// The first few names, and how many more there are.
  package static func list(_ names: [String]) -> String {
    let shown = names.prefix(mostNames)
    let more = names.count - shown.count
    guard more == 0 else {
      return shown.joined(separator: ", ") + " and \(more) more"
    }
    guard let last = shown.last, shown.count > 1 else {
      return shown.joined()
    }
    return shown.dropLast().joined(separator: ", ") + " and \(last)"
  }

  /// `ingress` or `egress`.
  static func name(_ direction: PolicyDirection) -> String {
    switch direction {
    case .ingress: "ingress"
    case .egress: "egress"
    }
  }
}

extension PolicyDirection {
  /// The end whose policies are asked, as the fields of rows call it.
  var subject: String {
    switch self {
    case .ingress: "destination"
    case .egress: "source"
    }
  }
}

extension NearMiss {
  /// What the rule asks for that the packet does not have.
  var lack: String {
    let has = have ?? "nothing"
    let wants = want ?? ""
    switch dimension {
    case .port: return "asks for port \(wants), this is \(has)"
    case .icmpType: return "asks for ICMP type \(wants), this is \(has)"
    case .protocol: return "asks for \(wants), this is \(has)"
    case .cidrInCluster:
      return "asks for \(wants), which holds \(has), but a CIDR never matches pods or nodes"
    case .cidrExcept: return "leaves \(has) out of \(key ?? wants)"
    case .label: return "asks for label \(key ?? "") \(wants), the peer has \(has)"
    case .namespace: return "asks for \(key ?? "") \(wants), the peer has \(has)"
    case .cluster: return "asks for cluster \(wants), the peer is in \(has)"
    case .fqdn:
      return have == nil
        ? "asks for the DNS name \(wants)" : "asks for the DNS name \(wants), the flow names \(has)"
    case .cidrGroup: return "asks for \(wants), \(has) is not in it"
    case .cidr: return "asks for \(wants), the peer is \(has)"
    }
  }
}
