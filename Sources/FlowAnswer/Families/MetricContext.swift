/// An option that says which labels tell the ends of a flow.
///
/// Source: Cilium, pkg/hubble/metrics/api/context.go.
package enum ContextOption: String, CaseIterable {
  case sourceContext
  case destinationContext
  case sourceEgressContext
  case sourceIngressContext
  case destinationEgressContext
  case destinationIngressContext
  case labelsContext
}

/// What an end of a flow is called by in the label `source` or `destination`.
public enum ContextIdentifier: String, CaseIterable, Sendable {
  /// All labels, joined by commas.
  case identity
  case namespace
  /// NAMESPACE/NAME.
  case pod
  case podName = "pod-name"
  /// All DNS names, joined by commas.
  case dns
  case ip
  /// `reserved:kube-apiserver` where the end has it, else its first label that begins with `reserved:`.
  case reservedIdentity = "reserved-identity"
  /// The first workload, NAMESPACE/NAME.
  case workload
  case workloadName = "workload-name"
  /// The value of the first label that names an app.
  case app
}

/// How the label of one end is made: the first identifier that the end has; some for one direction only.
package struct EndContext: Sendable, Equatable {
  package var anyDirection: [ContextIdentifier] = []
  package var egress: [ContextIdentifier] = []
  package var ingress: [ContextIdentifier] = []

  /// Whether the label is there; it may be empty on flows of another direction.
  var isAsked: Bool {
    !(anyDirection.isEmpty && egress.isEmpty && ingress.isEmpty)
  }

  /// The identifiers to try, in their order.
  package func identifiers(_ direction: TrafficDirection) -> [ContextIdentifier] {
    switch direction {
    case .egress where !egress.isEmpty: egress
    case .ingress where !ingress.isEmpty: ingress
    case .egress, .ingress, .unknown: anyDirection
    }
  }
}

/// The labels that tell the ends of a flow, as one metric was given them.
package struct MetricContext: Sendable, Equatable {
  package var source = EndContext()
  package var destination = EndContext()
  /// Each once.
  package var labels: [ContextLabel] = []

  /// The labels that it adds to those of a family.
  var familyLabels: [FamilyLabel] {
    (source.isAsked ? [.end(.source)] : [])
      + (destination.isAsked ? [.end(.destination)] : [])
      + labels.map { .context($0) }
  }
}

extension MetricContext {
  /// The options that give these labels, in one spelling.
  var options: [String] {
    let ends: [(ContextOption, [ContextIdentifier])] = [
      (.sourceContext, source.anyDirection), (.destinationContext, destination.anyDirection),
      (.sourceEgressContext, source.egress), (.sourceIngressContext, source.ingress),
      (.destinationEgressContext, destination.egress),
      (.destinationIngressContext, destination.ingress),
    ]
    let identified = ends.filter { !$0.1.isEmpty }.map { option, identifiers in
      "\(option.rawValue)=\(identifiers.map(\.rawValue).joined(separator: "|"))"
    }
    let names = labels.map(\.rawValue).sorted().joined(separator: ",")
    return identified + (labels.isEmpty ? [] : ["\(ContextOption.labelsContext.rawValue)=\(names)"])
  }
}
