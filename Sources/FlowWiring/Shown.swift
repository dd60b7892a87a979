import FlowManifest

/// The commands that show a finding, and remedies that name what was seen.
struct Shown {
  private let finding: WiringFinding
  private let check: WiringCheck

  init(_ finding: WiringFinding, _ check: WiringCheck) {
    self.finding = finding
    self.check = check
  }

  var template: [String] {
    ["helm", "template", "cilium/cilium", "--version", check.version.text, "--values", "VALUES"]
  }

  var values: [String] {
    ["helm", "get", "values", "cilium", "--all", "--namespace", check.namespace]
  }

  var definitions: [String] {
    ["kubectl", "get", "crd", "servicemonitors.monitoring.coreos.com"]
  }

  var monitors: [String] {
    ["kubectl", "get", "servicemonitors", "-A"]
  }

  var monitor: [String] {
    let name = finding.evidence.monitor
    return object("servicemonitor", name) + ["-o", "jsonpath={.spec.endpoints}"]
  }

  var service: [String] {
    object("service", finding.evidence.other) + ["-o", "jsonpath={.spec.ports[*].name}"]
  }

  func selector(_ member: String) -> [String] {
    let kind = finding.evidence.isAgent ? "prometheusagent" : "prometheus"
    return object(kind, finding.evidence.prometheus) + ["-o", "jsonpath={.spec.\(member)}"]
  }

  /// The labels as values of the chart, or, of a monitor that it does not make, as labels of that.
  var labelRemedy: String {
    guard let row = finding.component?.row, let monitor = finding.evidence.monitor else {
      return ""
    }
    let wishes = finding.evidence.labels
    guard monitor.name == row.monitor else {
      let labels = wishes.map { label in label.value.map { "\(label.key)=\($0)" } ?? "\(label.key)-"
      }
      return "labels of ServiceMonitor \(monitor.text): \(labels.joined(separator: " "))"
    }
    return wishes.map { wish in
      let key = ManifestPath.member(wish.key, of: row.labelsKey)
      return wish.value.map { "\(key): \(YAMLText.scalar($0))" } ?? "take \(key) away"
    }.joined(separator: ", ")
  }

  /// The key of the monitor's namespace, or labels of the one where it is.
  var namespaceRemedy: String {
    guard let row = finding.component?.row, let monitor = finding.evidence.monitor else {
      return ""
    }
    let labels = finding.evidence.labels.map(\.text).joined(separator: ", ")
    guard !finding.evidence.wanted.isEmpty else {
      return "labels of namespace \(monitor.namespace): \(labels)"
    }
    let key =
      monitor.name == row.monitor ? row.namespaceKey : "metadata.namespace of \(monitor.text)"
    return "\(key): \(YAMLText.scalar(finding.evidence.wanted))"
      + (labels.isEmpty ? "" : " (or labels of namespace \(monitor.namespace): \(labels))")
  }

  private func object(_ kind: String, _ name: NamespacedName?) -> [String] {
    ["kubectl", "get", kind, "-n", name?.namespace ?? check.namespace, name?.name ?? ""]
  }
}
