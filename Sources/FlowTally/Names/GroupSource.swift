internal import FlowAnswer

/// Where on a line the value of a group field stands: a field is one row of `init`.
enum GroupSource: Sendable {
  case bucket, direction, node, verdict, transport, eventType, rcode
  case reason, policies, policyKinds, defaultDenyPolicies, denyingPolicies, namedPolicies
  case isReply, icmpType, tcpFlags, interface, tracePoint, file, httpPath, uuid
  /// The end that asks, or the one that answers.
  case peer(isClient: Bool)
  /// All labels.
  case labels(FlowSide)
  /// The value of a label: its key's place among those of the plan. A number, because a text would be counted with each copy.
  case label(FlowSide, Int)
  case namespace(FlowSide)
  case workload(FlowSide)
  /// The first workload, else the pod.
  case owner(FlowSide)
  case app(FlowSide)
  /// DNS names.
  case names(JSONField)
  case string(JSONField, FlowPart)
  case number(JSONField, FlowPart)
  /// `OUTER/INNER`.
  case pair(JSONField, JSONField, FlowPart)

  /// The row of a field; a plan's are found once.
  ///
  /// `labelKeys` are those of the plan's fields.
  init(_ field: GroupField, labelKeys: [String] = []) {
    self =
      switch field {
      case .bucket: .bucket
      case .sourceNamespace: .namespace(.source)
      case .destinationNamespace: .namespace(.destination)
      case .sourceWorkload: .workload(.source)
      case .destinationWorkload: .workload(.destination)
      case .sourcePod: .pair(.namespace, .podName, .source)
      case .destinationPod: .pair(.namespace, .podName, .destination)
      case .sourceIdentity: .number(.identity, .source)
      case .destinationIdentity: .number(.identity, .destination)
      case .sourceIP: .string(.source, .ip)
      case .destinationIP: .string(.destination, .ip)
      case .sourcePort: .number(.sourcePort, .ports)
      case .destinationPort: .number(.destinationPort, .ports)
      case .sourceApp: .app(.source)
      case .destinationApp: .app(.destination)
      case .sourceService: .pair(.namespace, .name, .sourceService)
      case .destinationService: .pair(.namespace, .name, .destinationService)
      case .sourceCluster: .string(.clusterName, .source)
      case .destinationCluster: .string(.clusterName, .destination)
      case .sourceLabels: .labels(.source)
      case .destinationLabels: .labels(.destination)
      case .sourceLabel(let key): .label(.source, labelKeys.firstIndex(of: key) ?? 0)
      case .destinationLabel(let key): .label(.destination, labelKeys.firstIndex(of: key) ?? 0)
      case .client: .peer(isClient: true)
      case .server: .peer(isClient: false)
      case .sourceNames: .names(.sourceNames)
      case .destinationNames: .names(.destinationNames)
      case .reason: .reason
      case .policy: .policies
      case .policyKind: .policyKinds
      case .defaultDenyPolicy: .defaultDenyPolicies
      case .direction: .direction
      case .protocol: .transport
      case .node: .node
      case .verdict: .verdict
      case .type: .eventType
      case .isReply: .isReply
      case .icmpType: .icmpType
      case .tcpFlags: .tcpFlags
      case .interface: .interface
      case .tracePoint: .tracePoint
      case .file: .file
      case .httpPath: .httpPath
      case .httpMethod: .string(.method, .http)
      case .httpStatus: .number(.code, .http)
      case .dnsQuery: .string(.query, .dns)
      case .dnsRcode: .rcode
      case .uuid: .uuid
      case .denyingPolicies: .denyingPolicies
      case .namedPolicies: .namedPolicies
      case .sourceOwner: .owner(.source)
      case .destinationOwner: .owner(.destination)
      }
  }

  /// The parts of a flow that it is read from.
  var parts: [FlowPart] {
    switch self {
    case .bucket, .direction, .node, .verdict, .names, .isReply, .interface, .tracePoint, .file,
      .uuid:
      []
    case .namespace(let side), .workload(let side), .owner(let side), .app(let side),
      .labels(let side), .label(let side, _):
      [side.endpoint]
    case .peer: [.source, .destination]
    case .string(_, let part), .number(_, let part), .pair(_, _, let part): part.path
    case .transport, .icmpType, .tcpFlags: [.ports]
    case .httpPath: FlowPart.http.path
    case .reason, .policies, .policyKinds, .defaultDenyPolicies, .denyingPolicies,
      .namedPolicies, .eventType:
      [.eventType, .l7]
    case .rcode: FlowPart.dns.path
    }
  }

  /// The member of a flow without which the value is never there; nil where flows may well lack it.
  var mainMember: JSONField? {
    switch self {
    case .verdict: .verdict
    case .eventType: .eventType
    case .direction: .trafficDirection
    case .transport, .icmpType, .tcpFlags: .l4
    case .namespace(let side), .workload(let side), .owner(let side), .app(let side),
      .labels(let side), .label(let side, _):
      side.endpoint.mainMember
    case .string(_, let part), .number(_, let part), .pair(_, _, let part): part.mainMember
    case .bucket, .node, .rcode, .reason, .policies, .policyKinds, .defaultDenyPolicies,
      .denyingPolicies, .namedPolicies, .isReply, .interface, .tracePoint, .file, .httpPath, .peer,
      .names:
      nil
    case .uuid: .uuid
    }
  }

  /// The members beside a drop's reason, direction and event that its value is made of, on a line whose layout is known; nil where it differs
  /// on nearly every line, or asks for more.
  var steadyMembers: [FlowMember]? {
    switch self {
    case .direction, .verdict, .transport, .eventType, .reason, .policies, .policyKinds,
      .defaultDenyPolicies, .denyingPolicies, .namedPolicies:
      []
    case .namespace(let side):
      [
        FlowMember(.namespace, of: side.endpoint),
        FlowMember(.labels, of: side.endpoint, insteadOf: .namespace),
        FlowMember(.identity, of: side.endpoint, insteadOf: .namespace),
      ]
    case .workload(let side): [FlowMember(.workloads, of: side.endpoint)]
    case .owner(let side):
      [
        FlowMember(.workloads, of: side.endpoint),
        FlowMember(.podName, of: side.endpoint, insteadOf: .workloads),
      ]
    case .app(let side), .labels(let side), .label(let side, _):
      [FlowMember(.labels, of: side.endpoint)]
    case .string(let field, let part), .number(let field, let part):
      part == .source || part == .destination ? [FlowMember(field, of: part)] : nil
    case .pair(let outer, let inner, let part):
      [FlowMember(outer, of: part), FlowMember(inner, of: part)]
    case .bucket, .node, .rcode, .names, .isReply, .icmpType, .tcpFlags, .interface, .tracePoint,
      .file, .httpPath, .peer, .uuid:
      nil
    }
  }

  /// Whether a paired drop takes it from the policy-verdict line; all others come from the notification.
  ///
  /// What only verdict lines have belongs here: taken from the notification, it would count `(none)`.
  var comesFromVerdict: Bool {
    switch self {
    case .policies, .policyKinds, .defaultDenyPolicies, .denyingPolicies,
      .namedPolicies, .direction:
      true
    case .bucket, .node, .verdict, .transport, .eventType, .rcode, .reason, .namespace, .workload,
      .owner, .app, .names, .labels, .label, .peer, .isReply, .icmpType, .tcpFlags, .interface,
      .tracePoint,
      .file, .httpPath, .uuid, .string, .number, .pair:
      false
    }
  }

  /// Whether both lines of a packet say the same: it is of their pair key.
  var isOfPair: Bool {
    switch self {
    case .node, .transport, .verdict: true
    case .string(_, let part): part == .ip
    case .number(_, let part): part == .ports
    case .bucket, .direction, .eventType, .rcode, .reason, .policies, .policyKinds,
      .defaultDenyPolicies, .denyingPolicies, .namedPolicies, .namespace, .workload, .owner, .app,
      .names, .labels, .label,
      .peer, .isReply, .icmpType, .tcpFlags, .interface, .tracePoint, .file, .httpPath, .uuid,
      .pair:
      false
    }
  }
}

extension FlowPart {
  /// The member of the flow that the part is, or is in, where nearly every flow has it.
  fileprivate var mainMember: JSONField? {
    switch self {
    case .source: .source
    case .destination: .destination
    case .ip: .ip
    case .ports: .l4
    case .eventType: .eventType
    case .l7, .http, .dns, .sourceService, .destinationService, .aggregate: nil
    }
  }

  /// The part and those it lies in.
  fileprivate var path: [Self] {
    switch self {
    case .http, .dns: [.l7, self]
    case .source, .destination, .ip, .ports, .eventType, .l7, .sourceService, .destinationService,
      .aggregate:
      [self]
    }
  }
}
