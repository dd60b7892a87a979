/// The parts of a label as Hubble prints it, `SOURCE:KEY=VALUE`.
///
/// Source: Cilium, pkg/labels; the source ends at the first colon, the key at the first equals sign.
struct LabelParts {
  let source: Substring
  let key: Substring
  let value: Substring

  init(_ label: String) {
    let bytes = label.utf8
    var rest = label[...]
    if let colon = bytes.firstIndex(of: UInt8(ascii: ":")) {
      source = rest[..<colon]
      rest = rest[bytes.index(after: colon)...]
    } else {
      source = ""
    }
    if let sign = rest.utf8.firstIndex(of: UInt8(ascii: "=")) {
      key = rest[..<sign]
      value = rest[bytes.index(after: sign)...]
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
