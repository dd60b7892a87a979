public import FlowManifest

/// The objects of a cluster that decide what Prometheus scrapes, as `kubectl get ... -A -o json` prints them.
public struct MonitoringObjects: Sendable {
  /// What is asked for, in the words of kubectl.
  public static let resources = "servicemonitors,services,prometheuses,namespaces"

  var monitors: [ServiceMonitor] = []
  var services: [MonitoredService] = []
  private var servers: [PrometheusObject] = []
  private var agents: [PrometheusObject] = []
  /// The labels of namespaces, by name.
  var namespaces: [String: [String: String]] = [:]
  /// Objects of other kinds.
  public private(set) var otherCount = 0

  /// No object yet; that is a dump, too.
  public init() {}

  /// Takes an object, or the elements of a list of objects.
  public mutating func take(_ manifest: Manifest) throws(ManifestProblem) {
    if case .array(let elements) = manifest.value {
      for (index, element) in elements.enumerated() {
        let place = manifest.place.appending(ManifestPath.element(index))
        try take(Manifest(value: element, place: place))
      }
      return
    }
    guard case .object = manifest.value, let kind = manifest.kind else {
      throw manifest.problem(
        "this has no kind, as objects of Kubernetes have", at: "",
        wayOut: "give what kubectl get \(Self.resources) -A -o json prints")
    }
    let node = ObjectNode(manifest)
    switch kind {
    case "ServiceMonitor": monitors.append(try ServiceMonitor(node))
    case "Service": services.append(try MonitoredService(node))
    case "Prometheus": servers.append(try PrometheusObject(node, isAgent: false))
    case "PrometheusAgent": agents.append(try PrometheusObject(node, isAgent: true))
    case "Namespace":
      let (name, labels) = try Self.metadata(node)
      namespaces[name.name] = labels.merging(Self.ownLabel(name.name)) { $1 }
    default: otherCount += 1
    }
  }

  /// Who takes monitors, those of the kind Prometheus first.
  var prometheuses: [PrometheusObject] {
    servers + agents
  }

  /// How many objects are of the kinds that are asked for.
  public var count: Int {
    monitors.count + services.count + prometheuses.count + namespaces.count
  }

  /// The kinds of which there is none, so that they may not have been asked for.
  public var missingKinds: [String] {
    [
      ("ServiceMonitor", monitors.isEmpty), ("Service", services.isEmpty),
      ("Prometheus", prometheuses.isEmpty), ("Namespace", namespaces.isEmpty),
    ].filter(\.1).map(\.0)
  }

  /// The labels of a namespace; of one that is not there, the one that each has.
  func labels(ofNamespace name: String) -> [String: String] {
    namespaces[name] ?? Self.ownLabel(name)
  }

  private static func ownLabel(_ name: String) -> [String: String] {
    ["kubernetes.io/metadata.name": name]
  }

  /// An object's name and labels.
  static func metadata(
    _ node: ObjectNode
  ) throws(ManifestProblem) -> (NamespacedName, [String: String]) {
    guard let metadata = try node.member("metadata") else {
      return (NamespacedName(namespace: "default", name: ""), [:])
    }
    let name = NamespacedName(
      namespace: try metadata.text("namespace") ?? "default", name: try metadata.text("name") ?? "")
    return (name, try metadata.map("labels"))
  }
}

/// A Service, as monitors look at it.
struct MonitoredService: Sendable {
  let name: NamespacedName
  let labels: [String: String]
  /// The names of its ports.
  let ports: [String]

  init(_ node: ObjectNode) throws(ManifestProblem) {
    (name, labels) = try MonitoringObjects.metadata(node)
    var ports: [String] = []
    for port in try node.member("spec")?.list("ports") ?? [] {
      if let name = try port.text("name") { ports.append(name) }
    }
    self.ports = ports
  }
}

/// A Prometheus, or a PrometheusAgent.
struct PrometheusObject: Sendable {
  let name: NamespacedName
  let isAgent: Bool
  /// Which monitors it takes; nil takes none.
  let monitors: LabelSelector?
  /// From which namespaces; nil from its own.
  let namespaces: LabelSelector?
  let interval: String?

  init(_ node: ObjectNode, isAgent: Bool) throws(ManifestProblem) {
    (name, _) = try MonitoringObjects.metadata(node)
    self.isAgent = isAgent
    let spec = try node.member("spec")
    monitors = try Self.selector(spec, "serviceMonitorSelector")
    namespaces = try Self.selector(spec, "serviceMonitorNamespaceSelector")
    interval = try spec?.text("scrapeInterval")
  }

  private static func selector(
    _ spec: ObjectNode?, _ key: String
  ) throws(ManifestProblem) -> LabelSelector? {
    guard let node = try spec?.member(key) else {
      return nil
    }
    return try LabelSelector(node)
  }
}
