internal import FlowAnswer

/// A field of a FlowFilter: what flags set, and what the exporter's allow and deny lists are written in.
///
/// Source: message FlowFilter of Cilium's flow.proto; the cases stand in its order, which is that of the agent's JSON.
enum FilterField: CaseIterable, Sendable, Hashable {
  case uuid
  case sourceIP, sourceIPXlated, sourcePod, sourceFQDN, sourceLabel, sourceService, sourceWorkload
  case sourceClusterName
  case destinationIP, destinationPod, destinationFQDN, destinationLabel, destinationService
  case destinationWorkload, destinationClusterName
  case trafficDirection, verdict, dropReasonDesc, interface, eventType, httpStatusCode, `protocol`
  case sourcePort, destinationPort, reply, dnsQuery, sourceIdentity, destinationIdentity
  case httpMethod, httpPath, httpURL, httpHeader, tcpFlags, nodeName, nodeLabels, ipVersion
  case traceID, ipTraceID, encrypted

  /// What its values are.
  enum Kind {
    case text
    /// A name of an enumeration.
    case name(FilterEnumeration)
    case truth
    /// A number of 32 bits.
    case number
    /// A number of 64 bits, in JSON a string.
    case longNumber
    case workload, header, interface, eventType, tcpFlags
  }

  /// The name in the agent's JSON.
  var name: String {
    switch self {
    case .uuid: "uuid"
    case .sourceIP: "source_ip"
    case .sourceIPXlated: "source_ip_xlated"
    case .sourcePod: "source_pod"
    case .sourceFQDN: "source_fqdn"
    case .sourceLabel: "source_label"
    case .sourceService: "source_service"
    case .sourceWorkload: "source_workload"
    case .sourceClusterName: "source_cluster_name"
    case .destinationIP: "destination_ip"
    case .destinationPod: "destination_pod"
    case .destinationFQDN: "destination_fqdn"
    case .destinationLabel: "destination_label"
    case .destinationService: "destination_service"
    case .destinationWorkload: "destination_workload"
    case .destinationClusterName: "destination_cluster_name"
    case .trafficDirection: "traffic_direction"
    case .verdict: "verdict"
    case .dropReasonDesc: "drop_reason_desc"
    case .interface: "interface"
    case .eventType: "event_type"
    case .httpStatusCode: "http_status_code"
    case .protocol: "protocol"
    case .sourcePort: "source_port"
    case .destinationPort: "destination_port"
    case .reply: "reply"
    case .dnsQuery: "dns_query"
    case .sourceIdentity: "source_identity"
    case .destinationIdentity: "destination_identity"
    case .httpMethod: "http_method"
    case .httpPath: "http_path"
    case .httpURL: "http_url"
    case .httpHeader: "http_header"
    case .tcpFlags: "tcp_flags"
    case .nodeName: "node_name"
    case .nodeLabels: "node_labels"
    case .ipVersion: "ip_version"
    case .traceID: "trace_id"
    case .ipTraceID: "ip_trace_id"
    case .encrypted: "encrypted"
    }
  }

  var kind: Kind {
    switch self {
    case .uuid, .sourceIP, .sourceIPXlated, .sourcePod, .sourceFQDN, .sourceLabel, .sourceService,
      .sourceClusterName, .destinationIP, .destinationPod, .destinationFQDN, .destinationLabel,
      .destinationService, .destinationClusterName, .httpStatusCode, .protocol, .sourcePort,
      .destinationPort, .dnsQuery, .httpMethod, .httpPath, .httpURL, .nodeName, .nodeLabels,
      .traceID:
      .text
    case .trafficDirection: .name(.trafficDirection)
    case .verdict: .name(.verdict)
    case .dropReasonDesc: .name(.dropReason)
    case .ipVersion: .name(.ipVersion)
    case .reply, .encrypted: .truth
    case .sourceIdentity, .destinationIdentity: .number
    case .ipTraceID: .longNumber
    case .sourceWorkload, .destinationWorkload: .workload
    case .httpHeader: .header
    case .interface: .interface
    case .eventType: .eventType
    case .tcpFlags: .tcpFlags
    }
  }

  /// The parts of a flow that the field is compared with: only these are looked into.
  var parts: [FlowPart] {
    switch self {
    case .sourcePod, .sourceLabel, .sourceWorkload, .sourceClusterName, .sourceIdentity: [.source]
    case .destinationPod, .destinationLabel, .destinationWorkload, .destinationClusterName,
      .destinationIdentity:
      [.destination]
    case .sourceIP, .sourceIPXlated, .destinationIP, .ipVersion, .encrypted: [.ip]
    case .sourceService: [.sourceService]
    case .destinationService: [.destinationService]
    case .sourcePort, .destinationPort, .tcpFlags: [.ports]
    case .protocol: [.ports, .l7]
    case .eventType: [.eventType]
    case .httpStatusCode, .httpMethod, .httpPath, .httpURL, .httpHeader: [.l7, .http]
    case .dnsQuery: [.l7, .dns]
    case .uuid, .sourceFQDN, .destinationFQDN, .trafficDirection, .verdict, .dropReasonDesc,
      .interface, .reply, .nodeName, .nodeLabels, .traceID, .ipTraceID:
      []
    }
  }
}

/// An enumeration that a filter's values are names of.
enum FilterEnumeration: Sendable {
  case verdict, dropReason, trafficDirection, ipVersion

  /// The names, by their numbers.
  var names: [String] {
    switch self {
    case .verdict: Verdict.allCases.map(\.name)
    case .dropReason: DropReason.allNames
    case .trafficDirection: TrafficDirection.allCases.map { "\($0.name)" }
    case .ipVersion: ["IP_NOT_USED", "IPv4", "IPv6"]
    }
  }

  /// The number of a name, nil where there is none such.
  func number(named name: String) -> Int64? {
    switch self {
    case .dropReason: DropReason.number(named: name) ?? DropReason.number(unnamed: name)
    case .verdict, .trafficDirection, .ipVersion: names.firstIndex(of: name).map { Int64($0) }
    }
  }

  /// The name of a number, nil where it has none.
  func name(of number: Int64) -> String? {
    switch self {
    case .dropReason: DropReason.name(of: number).map { "\($0)" }
    case .verdict, .trafficDirection, .ipVersion:
      number >= 0 && number < Int64(names.count) ? names[Int(number)] : nil
    }
  }
}
