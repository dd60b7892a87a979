/// Which way a packet went, as seen by the endpoint that the node hosts.
///
/// Source: enum TrafficDirection of Cilium's flow.proto; the raw value is its number.
package enum TrafficDirection: Int64, CaseIterable, Sendable {
  case unknown = 0
  case ingress = 1
  case egress = 2

  /// The name in the log.
  @inlinable
  package var name: StaticString {
    switch self {
    case .unknown: "TRAFFIC_DIRECTION_UNKNOWN"
    case .ingress: "INGRESS"
    case .egress: "EGRESS"
    }
  }

  /// The agent's word for it in label values and flags.
  @inlinable
  package var label: StaticString {
    switch self {
    case .unknown: "unknown"
    case .ingress: "ingress"
    case .egress: "egress"
    }
  }

  /// The words that a flag takes: an unknown direction cannot be asked for.
  package static let words = [ingress, egress].map { "\($0.label)" }
}
