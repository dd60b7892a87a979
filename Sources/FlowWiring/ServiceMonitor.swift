import FlowManifest

/// A ServiceMonitor: which Services are scraped, and how.
struct ServiceMonitor: Sendable {
  /// One way of scraping.
  struct Endpoint: Sendable {
    let port: String?
    let interval: String?
    let timeout: String?
    /// What is thrown away of what was scraped.
    let drops: [MetricRule]
  }

  /// A rule of `metricRelabelings` that looks at nothing but names of metrics.
  struct MetricRule: Sendable, Equatable {
    let keeps: Bool
    let pattern: String
  }

  let name: NamespacedName
  let labels: [String: String]
  let selector: LabelSelector
  /// Where it looks for Services; nil everywhere.
  let namespaces: [String]?
  let endpoints: [Endpoint]

  init(_ node: ObjectNode) throws(ManifestProblem) {
    let (name, labels) = try MonitoringObjects.metadata(node)
    self.name = name
    self.labels = labels
    let spec = try node.member("spec")
    if let node = try spec?.member("selector") {
      selector = try LabelSelector(node)
    } else {
      selector = LabelSelector([])
    }
    namespaces = try Self.namespaces(spec, own: name.namespace)
    var endpoints: [Endpoint] = []
    for endpoint in try spec?.list("endpoints") ?? [] {
      endpoints.append(try Self.endpoint(endpoint))
    }
    self.endpoints = endpoints
  }

  /// The component of Cilium's that it is made for, by what it selects and the ports that it asks for; nil where it is of others.
  var component: WiringComponent? {
    let ports = endpoints.map(\.port)
    let app = selector.value(of: "k8s-app")
    if app == "hubble" || ports.contains("hubble-metrics") { return .hubble }
    if app == "hubble-relay" { return .relay }
    if app == "cilium-envoy" || ports == ["envoy-metrics"] { return .envoy }
    if selector.value(of: "io.cilium/app") == "operator"
      || selector.value(of: "name") == "cilium-operator"
    {
      return .operator
    }
    return app == "cilium" || selector.value(of: "app.kubernetes.io/name") == "cilium-agent"
      ? .agent : nil
  }

  private static func namespaces(
    _ spec: ObjectNode?, own: String
  ) throws(ManifestProblem) -> [String]? {
    guard let node = try spec?.member("namespaceSelector") else {
      return [own]
    }
    if try node.flag("any") {
      return nil
    }
    let names = try node.texts("matchNames")
    return names.isEmpty ? [own] : names
  }

  private static func endpoint(_ node: ObjectNode) throws(ManifestProblem) -> Endpoint {
    var rules: [MetricRule] = []
    for rule in try node.list("metricRelabelings") {
      let action = try rule.text("action")?.lowercased() ?? "replace"
      let labels = try rule.texts("sourceLabels")
      if labels == ["__name__"], action == "keep" || action == "drop" {
        rules.append(
          MetricRule(keeps: action == "keep", pattern: try rule.text("regex") ?? "(.*)"))
      }
    }
    return Endpoint(
      port: try node.text("port"), interval: try node.text("interval"),
      timeout: try node.text("scrapeTimeout"), drops: rules)
  }
}
