/// One rule of a policy.
struct PolicyRule: Sendable {
  /// The number of its object.
  let object: Int32
  /// Where it stands in the object.
  let path: String
  let isDeny: Bool
  var peers: PeerCondition
  /// Nil for all ports and protocols.
  var ports: [PortEntry]?
  /// Whether it names neither peers nor ports: then it matches nothing.
  var isNothing = false

  func matches(_ layer4: Layer4) -> Match {
    guard let ports else {
      return .yes
    }
    var best = Match.no
    for entry in ports {
      switch entry.matches(layer4) {
      case .yes: return .yes
      case .unknown: best = .unknown
      case .no: break
      }
    }
    return best
  }

  /// Whether an entry that matches sends packets to the proxy.
  func redirects(_ layer4: Layer4) -> Bool {
    ports?.contains { $0.isRedirected && $0.matches(layer4) == .yes } ?? false
  }
}

/// What a policy says in one direction.
struct PolicySide: Sendable {
  var rules: Range<Int> = 0..<0
  /// Whether there is a rule, or isolation without one.
  var isEnforced = false
  /// Whether those that it selects are denied what no rule allows.
  var isDefaultDeny = false
}

/// One `spec` of a policy.
struct Policy: Sendable {
  let object: Int32
  /// Whether it selects nodes (the host), and no pods.
  let isNode: Bool
  let subjects: Int32
  let ingress: PolicySide
  let egress: PolicySide
}
