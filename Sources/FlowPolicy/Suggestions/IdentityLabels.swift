import FlowManifest

/// How many of an identity's labels a selector names.
enum LabelDetail: CaseIterable {
  /// Those that say which workload it is.
  case workload
  /// All that Kubernetes has of the pod.
  case pod
  /// Its service account, too.
  case serviceAccount
}

/// An identity's labels, as selectors name them.
struct IdentityLabels {
  let namespace: String?
  let cluster: String?
  /// The reserved ones, the API server before the node that it runs on.
  let reserved: [String]
  private let own: [(key: String, value: String)]
  private let serviceAccount: String?

  private static let workloadKeys = [
    "app.kubernetes.io/name", "app.kubernetes.io/instance", "app.kubernetes.io/component", "app",
    "k8s-app", "name", "component",
  ]

  init(_ labels: [String]) {
    var namespace: String?
    var cluster: String?
    var serviceAccount: String?
    var reserved: [String] = []
    var own: [(key: String, value: String)] = []
    for part in labels.map({ LabelParts($0) }) {
      let (key, value) = (String(part.key), String(part.value))
      switch key {
      case KnownKey.namespace: namespace = value
      case KnownKey.cluster: cluster = value
      case "io.cilium.k8s.policy.serviceaccount": serviceAccount = value
      default:
        if part.source == "reserved" {
          reserved.append(key)
        } else if part.source == "k8s", !key.hasPrefix("io.cilium.k8s.") {
          own.append((key, value))
        }
      }
    }
    self.namespace = namespace
    self.cluster = cluster
    self.serviceAccount = serviceAccount
    self.reserved = reserved.sorted()
    self.own = own.sorted { $0.key < $1.key }
  }

  /// The labels that say which workload it is.
  var workload: [(key: String, value: String)] {
    own.filter { Self.workloadKeys.contains($0.key) }
  }

  /// The labels of a selector for it.
  func labels(_ detail: LabelDetail) -> [ManifestMember] {
    let workload = workload
    let chosen = detail == .workload && !workload.isEmpty ? workload : own
    var members = chosen.map { ManifestMember("k8s:" + $0.key, .string($0.value)) }
    if detail == .serviceAccount, let serviceAccount {
      members.append(
        ManifestMember("k8s:io.cilium.k8s.policy.serviceaccount", .string(serviceAccount)))
    }
    return members
  }

  /// A word for it.
  var word: String {
    for key in Self.workloadKeys {
      if let value = own.first(where: { $0.key == key })?.value {
        return value
      }
    }
    return namespace ?? reserved.first ?? "peer"
  }
}
