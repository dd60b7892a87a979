/// A network policy, as the policy lists of a flow name it.
struct Policy: Sendable {
  let name: String
  /// Empty for a policy of the whole cluster.
  let namespace: String
  let kind: String
  let revision: Int
  let labels: LabelList

  init(name: String, namespace: String, random: inout RandomNumbers) {
    let clusterwide = random.happens(percent: 20)
    let kind =
      clusterwide
      ? "CiliumClusterwideNetworkPolicy"
      : random.one(of: ["CiliumNetworkPolicy", "CiliumNetworkPolicy", "NetworkPolicy"])
    let parts = [8, 4, 4, 4, 12].map { random.hexadecimal($0) }
    self.name = name
    self.namespace = clusterwide ? "" : namespace
    self.kind = kind
    revision = random.number(in: 100...900)
    labels = LabelList(
      [
        "k8s:io.cilium.k8s.policy.derived-from=\(kind)",
        "k8s:io.cilium.k8s.policy.name=\(name)",
      ]
        + (clusterwide ? [] : ["k8s:io.cilium.k8s.policy.namespace=\(namespace)"])
        + ["k8s:io.cilium.k8s.policy.uid=\(parts.joined(separator: "-"))"])
  }
}
