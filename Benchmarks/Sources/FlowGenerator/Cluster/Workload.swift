/// What a namespace runs: pods that share name, kind, labels and so one security identity.
struct Workload: Sendable {
  let name: String
  let namespace: String
  let kind: String
  let identity: Int
  let labels: LabelList
  let labelTexts: [String]
  let port: Int

  init(
    namespace: String, role: String, identity: Int, worldWords: Bool, random: inout RandomNumbers
  ) {
    let name = random.happens(percent: 60) ? "\(namespace)-\(role)" : role
    self.name = name
    self.namespace = namespace
    self.identity = identity
    kind = random.one(of: ["Deployment", "Deployment", "Deployment", "StatefulSet", "DaemonSet"])
    port = random.one(of: Vocabulary.servicePorts)
    labelTexts = Self.labels(
      name: name, namespace: namespace, worldWords: worldWords, random: &random)
    labels = LabelList(labelTexts)
  }

  /// The name of one of its pods, in the way of its kind.
  func podName(ordinal: Int, random: inout RandomNumbers) -> String {
    switch kind {
    case "StatefulSet": "\(name)-\(ordinal)"
    case "DaemonSet": "\(name)-\(random.nameSuffix(5))"
    default: "\(name)-\(random.nameSuffix(10))-\(random.nameSuffix(5))"
    }
  }

  /// Sorted, as the agent keeps them; some are there always, some on some workloads.
  private static func labels(
    name: String, namespace: String, worldWords: Bool, random: inout RandomNumbers
  ) -> [String] {
    let role = name.split(separator: "-").last ?? ""
    let team = random.one(of: worldWords ? Vocabulary.worldWords : Vocabulary.namespaces)
    var labels = [
      "k8s:app.kubernetes.io/instance=\(namespace)",
      "k8s:app.kubernetes.io/name=\(name)",
      "k8s:io.cilium.k8s.namespace.labels.kubernetes.io/metadata.name=\(namespace)",
      "k8s:io.cilium.k8s.policy.cluster=\(Vocabulary.clusterName)",
      "k8s:io.cilium.k8s.policy.serviceaccount=\(name)",
      "k8s:io.kubernetes.pod.namespace=\(namespace)",
    ]
    let version = "\(random.below(6)).\(random.below(30)).\(random.below(9))"
    let optional = [
      (35, "k8s:app.kubernetes.io/part-of=\(namespace)"),
      (30, "k8s:io.cilium.k8s.namespace.labels.pod-security.kubernetes.io/enforce=baseline"),
      (worldWords ? 90 : 28, "k8s:io.cilium.k8s.namespace.labels.team=\(team)"),
      (25, "k8s:app.kubernetes.io/component=\(role)"),
      (24, "k8s:tier=\(random.one(of: Vocabulary.tiers))"),
      (23, "k8s:app.kubernetes.io/managed-by=Helm"),
      (17, "k8s:app=\(name)"),
      (16, "k8s:app.kubernetes.io/version=\(version)"),
      (13, "k8s:helm.sh/chart=\(role)-\(version)"),
    ]
    for (percent, label) in optional where random.happens(percent: percent) {
      labels.append(label)
    }
    return labels.sorted()
  }
}
