/// A field that flows can be grouped by: a case, its row of `row`, and its place in `allCases`; where its value stands on a line is a
/// row of `GroupSource`.
///
/// The raw value is the name that `--by` takes.
public enum GroupField: Sendable, Hashable {
  /// The time bucket of `--bucket`; not a name for `--by`.
  case bucket
  case sourceNamespace, destinationNamespace, sourceWorkload, destinationWorkload
  case sourcePod, destinationPod, sourceIdentity, destinationIdentity, sourceIP, destinationIP
  case sourcePort, destinationPort, sourceApp, destinationApp, sourceService, destinationService
  case sourceCluster, destinationCluster, sourceNames, destinationNames
  case sourceLabels, destinationLabels
  /// The value of the label of this key.
  case sourceLabel(String)
  case destinationLabel(String)
  case client, server
  case reason, policy, policyKind, defaultDenyPolicy, direction, `protocol`, node, verdict, type
  case isReply, icmpType, tcpFlags, interface, tracePoint, file
  case httpMethod, httpStatus, httpPath, dnsQuery, dnsRcode, uuid
  /// The policies that denied, `KIND/NAMESPACE/NAME` each; for commands that need them apart, not a name for `--by`.
  case denyingPolicies
  /// The policies that the log names for a drop, whatever they did, `KIND/NAMESPACE/NAME` each; not a name for `--by` either.
  case namedPolicies
  /// The first workload of an end, `KIND/NAME`, else its pod behind a slash; for commands that follow ends, not a name for `--by`.
  case sourceOwner, destinationOwner

  /// The fields, in the order of the documentation; not among them are those of labels, one for each key, `denyingPolicies`,
  /// `namedPolicies` and the owners.
  public static let allCases: [Self] = [
    .bucket, .sourceNamespace, .destinationNamespace, .sourceWorkload, .destinationWorkload,
    .sourcePod, .destinationPod, .sourceIdentity, .destinationIdentity, .sourceIP, .destinationIP,
    .sourcePort, .destinationPort, .sourceApp, .destinationApp, .sourceService, .destinationService,
    .sourceCluster, .destinationCluster, .sourceNames, .destinationNames, .sourceLabels,
    .destinationLabels, .client, .server, .reason, .policy, .policyKind, .defaultDenyPolicy,
    .direction, .protocol, .node, .verdict, .type, .isReply, .icmpType, .tcpFlags, .interface,
    .tracePoint, .file,
    .httpMethod, .httpStatus, .httpPath, .dnsQuery, .dnsRcode, .uuid,
  ]

  /// The name that `--by` takes, and what the column means, one line for help and documentation.
  private var row: (name: String, summary: String) {
    switch self {
    case .bucket: ("bucket", "start of the time bucket (UTC)")
    case .sourceNamespace: ("source-namespace", Self.namespaceSummary)
    case .destinationNamespace: ("destination-namespace", Self.namespaceSummary)
    case .sourceWorkload: ("source-workload", "first workload, Kind/name")
    case .destinationWorkload: ("destination-workload", "first workload, Kind/name")
    case .sourcePod: ("source-pod", "pod, namespace/name")
    case .destinationPod: ("destination-pod", "pod, namespace/name")
    case .sourceIdentity: ("source-identity", "numeric security identity")
    case .destinationIdentity: ("destination-identity", "numeric security identity")
    case .sourceIP: ("source-ip", "IP address")
    case .destinationIP: ("destination-ip", "IP address")
    case .sourcePort: ("source-port", "TCP, UDP or SCTP port")
    case .destinationPort: ("destination-port", "TCP, UDP or SCTP port")
    case .sourceApp: ("source-app", Self.appSummary)
    case .destinationApp: ("destination-app", Self.appSummary)
    case .sourceService: ("source-service", "service, namespace/name")
    case .destinationService: ("destination-service", "service, namespace/name")
    case .sourceCluster: ("source-cluster", "cluster name")
    case .destinationCluster: ("destination-cluster", "cluster name")
    case .sourceNames: ("source-names", "DNS names, sorted, joined by ,")
    case .destinationNames: ("destination-names", "DNS names, sorted, joined by ,")
    case .sourceLabels: ("source-labels", "all labels, sorted, joined by ,")
    case .destinationLabels: ("destination-labels", "all labels, sorted, joined by ,")
    case .sourceLabel(let key): ("source-label:\(key)", Self.labelSummary)
    case .destinationLabel(let key): ("destination-label:\(key)", Self.labelSummary)
    case .client: ("client", Self.clientSummary)
    case .server: ("server", Self.clientSummary)
    case .reason: ("reason", "drop reason")
    case .policy: ("policy", "policies that denied, namespace/name")
    case .policyKind: ("policy-kind", "kinds of these policies")
    case .defaultDenyPolicy: ("default-deny-policy", Self.defaultDenySummary)
    case .direction: ("direction", "ingress, egress or unknown")
    case .protocol: ("protocol", "TCP, UDP, ICMPv4, ICMPv6, SCTP, VRRP, IGMP")
    case .node: ("node", "node that saw the flow")
    case .verdict: ("verdict", "verdict")
    case .type: ("type", "L7, Drop, Trace, PolicyVerdict, Capture, else the event type's number")
    case .isReply: ("is-reply", "true or false; of most drops it is not known")
    case .icmpType: ("icmp-type", "ICMP type, a number")
    case .tcpFlags: ("tcp-flags", "TCP flags that are set, joined by ,")
    case .interface: ("interface", "network interface, its name, else its index")
    case .tracePoint: ("trace-point", "where the agent saw the packet, like TO_ENDPOINT")
    case .file: ("file", "place in the agent's source that dropped the packet, name:line")
    case .httpMethod: ("http-method", "HTTP method")
    case .httpStatus: ("http-status", "HTTP status code")
    case .httpPath: ("http-path", "path of the HTTP request's URL")
    case .dnsQuery: ("dns-query", "DNS query")
    case .dnsRcode: ("dns-rcode", "DNS response code, a number")
    case .uuid: ("uuid", "the flow's unique id; of a drop that of its notification")
    case .denyingPolicies: ("denying-policies", "policies that denied, with their kinds")
    case .namedPolicies: ("named-policies", "policies that the log names for the drop")
    case .sourceOwner: ("source-owner", Self.ownerSummary)
    case .destinationOwner: ("destination-owner", Self.ownerSummary)
    }
  }

  private static let namespaceSummary =
    "namespace, else the reserved label, else the reserved name of the identity"
  private static let appSummary =
    "label k8s:app.kubernetes.io/name, k8s:k8s-app or k8s:app, the first there is"
  private static let defaultDenySummary =
    "policies that put the endpoint under default deny, where the log names them (Cilium 1.20)"
  private static let labelSummary = "value of the first label with this key, like app or k8s:app"
  private static let ownerSummary = "first workload, Kind/name, else the pod"
  private static let clientSummary =
    "end that asks, end that answers (by is_reply): namespace/workload, else the pod, else the namespace"
}

// MARK: Names

extension GroupField {
  /// The name that `--by` takes.
  public var rawValue: String {
    row.name
  }

  /// What the column means, one line for help and documentation.
  public var summary: String {
    row.summary
  }

  /// The field of a name, nil where there is none.
  public init?(rawValue: String) {
    for (prefix, field) in Self.labelFields where rawValue.hasPrefix(prefix) {
      let key = rawValue.dropFirst(prefix.count)
      guard !key.isEmpty else {
        return nil
      }
      self = field(String(key))
      return
    }
    guard let field = Self.allCases.first(where: { $0.rawValue == rawValue }) else {
      return nil
    }
    self = field
  }

  private static let labelFields: [(prefix: String, field: @Sendable (String) -> Self)] = [
    ("source-label:", { .sourceLabel($0) }), ("destination-label:", { .destinationLabel($0) }),
  ]

  /// The key of the label whose value it is; nil of any other field.
  package var labelKey: String? {
    if case .sourceLabel(let key) = self {
      return key
    }
    if case .destinationLabel(let key) = self {
      return key
    }
    return nil
  }

  /// The fields that `--by` takes, in the order of the documentation; of labels an example each.
  public static var selectable: [Self] {
    allCases.filter { $0 != .bucket }
  }

  /// The names that help and documentation list.
  public static var documented: [(name: String, summary: String)] {
    selectable.flatMap { field in
      let own = [(field.rawValue, field.summary)]
      return field == .destinationLabels
        ? own + ["source-label:KEY", "destination-label:KEY"].map { ($0, labelSummary) } : own
    }
  }

  /// The two fields that a name without an end means, as in `--by namespace`; nil where it means none.
  ///
  /// `label:KEY` is one, too.
  public static func bothEnds(of name: String) -> [Self]? {
    let fields = ["source-", "destination-"].compactMap { Self(rawValue: $0 + name) }
    return fields.count == 2 ? fields : nil
  }

  /// The names without an end.
  public static var endless: [String] {
    allCases.compactMap { field in
      field.rawValue.hasPrefix("source-") ? String(field.rawValue.dropFirst(7)) : nil
    }
  }

  /// The key in JSON rows and CSV headers: the name with underscores; a label's key stays as it is.
  public var key: String {
    guard let labelKey else {
      return String(rawValue.map { $0 == "-" ? "_" : $0 })
    }
    return String(rawValue.dropLast(labelKey.count).map { $0 == "-" ? "_" : $0 }) + labelKey
  }

  /// The Prometheus label: the key, but for the names that clash with target labels, and for characters that no label has.
  ///
  /// Source: design of node_exporter's targets; `node` and `type` are what scrape configurations attach.
  public var label: String {
    Self.renamed[self] ?? String(key.map { Self.isLabelCharacter($0) ? $0 : "_" })
  }

  private static let renamed: [Self: String] = [.node: "node_name", .type: "flow_type"]

  private static func isLabelCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber)
  }
}

// MARK: Values

extension GroupField {
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
}
