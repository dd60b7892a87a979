/// A rule that fails in one dimension only.
public struct NearMiss: Hashable, Sendable {
  /// The dimension; the likeliest ones for people come first.
  public enum Dimension: String, CaseIterable, Comparable, Sendable {
    /// Another port.
    case port
    /// Another ICMP type.
    case icmpType = "icmp-type"
    /// Another protocol.
    case `protocol`
    /// A pod or node by its address, which CIDR rules never match.
    case cidrInCluster = "cidr-in-cluster"
    /// An address that an `except` takes out of a block.
    case cidrExcept = "cidr-except"
    /// A label of the pod.
    case label
    /// The namespace or its labels.
    case namespace
    /// The cluster.
    case cluster
    /// A DNS name that the identity does not have.
    case fqdn
    /// A CIDR group that the address is not in.
    case cidrGroup = "cidr-group"
    /// An address outside of a block.
    case cidr

    private var rank: Int {
      Self.allCases.firstIndex(of: self) ?? 0
    }

    /// The likelier first.
    public static func < (left: Self, right: Self) -> Bool {
      left.rank < right.rank
    }
  }

  /// The rule.
  public let rule: RuleReference
  /// What it fails in.
  public let dimension: Dimension
  /// The key of the label, or the block whose except it is; nil in other dimensions.
  public let key: String?
  /// What the rule asks for, such as `8443/TCP`, `In a,b` or a CIDR.
  public let want: String?
  /// What the packet has; nil for a peer without DNS names.
  public let have: String?
}

/// What no value of a label is, as near misses print it.
let absentValue = "<absent>"
