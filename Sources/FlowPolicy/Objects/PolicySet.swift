public import FlowManifest

/// A policy that has no effect, because the API server or the agent refuses it.
public struct RefusedPolicy: Equatable, Sendable {
  /// The policy.
  public let object: ObjectReference
  /// Why, in Cilium's words where they are its own.
  public let reason: String
}

/// Policies, ready to be asked.
///
/// Made of objects in any order; a value, which a `PolicyEngine` is made of.
public struct PolicySet: Sendable {
  /// What the agents are set to.
  public let configuration: PolicyConfiguration
  /// The objects that count, each once, sorted by kind, namespace and name.
  public let objects: [PolicyObject]
  /// Those that were given more than once: the last one counts.
  public let replaced: [ObjectReference]
  /// How many objects of other kinds were stepped over.
  public let otherCount: Int
  /// The policies and groups that are refused, sorted as `objects`.
  public let refused: [RefusedPolicy]

  let symbols: SymbolTable
  let selectors: [Selector]
  let rules: RuleTable
  let policies: [Policy]
  /// The policies that are for one namespace, by its name's symbol.
  let policiesOfNamespace: [Int32: [Int32]]
  /// The other ones.
  let policiesOfAll: [Int32]

  /// Reads objects.
  ///
  /// - Parameters:
  ///   - values: Objects of any kind; lists are unwrapped.
  ///   - configuration: What the agents are set to.
  /// - Throws: `PolicyProblem` for an object that its decoder cannot take.
  public init(
    _ values: [ManifestValue], configuration: PolicyConfiguration
  ) throws(PolicyProblem) {
    var numbers: [ObjectReference: Int] = [:]
    var objects: [PolicyObject] = []
    var replaced: Set<ObjectReference> = []
    var otherCount = 0
    for value in values {
      guard let object = try PolicyObject(value) else {
        otherCount += 1
        continue
      }
      if let number = numbers[object.reference] {
        replaced.insert(object.reference)
        objects[number] = object
      } else {
        numbers[object.reference] = objects.count
        objects.append(object)
      }
    }
    try self.init(
      objects.sorted { $0.reference < $1.reference }, configuration: configuration,
      replaced: replaced.sorted(), otherCount: otherCount)
  }

  /// A set of these objects under another configuration.
  public func with(_ configuration: PolicyConfiguration) throws(PolicyProblem) -> PolicySet {
    try PolicySet(
      objects, configuration: configuration, replaced: replaced, otherCount: otherCount)
  }

  private init(
    _ objects: [PolicyObject], configuration: PolicyConfiguration, replaced: [ObjectReference],
    otherCount: Int
  ) throws(PolicyProblem) {
    self.configuration = configuration
    self.objects = objects
    self.replaced = replaced
    self.otherCount = otherCount
    var refused: [RefusedPolicy] = []
    var groups: [CIDRGroup] = []
    for object in objects where object.kind == .ciliumCIDRGroup {
      do {
        groups.append(try CIDRGroup(object))
      } catch {
        refused.append(try error.refused(object.reference))
      }
    }
    var writer = RuleWriter(configuration: configuration, groups: groups)
    for (number, object) in objects.enumerated() {
      let (ruleCount, policyCount) = (writer.rules.count, writer.policies.count)
      do {
        try writer.read(object, number: Int32(number))
      } catch {
        refused.append(try error.refused(object.reference))
        writer.rules.removeRules(from: ruleCount)
        writer.policies.removeSubrange(policyCount...)
      }
    }
    self.refused = refused.sorted { $0.object < $1.object }
    symbols = writer.symbols
    selectors = writer.selectors.selectors
    rules = writer.rules
    policies = writer.policies
    var ofNamespace: [Int32: [Int32]] = [:]
    var ofAll: [Int32] = []
    for (index, policy) in policies.enumerated() {
      if let namespace = objects[Int(policy.object)].reference.namespace {
        ofNamespace[symbols.known(namespace[...]), default: []].append(Int32(index))
      } else {
        ofAll.append(Int32(index))
      }
    }
    policiesOfNamespace = ofNamespace
    policiesOfAll = ofAll
  }

  /// The object of a name, if it is one of these.
  public func object(_ reference: ObjectReference) -> PolicyObject? {
    let index = objects.partitioningIndex { $0.reference >= reference }
    return index < objects.count && objects[index].reference == reference ? objects[index] : nil
  }

  /// The name of a rule.
  func reference(ofRule index: Int) -> RuleReference {
    RuleReference(objects[Int(rules[index].object)].reference, rule: rules.paths[index])
  }
}

extension Array {
  /// The first index whose element meets a condition that all behind it meet, too.
  func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }
}

extension RuleWriter {
  fileprivate mutating func read(
    _ object: PolicyObject, number: Int32
  ) throws(ReadingFault) {
    let top = ManifestNode(object.value)
    let namespace = object.reference.namespace
    if object.reference.name.isEmpty, object.kind != .namespace {
      throw .refusal("an object without a name")
    }
    switch object.kind {
    case .ciliumNetworkPolicy, .ciliumClusterwideNetworkPolicy:
      try readCiliumPolicy(top, number: number, namespace: namespace)
    case .networkPolicy:
      try readNetworkPolicy(top, number: number, namespace: namespace ?? "")
    case .ciliumCIDRGroup, .namespace: break
    }
  }
}

extension ReadingFault {
  /// A refusal; any other fault is a problem of the object.
  fileprivate func refused(
    _ object: ObjectReference
  ) throws(PolicyProblem) -> RefusedPolicy {
    switch self {
    case .refusal(let reason): return RefusedPolicy(object: object, reason: reason)
    case .type: throw problem(of: object)
    }
  }
}
