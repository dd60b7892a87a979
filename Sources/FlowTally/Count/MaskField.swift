/// A field that the exporter's field mask has to keep, for the answers to be whole; the raw value is its path in the mask.
///
/// The list is the recommendation: documentation and `doctor` take it from here.
public enum MaskField: String, CaseIterable, Sendable {
  case time
  case uuid
  case verdict
  case eventType = "event_type"
  case trafficDirection = "traffic_direction"
  case dropReasonDesc = "drop_reason_desc"
  case ip = "IP"
  case l4
  case sourceNamespace = "source.namespace"
  case sourcePodName = "source.pod_name"
  case sourceLabels = "source.labels"
  case sourceIdentity = "source.identity"
  case sourceWorkloads = "source.workloads"
  case destinationNamespace = "destination.namespace"
  case destinationPodName = "destination.pod_name"
  case destinationLabels = "destination.labels"
  case destinationIdentity = "destination.identity"
  case destinationWorkloads = "destination.workloads"
  case nodeName = "node_name"
  case isReply = "is_reply"
  case type = "Type"
  case l7
  case egressDeniedBy = "egress_denied_by"
  case ingressDeniedBy = "ingress_denied_by"

  /// Where the field lies.
  var place: (part: FlowPart?, field: JSONField) {
    switch self {
    case .time: (nil, .time)
    case .uuid: (nil, .uuid)
    case .verdict: (nil, .verdict)
    case .eventType: (nil, .eventType)
    case .trafficDirection: (nil, .trafficDirection)
    case .dropReasonDesc: (nil, .dropReasonDesc)
    case .ip: (nil, .ip)
    case .l4: (nil, .l4)
    case .sourceNamespace: (.source, .namespace)
    case .sourcePodName: (.source, .podName)
    case .sourceLabels: (.source, .labels)
    case .sourceIdentity: (.source, .identity)
    case .sourceWorkloads: (.source, .workloads)
    case .destinationNamespace: (.destination, .namespace)
    case .destinationPodName: (.destination, .podName)
    case .destinationLabels: (.destination, .labels)
    case .destinationIdentity: (.destination, .identity)
    case .destinationWorkloads: (.destination, .workloads)
    case .nodeName: (nil, .nodeName)
    case .isReply: (nil, .isReply)
    case .type: (nil, .type)
    case .l7: (nil, .l7)
    case .egressDeniedBy: (nil, .egressDeniedBy)
    case .ingressDeniedBy: (nil, .ingressDeniedBy)
    }
  }

  /// On which lines the field stands unless it is masked, and how many of those without it are proof.
  var expectation: (on: Occasion, lineCount: UInt64) {
    switch self {
    case .dropReasonDesc: (.drop, 10)
    case .isReply: (.forwarded, 10)
    case .l7: (.l7, 1)
    // The agent cannot name the policy of every deny.
    case .egressDeniedBy: (.egressDeny, 10)
    case .ingressDeniedBy: (.ingressDeny, 10)
    case .time, .uuid, .verdict, .eventType, .trafficDirection, .ip, .l4, .sourceNamespace,
      .sourcePodName, .sourceLabels, .sourceIdentity, .sourceWorkloads, .destinationNamespace,
      .destinationPodName, .destinationLabels, .destinationIdentity, .destinationWorkloads,
      .nodeName, .type:
      (.flow, 100)
    }
  }

  /// A kind of line.
  enum Occasion {
    case flow, drop, forwarded, l7, egressDeny, ingressDeny
  }
}
