/// A field that flows can be grouped by: one row of the table behind `--by`.
///
/// The raw value is the name that `--by` takes. Adding a field is one case here and one in `GroupValue`.
public enum GroupField: String, CaseIterable, Sendable, Hashable {
  /// The time bucket of `--bucket`; not a name for `--by`.
  case bucket
  case sourceNamespace = "source-namespace"
  case destinationNamespace = "destination-namespace"
  case sourceWorkload = "source-workload"
  case destinationWorkload = "destination-workload"
  case sourcePod = "source-pod"
  case destinationPod = "destination-pod"
  case sourceIdentity = "source-identity"
  case destinationIdentity = "destination-identity"
  case sourceIP = "source-ip"
  case destinationIP = "destination-ip"
  case sourcePort = "source-port"
  case destinationPort = "destination-port"
  case sourceApp = "source-app"
  case destinationApp = "destination-app"
  case sourceService = "source-service"
  case destinationService = "destination-service"
  case sourceCluster = "source-cluster"
  case destinationCluster = "destination-cluster"
  case sourceNames = "source-names"
  case destinationNames = "destination-names"
  case reason
  case policy
  case policyKind = "policy-kind"
  case defaultDenyPolicy = "default-deny-policy"
  case direction
  case `protocol`
  case node
  case verdict
  case type
  case httpMethod = "http-method"
  case httpStatus = "http-status"
  case dnsQuery = "dns-query"
  case dnsRcode = "dns-rcode"

  /// What stands for a value that a flow does not have.
  public static var absent: String {
    "\(absentText)"
  }

  /// What stands for a value that a flow does not have, as a fixed text.
  @inlinable
  package static var absentText: StaticString { "(none)" }

  /// What the groups beyond `--max-groups` are counted under.
  public static var other: String {
    "\(otherText)"
  }

  /// What the groups beyond `--max-groups` are counted under, as a fixed text.
  @inlinable
  package static var otherText: StaticString { "(other)" }

  /// The fields that `--by` takes, in the order of the documentation.
  public static var selectable: [Self] {
    allCases.filter { $0 != .bucket }
  }

  /// The key in JSON rows and CSV headers: the name with underscores.
  public var key: String {
    String(rawValue.map { $0 == "-" ? "_" : $0 })
  }

  /// The Prometheus label: the key, but for the names that clash with target labels.
  ///
  /// Source: design of node_exporter's targets; `node` and `type` are what scrape configurations attach.
  public var label: String {
    Self.renamed[self] ?? key
  }

  private static let renamed: [Self: String] = [.node: "node_name", .type: "flow_type"]

  /// What the column means, one line for help and documentation.
  public var summary: String {
    switch self {
    case .bucket: "start of the time bucket (UTC)"
    case .sourceNamespace, .destinationNamespace:
      "namespace, else the reserved label, else the reserved name of the identity"
    case .sourceWorkload, .destinationWorkload: "first workload, Kind/name"
    case .sourcePod, .destinationPod: "pod, namespace/name"
    case .sourceIdentity, .destinationIdentity: "numeric security identity"
    case .sourceIP, .destinationIP: "IP address"
    case .sourcePort, .destinationPort: "TCP, UDP or SCTP port"
    case .sourceApp, .destinationApp:
      "label k8s:app.kubernetes.io/name, k8s:k8s-app or k8s:app, the first there is"
    case .sourceService, .destinationService: "service, namespace/name"
    case .sourceCluster, .destinationCluster: "cluster name"
    case .sourceNames, .destinationNames: "DNS names, sorted, joined by ,"
    case .reason: "drop reason"
    case .policy: "policies that denied, namespace/name"
    case .policyKind: "kinds of these policies"
    case .defaultDenyPolicy:
      "policies that put the endpoint under default deny, where the log names them (Cilium 1.20)"
    case .direction: "ingress, egress or unknown"
    case .protocol: "TCP, UDP, ICMPv4, ICMPv6, SCTP, VRRP, IGMP"
    case .node: "node that saw the flow"
    case .verdict: "verdict"
    case .type: "L7, Drop, Trace, PolicyVerdict, Capture, else the event type's number"
    case .httpMethod: "HTTP method"
    case .httpStatus: "HTTP status code"
    case .dnsQuery: "DNS query"
    case .dnsRcode: "DNS response code, a number"
    }
  }
}
