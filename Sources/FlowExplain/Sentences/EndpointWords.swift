import FlowAnswer
import FlowPolicy

/// Who an end is that has no name in a row: what its labels say.
enum EndpointWords {
  /// `world 203.0.113.7`, `host`, `a pod of payments`; nil where the labels say nothing.
  static func text(_ endpoint: Endpoint) -> String? {
    let reserved = endpoint.labels.filter { $0.hasPrefix("reserved:") }.map { $0.dropFirst(9) }
    if !reserved.isEmpty {
      let name = reserved.joined(separator: ",")
      return reserved.contains { $0.hasPrefix("world") } && !endpoint.address.isEmpty
        ? "\(name) \(endpoint.address)" : name
    }
    let label = "k8s:io.kubernetes.pod.namespace="
    return endpoint.labels.first { $0.hasPrefix(label) }.map {
      "a pod of \($0.dropFirst(label.count))"
    }
  }
}
