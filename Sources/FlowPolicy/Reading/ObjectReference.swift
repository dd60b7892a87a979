/// The name of a Kubernetes object.
public struct ObjectReference: Hashable, Sendable, Comparable {
  /// Its kind, such as `CiliumNetworkPolicy`.
  public let kind: String
  /// Its namespace, nil where the kind has none.
  public let namespace: String?
  /// Its name.
  public let name: String

  /// A reference of its three parts.
  public init(kind: String, namespace: String?, name: String) {
    self.kind = kind
    self.namespace = namespace
    self.name = name
  }

  /// By kind, namespace and name; no namespace comes first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.kind, left.namespace ?? "", left.name) < (right.kind, right.namespace ?? "", right.name)
  }
}
