/// A label of `labelsContext`.
public enum ContextLabel: String, CaseIterable, Sendable {
  case sourceIP = "source_ip"
  case sourcePod = "source_pod"
  case sourceNamespace = "source_namespace"
  case sourceWorkload = "source_workload"
  case sourceWorkloadKind = "source_workload_kind"
  case sourceApp = "source_app"
  case destinationIP = "destination_ip"
  case destinationPod = "destination_pod"
  case destinationNamespace = "destination_namespace"
  case destinationWorkload = "destination_workload"
  case destinationWorkloadKind = "destination_workload_kind"
  case destinationApp = "destination_app"
  case trafficDirection = "traffic_direction"
}

extension ContextLabel {
  /// Whether it tells of the source; else of the destination, or of the direction.
  package var isOfSource: Bool {
    switch self {
    case .sourceIP, .sourcePod, .sourceNamespace, .sourceWorkload, .sourceWorkloadKind, .sourceApp:
      true
    case .destinationIP, .destinationPod, .destinationNamespace, .destinationWorkload,
      .destinationWorkloadKind, .destinationApp, .trafficDirection:
      false
    }
  }
}
