import FlowWiring

extension OptionTable {
  /// What is asked about values and objects of a cluster.
  static let wiring: [OptionRow] = [
    OptionRow(
      "helm-values", "FILE", in: .wiring, .text(\WiringOptions.values), completion: .file,
      "Helm values of Cilium, YAML or JSON, or - for standard input: what they make of metrics"),
    OptionRow(
      "objects", "FILE", in: .wiring,
      .change { (options: inout WiringOptions, value: String) in options.objects.append(value) },
      completion: .file, isRepeatable: true,
      "a dump of the cluster's objects (kubectl get \(MonitoringObjects.resources) -A -o json), or - for standard input"
    ),
    OptionRow(
      "chart-version", "VERSION", in: .wiring,
      .value(\WiringOptions.version, WiringOptions.version),
      "whose rules hold for the values (default: \(ChartVersion.standard.text))"),
    OptionRow(
      "helm-namespace", "NAMESPACE", in: .wiring,
      .value(\WiringOptions.namespace, WiringOptions.namespace),
      "where Cilium is installed (default: \(WiringOptions.standardNamespace))"),
    OptionRow(
      "no-monitoring-crds", in: .wiring, .flag(\WiringOptions.hasCRDs, is: false),
      "the cluster knows no ServiceMonitors: say what happens then"),
  ]
}
