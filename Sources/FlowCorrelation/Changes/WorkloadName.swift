/// The name of a Deployment or the like: what Hubble calls a workload.
public struct WorkloadName: Hashable, Sendable, Comparable {
  /// Its namespace.
  public let namespace: String
  /// Its name.
  public let name: String

  /// A name of its two parts.
  public init(namespace: String, name: String) {
    self.namespace = namespace
    self.name = name
  }

  /// By namespace and name.
  public static func < (left: Self, right: Self) -> Bool {
    (left.namespace, left.name) < (right.namespace, right.name)
  }
}
