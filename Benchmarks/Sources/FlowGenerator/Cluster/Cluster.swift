/// An invented cluster: what the generated traffic runs between.
struct Cluster: Sendable {
  let nodes: [Node]
  let namespaces: [String]
  let pods: [Endpoint]
  let nameServers: [Endpoint]
  /// Sides without a pod: the world, hosts, the Kubernetes API, names outside.
  let others: [Endpoint]
  let allowPolicies: [Policy]
  let denyPolicies: [Policy]

  /// A cluster of so many nodes and namespaces, at least one each; `worldWords` puts words outside
  /// ASCII into labels and pod names.
  init(
    nodeCount: Int, namespaceCount: Int = Vocabulary.namespaces.count, worldWords: Bool,
    random: inout RandomNumbers
  ) {
    var builder = ClusterBuilder(nodeCount: nodeCount, worldWords: worldWords, random: random)
    namespaces = (0..<namespaceCount).map(Vocabulary.namespace)
    for namespace in namespaces {
      builder.addWorkloads(in: namespace)
    }
    nodes = builder.nodes
    nameServers = builder.nameServers()
    pods = builder.pods
    others = builder.others()
    allowPolicies = builder.policies(named: Vocabulary.allowPolicies, count: 24)
    denyPolicies = builder.policies(named: Vocabulary.denyPolicies, count: 12)
    random = builder.random
  }
}

/// A cluster under construction.
private struct ClusterBuilder {
  let nodes: [Node]
  let worldWords: Bool
  var random: RandomNumbers
  private(set) var pods: [Endpoint] = []
  private var workloadCount = 0

  init(nodeCount: Int, worldWords: Bool, random: RandomNumbers) {
    self.random = random
    self.worldWords = worldWords
    var draw = random
    nodes = (0..<nodeCount).map { Node(index: $0, random: &draw) }
    self.random = draw
  }

  mutating func addWorkloads(in namespace: String) {
    for role in Vocabulary.roles where random.happens(percent: 55) {
      let workload = workload(named: role, in: namespace)
      for ordinal in 0..<random.number(in: 1...4) {
        pods.append(pod(of: workload, ordinal: ordinal))
      }
    }
  }

  mutating func nameServers() -> [Endpoint] {
    let workload = workload(named: "coredns", in: "kube-system")
    return (0..<3).map { pod(of: workload, ordinal: $0) }
  }

  mutating func others() -> [Endpoint] {
    var others = [
      Endpoint.reserved(
        ["kube-apiserver", "remote-node"], identity: 7, address: "10.0.0.10", random: &random),
      Endpoint.reserved(["world"], identity: 2, address: "104.172.238.210", random: &random),
      Endpoint.reserved(["world"], identity: 2, address: "138.81.219.206", random: &random),
      Endpoint.reserved(["health"], identity: 4, address: "10.200.0.7", random: &random),
    ]
    for node in nodes.prefix(12) {
      others.append(.reserved(["host"], identity: 1, address: node.address, random: &random))
      others.append(.reserved(["remote-node"], identity: 6, address: node.address, random: &random))
    }
    for (ordinal, name) in Vocabulary.outsideNames.enumerated() {
      others.append(.outside(name: name, ordinal: ordinal, random: &random))
    }
    return others
  }

  mutating func policies(named names: [String], count: Int) -> [Policy] {
    (0..<count).map { _ in
      let namespace = random.one(of: Vocabulary.namespaces)
      return Policy(name: random.one(of: names), namespace: namespace, random: &random)
    }
  }

  private mutating func workload(named role: String, in namespace: String) -> Workload {
    workloadCount += 1
    let identity = 1000 + workloadCount * 23
    return Workload(
      namespace: namespace, role: role, identity: identity, worldWords: worldWords, random: &random)
  }

  private mutating func pod(of workload: Workload, ordinal: Int) -> Endpoint {
    .pod(
      of: workload, ordinal: ordinal, number: 40 + pods.count * 3,
      node: random.one(of: nodes), worldWords: worldWords, random: &random)
  }
}
