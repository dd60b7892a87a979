/// What the rules of all policies are collected in while they are read.
struct RuleWriter {
  let configuration: PolicyConfiguration
  let groups: [CIDRGroup]
  let groupsByName: [String: CIDRGroup]
  var symbols = SymbolTable()
  var selectors = SelectorTable()
  var rules = RuleTable()
  var policies: [Policy] = []
  /// The number of the source `reserved`.
  let reserved: Int32
  /// The selector of all pods of this cluster.
  let ownCluster: Int32

  init(configuration: PolicyConfiguration, groups: [CIDRGroup]) {
    self.configuration = configuration
    self.groups = groups
    groupsByName = Dictionary(groups.map { ($0.name, $0) }) { $1 }
    var symbols = SymbolTable()
    reserved = symbols.symbol("reserved")
    let cluster = Requirement(
      source: symbols.symbol("k8s"), key: symbols.symbol(KnownKey.cluster), condition: .equals,
      values: [symbols.symbol(configuration.clusterName)])
    self.symbols = symbols
    ownCluster = selectors.number(Selector([cluster], reserved: reserved))
  }

  /// A requirement with its texts as numbers; the key may name a source.
  ///
  /// Source: Cilium, pkg/labels: no source and `any:` mean any; `reserved.` in front of a key was a source up to 1.19.
  mutating func requirement(_ written: WrittenRequirement) -> Requirement {
    var source: Substring?
    var key = written.key[...]
    if let colon = key.firstIndex(of: ":") {
      source = key[..<colon]
      key = key[key.index(after: colon)...]
    } else if key.hasPrefix("reserved."), configuration.version < .v1x20 {
      source = "reserved"
      key = key.dropFirst("reserved.".count)
    }
    return Requirement(
      source: source == "any" ? nil : source.map { symbols.symbol(String($0)) },
      key: symbols.symbol(String(key)), condition: written.condition,
      values: written.values.map { symbols.symbol($0) })
  }

  /// A requirement of labels that pods have from Kubernetes.
  mutating func requirement(
    _ key: String, _ condition: SelectorOperator, _ values: [String] = []
  ) -> Requirement {
    requirement(WrittenRequirement(key: "k8s:" + key, condition: condition, values: values))
  }

  /// The requirement that a pod is of this cluster.
  mutating func ownClusterRequirement() -> Requirement {
    requirement(KnownKey.cluster, .equals, [configuration.clusterName])
  }

  mutating func number(_ requirements: [Requirement]) -> Int32 {
    selectors.number(Selector(requirements, reserved: reserved))
  }

  /// The selector of identities that have a label.
  mutating func number(source: String, key: String) -> Int32 {
    number([
      Requirement(
        source: symbols.symbol(source), key: symbols.symbol(key), condition: .exists, values: [])
    ])
  }

  /// The text of a requirement's key.
  func key(of requirement: Requirement) -> String {
    symbols.text(requirement.key)
  }
}
