/// The policies that select a subject in one direction.
struct Selection: Sendable {
  /// Where their rules stand.
  let rules: [Range<Int>]
  let selectedBy: [ObjectReference]
  let defaultDenyBy: [ObjectReference]

  /// Policies in their order, which is that of their objects.
  init(_ policies: [Policy], _ direction: PolicyDirection, of set: PolicySet) {
    rules = policies.map { $0.side(direction).rules }
    selectedBy = Self.references(policies, set)
    defaultDenyBy = Self.references(policies.filter { $0.side(direction).isDefaultDeny }, set)
  }

  /// The objects of policies, each once: one object may have several specs.
  private static func references(_ policies: [Policy], _ set: PolicySet) -> [ObjectReference] {
    var references: [ObjectReference] = []
    var last: Int32?
    for policy in policies where policy.object != last {
      references.append(set.objects[Int(policy.object)].reference)
      last = policy.object
    }
    return references
  }
}

extension Policy {
  /// What it says in a direction.
  func side(_ direction: PolicyDirection) -> PolicySide {
    switch direction {
    case .ingress: ingress
    case .egress: egress
    }
  }
}
