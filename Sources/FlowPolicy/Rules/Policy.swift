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
