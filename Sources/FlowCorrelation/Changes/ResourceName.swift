public import FlowPolicy

/// The name of an object that a sync applied, with the group of its API.
struct ResourceName: Hashable {
  /// Group of the API; empty for the core, nil where nobody says.
  let group: String?
  let kind: String
  /// Empty where the kind has none.
  let namespace: String
  let name: String

  private static let policyGroups = [
    "NetworkPolicy": "networking.k8s.io", "CiliumNetworkPolicy": "cilium.io",
    "CiliumClusterwideNetworkPolicy": "cilium.io",
  ]

  private static let workloadKinds: Set = [
    "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "Rollout",
  ]

  /// The policy that it names; nil where it is none of Kubernetes' or Cilium's.
  var policy: ObjectReference? {
    guard let own = Self.policyGroups[kind], group == nil || group == own else {
      return nil
    }
    return ObjectReference(
      kind: kind, namespace: namespace.isEmpty ? nil : namespace, name: name)
  }

  /// The workload that it names, if it is one.
  var workload: WorkloadName? {
    Self.workloadKinds.contains(kind) ? WorkloadName(namespace: namespace, name: name) : nil
  }
}

extension ObjectReference {
  /// Whether it is a policy, and no object that policies refer to.
  var isPolicy: Bool {
    ResourceName(group: nil, kind: kind, namespace: namespace ?? "", name: name).policy != nil
  }

  /// `Kind/NAMESPACE/NAME`, or `Kind/NAME`: what JSON calls it.
  public var slashed: String {
    namespace.map { "\(kind)/\($0)/\(name)" } ?? "\(kind)/\(name)"
  }
}

extension ResourceName {
  /// What an application of Argo CD says of an object.
  init(argocd node: ManifestNode) throws(ReadingFault) {
    group = try node.text("group") ?? ""
    kind = try node.text("kind") ?? ""
    namespace = try node.text("namespace") ?? ""
    name = try node.text("name") ?? ""
  }

  /// An entry of Flux's inventory: namespace, name, group and kind with underscores between them; nil for any other text.
  ///
  /// A name may hold underscores: colons are written as two of them.
  init?(inventory id: String) {
    let parts = id.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count >= 4 else {
      return nil
    }
    namespace = String(parts[0])
    name = parts[1..<(parts.count - 2)].joined(separator: "_")
    group = String(parts[parts.count - 2])
    kind = String(parts[parts.count - 1])
  }

  /// What an event of Flux names: `KIND/NAMESPACE/NAME`, or `KIND/NAME`; nil for any other text.
  init?(event text: Substring) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, !parts.contains(where: \.isEmpty),
      !text.contains(" ")
    else {
      return nil
    }
    group = nil
    kind = String(parts[0])
    namespace = parts.count == 3 ? String(parts[1]) : ""
    name = String(parts[parts.count - 1])
  }
}
