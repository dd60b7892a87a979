/// A rule as it was written.
struct WrittenRule {
  /// Where it stands in its object.
  let path: String
  let isDeny: Bool
  let peers: PeerCondition
  /// In the table already, as several rules may share them.
  let ports: RulePorts
  /// Whether it names neither peers nor ports: then it matches nothing.
  var isNothing = false
}

extension WrittenRule {
  /// What is true of the rule as a whole.
  var traits: PolicyRule.Traits {
    var traits: PolicyRule.Traits = []
    func add(_ trait: PolicyRule.Traits, if isTrue: Bool) {
      if isTrue {
        traits.formUnion(trait)
      }
    }
    add(.isDeny, if: isDeny)
    add(.isNothing, if: isNothing)
    add(.isForEverybody, if: peers.isEverybody)
    add(.isForAllEntities, if: peers.isAllEntities)
    add(.isForAllPorts, if: ports.isAll)
    add(.hasServices, if: peers.hasServices)
    add(.hasNodes, if: peers.hasNodes)
    add(.hasCloudGroups, if: peers.hasCloudGroups)
    add(.hasRequirements, if: peers.hasRequirements)
    return traits
  }
}
