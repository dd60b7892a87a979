/// The policy that a rule is of.
struct CiliumRulePlace {
  let object: Int32
  /// Nil for a cluster-wide one.
  let namespace: String?
  let isNode: Bool
}
