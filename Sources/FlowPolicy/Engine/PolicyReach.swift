/// What one policy does in a direction, whomever it selects.
public struct PolicyReach: Equatable, Sendable {
  /// Whether it puts into default deny whom it selects.
  public var isDefaultDeny = false
  /// Whether it has rules that allow.
  public var allows = false
  /// Whether it has rules that deny.
  public var denies = false
}

extension PolicySet {
  /// What a policy of the set does in a direction; nil where it is none of them, or has no effect.
  public func reach(
    of reference: ObjectReference, _ direction: PolicyDirection
  ) -> PolicyReach? {
    let own = policies.filter { objects[Int($0.object)].reference == reference && !$0.isNode }
    guard !own.isEmpty else {
      return nil
    }
    var reach = PolicyReach()
    for policy in own {
      let side = policy.side(direction)
      reach.isDefaultDeny = reach.isDefaultDeny || side.isDefaultDeny
      for index in side.rules {
        let isDeny = rules[index].traits.contains(.isDeny)
        reach.denies = reach.denies || isDeny
        reach.allows = reach.allows || !isDeny
      }
    }
    return reach
  }
}
