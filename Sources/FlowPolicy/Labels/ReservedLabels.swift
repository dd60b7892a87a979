/// The reserved labels that an identity may have, which entities are made of.
struct ReservedLabels: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  static let host = Self(rawValue: 1 << 0)
  static let remoteNode = Self(rawValue: 1 << 1)
  static let kubeAPIServer = Self(rawValue: 1 << 2)
  static let health = Self(rawValue: 1 << 3)
  static let initializing = Self(rawValue: 1 << 4)
  static let ingress = Self(rawValue: 1 << 5)
  static let unmanaged = Self(rawValue: 1 << 6)
  static let world = Self(rawValue: 1 << 7)
  static let worldIPv4 = Self(rawValue: 1 << 8)
  static let worldIPv6 = Self(rawValue: 1 << 9)

  /// What is outside of the cluster, with one IP family or two.
  static let anyWorld: Self = [.world, .worldIPv4, .worldIPv6]
  /// What is in the cluster and no pod; the API server counts wherever it runs.
  static let inCluster: Self = [
    .host, .remoteNode, .kubeAPIServer, .health, .initializing, .ingress, .unmanaged,
  ]

  /// The label of a key of the source `reserved`; empty for one that plays no part.
  init(key: Substring) {
    switch key {
    case "host": self = .host
    case "remote-node": self = .remoteNode
    case "kube-apiserver": self = .kubeAPIServer
    case "health": self = .health
    case "init": self = .initializing
    case "ingress": self = .ingress
    case "unmanaged": self = .unmanaged
    case "world": self = .world
    case "world-ipv4": self = .worldIPv4
    case "world-ipv6": self = .worldIPv6
    default: self = []
    }
  }

  init(rawValue: UInt16) {
    self.rawValue = rawValue
  }
}
