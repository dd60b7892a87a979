internal import FlowAnswer

/// Rule 5 of counting: the namespace that an endpoint is counted under.
extension Flow {
  /// Appends the namespace; else the reserved label, `reserved:kube-apiserver` first; else the identity's reserved name.
  mutating func appendNamespace(
    of side: FlowSide, _ bytes: Span<UInt8>, to text: inout TextBuffer
  ) {
    if let namespace = startOfText(.namespace, of: side.endpoint, bytes) {
      StringText.append(bytes, stringAt: namespace, to: &text)
    } else if let label = reservedLabel(of: side, bytes) {
      StringText.append(bytes, label, to: &text)
    } else {
      text.append("reserved:")
      text.append(ReservedIdentity.name(of: number(.identity, of: side.endpoint, bytes) ?? 0))
    }
  }

  /// The label that names a reserved identity, `reserved:kube-apiserver` first.
  mutating func reservedLabel(of side: FlowSide, _ bytes: Span<UInt8>) -> Range<Int>? {
    guard let labels = array(.labels, of: side.endpoint, bytes) else {
      return nil
    }
    var chosen: Range<Int>?
    ObjectWalk.elements(bytes, arrayAt: labels) { label in
      guard bytes[label.lowerBound] == Byte.quote,
        StringText.hasPrefix(bytes, label, "reserved:")
      else {
        return true
      }
      let isServer = StringText.equals(bytes, label, "reserved:kube-apiserver")
      if isServer || chosen == nil {
        chosen = label
      }
      return !isServer
    }
    return chosen
  }
}

/// The identities that Cilium reserves.
///
/// Source: Cilium, pkg/identity/numericidentity.go.
enum ReservedIdentity {
  /// What stands in front of a reserved name that is an endpoint's namespace: no namespace of Kubernetes has a colon.
  static let prefix = "reserved:"

  static let names: [StaticString] = [
    "unknown", "host", "world", "unmanaged", "health", "init", "remote-node", "kube-apiserver",
    "ingress", "world-ipv4", "world-ipv6",
  ]

  /// The name of a reserved identity; `unknown` for all others.
  static func name(of identity: UInt64) -> StaticString {
    identity < UInt64(names.count) ? names[Int(identity)] : names[0]
  }
}
