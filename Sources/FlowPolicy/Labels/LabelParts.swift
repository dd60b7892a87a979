/// The parts of a label as Hubble prints it, `SOURCE:KEY=VALUE`.
///
/// Source: Cilium, pkg/labels; the source ends at the first colon, the key at the first equals sign.
struct LabelParts {
  let source: Substring
  let key: Substring
  let value: Substring

  init(_ label: String) {
    var rest = label[...]
    if let colon = rest.firstIndex(of: ":") {
      source = rest[..<colon]
      rest = rest[rest.index(after: colon)...]
    } else {
      source = ""
    }
    if let sign = rest.firstIndex(of: "=") {
      key = rest[..<sign]
      value = rest[rest.index(after: sign)...]
    } else {
      key = rest
      value = ""
    }
  }
}

/// Keys and sources of labels that Cilium gives itself.
enum KnownKey {
  static let namespace = "io.kubernetes.pod.namespace"
  static let namespaceLabels = "io.cilium.k8s.namespace.labels."
  static let cluster = "io.cilium.k8s.policy.cluster"
  static let groupName = "io.cilium.policy.cidrgroupname/"

  /// Whether a key says in which namespace a pod is, by name or by the namespace's labels.
  static func isNamespace(_ key: String) -> Bool {
    key == namespace || key.hasPrefix(namespaceLabels)
  }
}
