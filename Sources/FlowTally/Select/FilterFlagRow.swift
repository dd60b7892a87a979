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
    /// A value as it is printed, which no FlowFilter can ask for.
    case condition
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

  /// The table, in the order of help and documentation.
  static let rows = FilterFlag.allCases.map(made)

  /// A flag's row.
  static func row(of flag: FilterFlag) -> Self {
    byFlag[flag] ?? made(flag)
  }

  private static let byFlag = Dictionary(uniqueKeysWithValues: rows.map { ($0.flag, $0) })

  private static func made(_ flag: FilterFlag) -> Self {
    switch flag {
    case .verdict:
      Self(
        flag, "VERDICT", .both(.verdict), words: Verdict.allCases.map(\.name), lists: true,
        "only flows with this verdict")
    case .dropReasonDesc:
      Self(
        flag, "REASON", .both(.dropReasonDesc), words: DropReason.allNames,
        "only dropped flows with this reason, like POLICY_DENIED")
    case .type:
      Self(
        flag, short: "t", "TYPE[:SUBTYPE]", .both(.eventType), words: EventTypeText.words,
        "only events of this type: capture, drop, l7, policy-verdict, trace, trace-sock or a number"
      )
    case .trafficDirection:
      Self(
        flag, "DIRECTION", .both(.trafficDirection), words: TrafficDirection.words,
        "only flows in this direction, ingress or egress")
    case .namespace:
      Self(
        flag, short: "n", "NAMESPACE", .namespaces(.either), "only flows from or to this namespace")
    case .fromNamespace:
      Self(flag, "NAMESPACE", .namespaces(.source), "only flows from this namespace")
    case .toNamespace:
      Self(flag, "NAMESPACE", .namespaces(.destination), "only flows to this namespace")
    case .allNamespaces:
      Self(flag, short: "A", nil, .namespaces(.either), "only flows from or to any namespace")
    case .fromAllNamespaces:
      Self(flag, nil, .namespaces(.source), "only flows from any namespace")
    case .toAllNamespaces:
      Self(flag, nil, .namespaces(.destination), "only flows to any namespace")
    case .pod, .fromPod, .toPod:
      end(
        flag, of: (.fromPod, .toPod), "[NS/]PREFIX", (.sourcePod, .destinationPod),
        "pods whose names begin so; without NS in default, with /PREFIX anywhere")
    case .service, .fromService, .toService:
      end(
        flag, of: (.fromService, .toService), "[NS/]PREFIX", (.sourceService, .destinationService),
        "services whose names begin so")
    case .workload, .fromWorkload, .toWorkload:
      end(
        flag, of: (.fromWorkload, .toWorkload), "[KIND/]NAME",
        (.sourceWorkload, .destinationWorkload), "this workload; KIND/ alone is any of the kind")
    case .label, .fromLabel, .toLabel:
      end(
        flag, of: (.fromLabel, .toLabel), short: "l", "SELECTOR", (.sourceLabel, .destinationLabel),
        "endpoints with these labels, like k8s:app=web or 'tier in (a,b),!spot'")
    case .identity, .fromIdentity, .toIdentity:
      end(
        flag, of: (.fromIdentity, .toIdentity), "IDENTITY", (.sourceIdentity, .destinationIdentity),
        words: ReservedIdentity.names.dropFirst().map { "\($0)" },
        "this identity, a number or a reserved name like world")
    case .cluster, .fromCluster, .toCluster:
      end(
        flag, of: (.fromCluster, .toCluster), "NAME", (.sourceClusterName, .destinationClusterName),
        "endpoints of this cluster")
    case .ip, .fromIP, .toIP:
      end(
        flag, of: (.fromIP, .toIP), "IP[/BITS]", (.sourceIP, .destinationIP),
        "this address or CIDR range")
    case .snatIP:
      Self(flag, "IP[/BITS]", .both(.sourceIPXlated), "only flows with this source after SNAT")
    case .ipv4:
      Self(flag, short: "4", nil, .both(.ipVersion), "only IPv4 flows")
    case .ipv6:
      Self(flag, short: "6", nil, .both(.ipVersion), "only IPv6 flows")
    case .ipVersion:
      Self(
        flag, "VERSION", .both(.ipVersion), words: ["v4", "v6", "none"],
        "only flows of this IP version: v4, v6 or none")
    case .fqdn, .fromFQDN, .toFQDN:
      end(
        flag, of: (.fromFQDN, .toFQDN), "PATTERN", (.sourceFQDN, .destinationFQDN),
        "this DNS name, like *.example.com")
    case .protocol:
      Self(
        flag, "PROTOCOL", .both(.protocol), words: FlowProtocols.words, lists: true,
        "only flows of this protocol")
    case .port, .fromPort, .toPort:
      end(
        flag, of: (.fromPort, .toPort), "PORT", (.sourcePort, .destinationPort),
        "this TCP, UDP or SCTP port")
    case .tcpFlags:
      Self(
        flag, "FLAG,...", .both(.tcpFlags), words: TCPFlags.fields.map(\.name),
        "only TCP packets with all of these flags, like SYN,ACK")
    case .httpStatus:
      Self(
        flag, "STATUS", .both(.httpStatusCode), "only HTTP answers with this status, like 404 or 5+"
      )
    case .httpMethod:
      Self(
        flag, "METHOD", .both(.httpMethod),
        words: ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"],
        "only HTTP requests with this method")
    case .httpPath:
      Self(flag, "REGEXP", .both(.httpPath), "only HTTP requests whose path holds this expression")
    case .httpURL:
      Self(flag, "REGEXP", .both(.httpURL), "only HTTP requests whose URL holds this expression")
    case .httpHeader:
      Self(flag, "KEY:VALUE", .both(.httpHeader), "only HTTP requests with this header")
    case .nodeName:
      Self(
        flag, "[CLUSTER/]PATTERN", .both(.nodeName),
        "only flows seen by these nodes, like k8s* or prod/*")
    case .nodeLabel:
      Self(flag, "SELECTOR", .both(.nodeLabels), "only flows seen by nodes with these labels")
    case .interface:
      Self(flag, "NAME", .both(.interface), "only flows seen at this network interface")
    case .encrypted:
      Self(flag, nil, .both(.encrypted), "only encrypted flows")
    case .unencrypted:
      Self(flag, nil, .both(.encrypted), "only flows that are not encrypted")
    case .uuid:
      Self(flag, "UUID", .both(.uuid), "only the flow with this uuid")
    case .traceID:
      Self(flag, "ID", .both(.traceID), "only flows of this trace, by its hexadecimal id")
    case .ipTraceID:
      Self(flag, "NUMBER", .both(.ipTraceID), "only flows with this IP trace id")
    case .allowlist:
      Self(
        flag, "JSON", .list(isDenied: false),
        "only flows that match these FlowFilters, as the exporter's allowList has them")
    case .denylist:
      Self(flag, "JSON", .list(isDenied: true), "only flows that match none of these FlowFilters")
    case .dnsQuery:
      Self(
        flag, "REGEXP", .both(.dnsQuery),
        "only DNS requests and answers whose query holds this expression")
    case .dnsRcode:
      Self(
        flag, "CODE", .condition, words: ResponseCode.names,
        "only DNS answers with this code, a name like NXDOMAIN or a number")
    case .policy:
      Self(
        flag, "NAME", .condition,
        "only drops that this policy denied, like NAMESPACE/NAME or '(default deny)'; * is anything"
      )
    case .where:
      Self(
        flag, "FIELD=VALUE", .condition,
        "only what has this value in a field of --by; != is not, ~ a regular expression, * anything"
      )
    }
  }

  /// A flag for either end, like `--pod`, or its form for one, like `--from-pod` and `--to-pod`.
  private static func end(
    _ flag: FilterFlag, of sides: (from: FilterFlag, to: FilterFlag), short: Character? = nil,
    _ valueName: String, _ fields: (FilterField, FilterField), words: [String] = [], _ what: String
  ) -> Self {
    if flag == sides.from {
      Self(flag, valueName, .both(fields.0), words: words, "only flows from \(what)")
    } else if flag == sides.to {
      Self(flag, valueName, .both(fields.1), words: words, "only flows to \(what)")
    } else {
      Self(
        flag, short: short, valueName, .ends(fields.0, fields.1), words: words,
        "only flows from or to \(what)")
    }
  }
}
