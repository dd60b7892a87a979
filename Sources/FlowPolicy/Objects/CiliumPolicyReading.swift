import FlowManifest

extension RuleWriter {
  /// Reads a CiliumNetworkPolicy or a CiliumClusterwideNetworkPolicy.
  ///
  /// Source: Cilium, pkg/k8s/apis/cilium.io/v2 and utils.
  ///
  /// - Parameters:
  ///   - object: The policy.
  ///   - number: Its number.
  ///   - namespace: Its namespace, nil for a cluster-wide one.
  /// - Throws: A type that the decoder cannot take, or a refusal.
  mutating func readCiliumPolicy(
    _ object: ManifestNode, number: Int32, namespace: String?
  ) throws(ReadingFault) {
    var specs: [ManifestNode] = []
    if let spec = try object.member("spec"), try !spec.entries().isEmpty {
      specs.append(spec)
    }
    specs += try object.list("specs") ?? []
    guard !specs.isEmpty else {
      throw .refusal("neither spec nor specs")
    }
    for spec in specs {
      try readSpec(spec, number: number, namespace: namespace)
    }
  }

  private mutating func readSpec(
    _ spec: ManifestNode, number: Int32, namespace: String?
  ) throws(ReadingFault) {
    let nodeSelector = try spec.member("nodeSelector")
    let endpointSelector = try spec.member("endpointSelector")
    let holdsEndpointSelector = try spec.holds("endpointSelector")
    guard nodeSelector != nil || holdsEndpointSelector else {
      throw .refusal("rule must have one of EndpointSelector or NodeSelector")
    }
    guard nodeSelector == nil || namespace == nil else {
      throw .refusal("rule cannot have NodeSelector")
    }
    guard nodeSelector == nil || endpointSelector == nil else {
      throw .refusal("rule cannot have both EndpointSelector and NodeSelector")
    }
    var ruleCount = 0
    for list in ["ingress", "ingressDeny", "egress", "egressDeny"] {
      ruleCount += try spec.list(list)?.count ?? 0
    }
    guard ruleCount > 0 else {
      throw .refusal(
        "rule must have at least one of Ingress, IngressDeny, Egress, EgressDeny")
    }
    let subjects = try subjects(nodeSelector ?? endpointSelector, namespace: namespace)
    let place = CiliumRulePlace(
      object: number, namespace: namespace, isNode: nodeSelector != nil)
    let ingress = try readSide(spec, into: true, place)
    let egress = try readSide(spec, into: false, place)
    policies.append(
      Policy(
        object: number, isNode: nodeSelector != nil, subjects: subjects, ingress: ingress,
        egress: egress))
  }

  /// The selector of the endpoints that a policy is for.
  ///
  /// In a namespace it is for that one: what `matchLabels` says of it with the source `k8s` is replaced, and anything else has to hold,
  /// too.
  private mutating func subjects(
    _ node: ManifestNode?, namespace: String?
  ) throws(ReadingFault) -> Int32 {
    var written = try node?.requirements() ?? []
    if namespace != nil {
      written.removeAll {
        $0.condition == .equals && $0.key == "k8s:" + KnownKey.namespace
      }
    }
    var requirements = written.map { requirement($0) }
    if let namespace {
      requirements.append(requirement(KnownKey.namespace, .equals, [namespace]))
    }
    return number(requirements)
  }

  private mutating func readSide(
    _ spec: ManifestNode, into: Bool, _ place: CiliumRulePlace
  ) throws(ReadingFault) -> PolicySide {
    let direction = into ? "ingress" : "egress"
    let start = rules.count
    for isDeny in [false, true] {
      for node in try spec.list(isDeny ? direction + "Deny" : direction) ?? [] {
        let rule = try ciliumRule(node, into: into, isDeny: isDeny, place)
        rules.append(rule, of: place.object)
      }
    }
    var side = PolicySide(rules: start..<rules.count)
    side.isEnforced = !side.rules.isEmpty
    let wish = try spec.member("enableDefaultDeny")?.member(direction)?.flag()
    side.isDefaultDeny = side.isEnforced && wish ?? true
    return side
  }
}
