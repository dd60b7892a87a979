/// The left and the right filter that flags make together: a flow passes where either matches.
///
/// A flag for either end puts its value in the source part of the left one and the destination part of the right one. So
/// `--namespace a --port 80` is: source in a with port 80, or destination in a with port 80.
/// Source: Cilium, hubble/cmd/observe/flows_filter.go.
struct FilterPair {
  private var left = FlowFilter()
  private var right = FlowFilter()
  private var namespaces = Namespaces()
  /// Whether any flag was given: no flag lets everything pass, an empty filter too.
  private var isTouched = false

  /// The namespaces asked for, which are put in front of the names of pods and services in the end.
  private struct Namespaces {
    var either: [String] = []
    var source: [String] = []
    var destination: [String] = []
  }

  mutating func add(_ argument: FilterArgument) throws(FilterProblem) {
    switch argument.flag.effect {
    case .both(let field):
      let value = try FlagValue.read(argument, of: field)
      left.append(value, to: field)
      right.append(value, to: field)
    case .ends(let source, let destination):
      left.append(try FlagValue.read(argument, of: source), to: source)
      right.append(try FlagValue.read(argument, of: destination), to: destination)
    case .namespaces(.either):
      namespaces.either.append(argument.value)
    case .namespaces(.source):
      namespaces.source.append(argument.value)
    case .namespaces(.destination):
      namespaces.destination.append(argument.value)
    case .list, .condition:
      return
    }
    isTouched = true
  }

  /// The filters: none, one where both are the same, or two.
  func filters() throws(FilterProblem) -> [FlowFilter] {
    guard isTouched else {
      return []
    }
    try checkNamespaces(left)
    try checkNamespaces(right)
    var (left, right) = (left, right)
    left.setNamespaces(namespaces.destination, .destinationPod, .destinationService)
    right.setNamespaces(namespaces.destination, .destinationPod, .destinationService)
    left.setNamespaces(namespaces.source, .sourcePod, .sourceService)
    right.setNamespaces(namespaces.source, .sourcePod, .sourceService)
    left.setNamespaces(namespaces.either, .sourcePod, .sourceService)
    right.setNamespaces(namespaces.either, .destinationPod, .destinationService)
    return left == right ? [left] : [left, right]
  }

  private func checkNamespaces(_ filter: FlowFilter) throws(FilterProblem) {
    let source = [FilterField.sourcePod, .sourceService]
    let destination = [FilterField.destinationPod, .destinationService]
    try check(namespaces.either, filter, source + destination)
    try check(namespaces.source, filter, source)
    try check(namespaces.destination, filter, destination)
    try checkPods(filter, .sourcePod, .sourceService)
    try checkPods(filter, .destinationPod, .destinationService)
  }

  /// A name of another namespace could never match.
  private func check(
    _ namespaces: [String], _ filter: FlowFilter, _ fields: [FilterField]
  ) throws(FilterProblem) {
    guard let first = namespaces.first else {
      return
    }
    // A name that lies in a namespace lies in no other: two of them conflict.
    let second = namespaces.first { $0 != first }
    for name in fields.flatMap({ filter.texts($0) }) {
      let other = NamespacedName.namespace(of: name)
      if let namespace = other == first ? second : first, !other.isEmpty {
        throw FilterProblem("namespace conflict: \(namespace) does not contain \(name)")
      }
    }
  }

  private func checkPods(
    _ filter: FlowFilter, _ pods: FilterField, _ services: FilterField
  ) throws(FilterProblem) {
    let names = filter.texts(services)
    guard let first = names.first else {
      return
    }
    let own = NamespacedName.namespace(of: first)
    let second = names.first { NamespacedName.namespace(of: $0) != own }
    for pod in filter.texts(pods) {
      let namespace = NamespacedName.namespace(of: pod)
      if let service = namespace == own ? second : first, !namespace.isEmpty {
        throw FilterProblem("namespace of service \(service) conflicts with pod \(namespace)")
      }
    }
  }
}

extension FlowFilter {
  /// Puts each namespace in front of each name that has none; where no names are asked for, all pods of the namespaces
  /// are.
  fileprivate mutating func setNamespaces(
    _ namespaces: [String], _ pods: FilterField, _ services: FilterField
  ) {
    guard !namespaces.isEmpty else {
      return
    }
    if self[pods].isEmpty && self[services].isEmpty {
      self[pods] = [.text("")]
    }
    for field in [pods, services] {
      self[field] = texts(field).flatMap { name in
        name.contains("/") ? [.text(name)] : namespaces.map { .text("\($0)/\(name)") }
      }
    }
  }
}

/// `[NAMESPACE/]PREFIX`: the beginning of a pod's or a service's name.
///
/// Source: Cilium, pkg/hubble/filters/k8s.go and pkg/hubble/k8s: without a slash the namespace is `default`; an empty one is any.
struct NamespacedName: Sendable, Equatable {
  let namespace: [UInt8]
  let prefix: [UInt8]
  /// Whether the namespace is a reserved name, as the output prints it for an endpoint that has none: hubble has no such filter.
  let isReserved: Bool

  init(_ text: String) throws(FilterProblem) {
    guard !text.isEmpty else {
      throw FilterProblem("a name is empty: give [NAMESPACE/]PREFIX")
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    namespace = parts.count > 1 ? Array(parts[0].utf8) : Array("default".utf8)
    isReserved = parts.count > 1 && parts[0].hasPrefix(ReservedIdentity.prefix)
    prefix = Array(parts[parts.count > 1 ? 1 : 0].utf8)
  }

  /// The namespace that a name stands in as it is typed, empty where none does.
  static func namespace(of name: String) -> String {
    name.firstIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }
}
