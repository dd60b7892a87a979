/// What of the agent's configuration decides about policies.
public struct PolicyConfiguration: Equatable, Sendable {
  /// Whether endpoints are in default deny that no policy selects (`enable-policy`).
  public enum EnforcementMode: String, Sendable {
    /// Only where a policy selects the endpoint.
    case `default`
    /// Always.
    case always
    /// Never, and no policy drops anything.
    case never
  }

  /// The version of the agent.
  public var version: CiliumVersion
  /// `cluster-name`.
  public var clusterName = "default"
  /// `enable-ipv4`.
  public var isIPv4Enabled = true
  /// `enable-ipv6`; with both, identities of the world have a label for each family.
  public var isIPv6Enabled = false
  /// `enable-policy`.
  public var enforcementMode = EnforcementMode.default
  /// `policy-default-local-cluster`: whether selectors that name no cluster mean this one; so from 1.19 on.
  public var isLocalClusterDefault: Bool
  /// `enable-host-firewall`: whether policies select hosts.
  public var isHostFirewallEnabled = false
  /// `allow-localhost` is `always`, or `auto`, which is the same in Kubernetes: the host reaches its own pods.
  public var isLocalhostAllowed = true
  /// `enable-node-selector-labels`: whether rules may name nodes by their labels.
  public var areNodeLabelsSelectable = false
  /// `policy-cidr-match-mode` holds `nodes`: CIDR rules match other nodes, too.
  public var doCIDRsMatchNodes = false
  /// Whether the agent is older than cilium/cilium#46456 (June 2026).
  ///
  /// On ingress, an `ipBlock` of a NetworkPolicy then lets all pods of its namespace through, too, where selectors mean this cluster
  /// by default.
  public var doBlocksAllowOwnNamespace = false
  /// The settings that nobody has given, so that their defaults stand here.
  public var assumed = Set(ConfigurationSetting.allCases)

  /// The defaults of a version.
  public init(version: CiliumVersion) {
    self.version = version
    isLocalClusterDefault = version >= .v1x19
  }
}

/// A setting of the agent, by its key in the ConfigMap `cilium-config`.
public enum ConfigurationSetting: String, CaseIterable, Comparable, Sendable {
  /// The cluster's name.
  case clusterName = "cluster-name"
  /// Whether there is IPv4.
  case ipv4 = "enable-ipv4"
  /// Whether there is IPv6.
  case ipv6 = "enable-ipv6"
  /// The enforcement mode.
  case enforcementMode = "enable-policy"
  /// Whether selectors mean this cluster.
  case localClusterDefault = "policy-default-local-cluster"
  /// The host firewall.
  case hostFirewall = "enable-host-firewall"
  /// Whether the host reaches its pods.
  case allowLocalhost = "allow-localhost"
  /// Whether rules may name nodes by labels.
  case nodeSelectorLabels = "enable-node-selector-labels"
  /// What CIDR rules match besides the world.
  case cidrMatchMode = "policy-cidr-match-mode"

  /// Where it stands in Helm values.
  public var helmPath: [String] {
    switch self {
    case .clusterName: ["cluster", "name"]
    case .ipv4: ["ipv4", "enabled"]
    case .ipv6: ["ipv6", "enabled"]
    case .enforcementMode: ["policyEnforcementMode"]
    case .localClusterDefault: ["clustermesh", "policyDefaultLocalCluster"]
    case .hostFirewall: ["hostFirewall", "enabled"]
    case .allowLocalhost: ["extraConfig", "allow-localhost"]
    case .nodeSelectorLabels: ["nodeSelectorLabels"]
    case .cidrMatchMode: ["policyCIDRMatchMode"]
    }
  }

  /// By key.
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}
