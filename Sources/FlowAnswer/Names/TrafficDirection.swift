/// Which way a packet went, as seen by the endpoint that the node hosts.
package enum TrafficDirection: Sendable {
  case ingress
  case egress
  case unknown

  /// The agent's word for it in label values.
  @inlinable
  package var label: StaticString {
    switch self {
    case .ingress: "ingress"
    case .egress: "egress"
    case .unknown: "unknown"
    }
  }
}
