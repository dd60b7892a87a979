internal import FlowAnswer

/// A row of the filter table: what a flag is called, what it means, and what it sets.
///
/// The fields that it sets say which parts of a line it needs and how it is matched: `FilterField`, `FilterClause`.
struct FilterFlagRow: Sendable {
  /// What a flag sets.
  enum Effect: Sendable {
    /// A field of both filters.
    case both(FilterField)
    /// A field of the left filter, and another of the right one.
    case ends(FilterField, FilterField)
    /// Namespaces, which pods and services are looked for in.
    case namespaces(NamespaceEnd)
    /// Whole filters of a list.
    case list(isDenied: Bool)
  }

  /// The ends that a namespace is asked of.
  enum NamespaceEnd: Sendable {
    case either, source, destination
  }

  let flag: FilterFlag
  let shortName: Character?
  let valueName: String?
  let words: [String]
  let listsWords: Bool
  let effect: Effect
  let summary: String

  init(
    _ flag: FilterFlag, short: Character? = nil, _ valueName: String?, _ effect: Effect,
    words: [String] = [], lists: Bool = false, _ summary: String
  ) {
    self.flag = flag
    shortName = short
    self.valueName = valueName
    self.words = words
    listsWords = lists
    self.effect = effect
    self.summary = summary
  }

  /// A flag's row.
  static func row(of flag: FilterFlag) -> Self {
    byFlag[flag] ?? Self(flag, nil, .list(isDenied: false), "")
  }

  private static let byFlag: [FilterFlag: Self] = .init(
    rows.map { ($0.flag, $0) }, uniquingKeysWith: { first, _ in first })

  /// A flag for either end, and its forms for one: `--pod`, `--from-pod`, `--to-pod`.
  private static func ends(
    _ flags: (FilterFlag, FilterFlag, FilterFlag), short: Character? = nil, _ valueName: String,
    _ fields: (FilterField, FilterField), words: [String] = [], _ what: String
  ) -> [Self] {
    [
      Self(
        flags.0, short: short, valueName, .ends(fields.0, fields.1), words: words,
        "only flows from or to \(what)"),
      Self(flags.1, valueName, .both(fields.0), words: words, "only flows from \(what)"),
      Self(flags.2, valueName, .both(fields.1), words: words, "only flows to \(what)"),
    ]
  }

  /// The table, in the order of help and documentation.
  static let rows: [Self] = events + namespaces + endpoints + addresses + requests + places + lists

  private static let events: [Self] = [
    Self(
      .verdict, "VERDICT", .both(.verdict), words: Verdict.allCases.map(\.name), lists: true,
      "only flows with this verdict"),
    Self(
      .dropReasonDesc, "REASON", .both(.dropReasonDesc), words: DropReason.allNames,
      "only dropped flows with this reason, like POLICY_DENIED"),
    Self(
      .type, short: "t", "TYPE[:SUBTYPE]", .both(.eventType), words: EventTypeText.words,
      "only events of this type: capture, drop, l7, policy-verdict, trace, trace-sock or a number"),
    Self(
      .trafficDirection, "DIRECTION", .both(.trafficDirection), words: ["ingress", "egress"],
      "only flows in this direction, ingress or egress"),
  ]

  private static let namespaces: [Self] = [
    Self(
      .namespace, short: "n", "NAMESPACE", .namespaces(.either),
      "only flows from or to this namespace"),
    Self(.fromNamespace, "NAMESPACE", .namespaces(.source), "only flows from this namespace"),
    Self(.toNamespace, "NAMESPACE", .namespaces(.destination), "only flows to this namespace"),
    Self(
      .allNamespaces, short: "A", nil, .namespaces(.either),
      "only flows from or to any namespace"),
    Self(.fromAllNamespaces, nil, .namespaces(.source), "only flows from any namespace"),
    Self(.toAllNamespaces, nil, .namespaces(.destination), "only flows to any namespace"),
  ]

  private static let endpoints: [Self] =
    ends(
      (.pod, .fromPod, .toPod), "[NS/]PREFIX", (.sourcePod, .destinationPod),
      "pods whose names begin so; without NS in default, with /PREFIX anywhere")
    + ends(
      (.service, .fromService, .toService), "[NS/]PREFIX", (.sourceService, .destinationService),
      "services whose names begin so")
    + ends(
      (.workload, .fromWorkload, .toWorkload), "[KIND/]NAME",
      (.sourceWorkload, .destinationWorkload), "this workload; KIND/ alone is any of the kind")
    + ends(
      (.label, .fromLabel, .toLabel), short: "l", "SELECTOR", (.sourceLabel, .destinationLabel),
      "endpoints with these labels, like k8s:app=web or 'tier in (a,b),!spot'")
    + ends(
      (.identity, .fromIdentity, .toIdentity), "IDENTITY", (.sourceIdentity, .destinationIdentity),
      words: ReservedIdentity.names.dropFirst().map { "\($0)" },
      "this identity, a number or a reserved name like world")
    + ends(
      (.cluster, .fromCluster, .toCluster), "NAME", (.sourceClusterName, .destinationClusterName),
      "endpoints of this cluster")

  private static let addresses: [Self] =
    ends(
      (.ip, .fromIP, .toIP), "IP[/BITS]", (.sourceIP, .destinationIP),
      "this address or CIDR range")
    + [
      Self(.snatIP, "IP[/BITS]", .both(.sourceIPXlated), "only flows with this source after SNAT"),
      Self(.ipv4, short: "4", nil, .both(.ipVersion), "only IPv4 flows"),
      Self(.ipv6, short: "6", nil, .both(.ipVersion), "only IPv6 flows"),
      Self(
        .ipVersion, "VERSION", .both(.ipVersion), words: ["v4", "v6", "none"],
        "only flows of this IP version: v4, v6 or none"),
    ]
    + ends(
      (.fqdn, .fromFQDN, .toFQDN), "PATTERN", (.sourceFQDN, .destinationFQDN),
      "this DNS name, like *.example.com")
    + [
      Self(
        .protocol, "PROTOCOL", .both(.protocol), words: FlowProtocols.words, lists: true,
        "only flows of this protocol")
    ]
    + ends(
      (.port, .fromPort, .toPort), "PORT", (.sourcePort, .destinationPort),
      "this TCP, UDP or SCTP port")
    + [
      Self(
        .tcpFlags, "FLAG,...", .both(.tcpFlags), words: TCPFlags.fields.map(\.name),
        "only TCP packets with all of these flags, like SYN,ACK")
    ]

  private static let requests: [Self] = [
    Self(
      .httpStatus, "STATUS", .both(.httpStatusCode),
      "only HTTP answers with this status, like 404 or 5+"),
    Self(
      .httpMethod, "METHOD", .both(.httpMethod),
      words: ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"],
      "only HTTP requests with this method"),
    Self(
      .httpPath, "REGEXP", .both(.httpPath), "only HTTP requests whose path holds this expression"),
    Self(.httpURL, "REGEXP", .both(.httpURL), "only HTTP requests whose URL holds this expression"),
    Self(.httpHeader, "KEY:VALUE", .both(.httpHeader), "only HTTP requests with this header"),
  ]

  private static let places: [Self] = [
    Self(
      .nodeName, "[CLUSTER/]PATTERN", .both(.nodeName),
      "only flows seen by these nodes, like k8s* or prod/*"),
    Self(
      .nodeLabel, "SELECTOR", .both(.nodeLabels), "only flows seen by nodes with these labels"),
    Self(.interface, "NAME", .both(.interface), "only flows seen at this network interface"),
    Self(.encrypted, nil, .both(.encrypted), "only encrypted flows"),
    Self(.unencrypted, nil, .both(.encrypted), "only flows that are not encrypted"),
    Self(.uuid, "UUID", .both(.uuid), "only the flow with this uuid"),
    Self(.traceID, "ID", .both(.traceID), "only flows of this trace, by its hexadecimal id"),
    Self(.ipTraceID, "NUMBER", .both(.ipTraceID), "only flows with this IP trace id"),
  ]

  private static let lists: [Self] = [
    Self(
      .allowlist, "JSON", .list(isDenied: false),
      "only flows that match these FlowFilters, as the exporter's allowList has them"),
    Self(
      .denylist, "JSON", .list(isDenied: true),
      "only flows that match none of these FlowFilters"),
  ]
}
