import FlowAnswer
import FlowPolicy

extension PolicyTimes {
  /// What the metadata of a policy say.
  init(_ object: PolicyObject) throws(ReadingFault) {
    name = object.reference
    let metadata = try ManifestNode(object.value).member("metadata")
    created = try metadata?.time("creationTimestamp")
    generation = try metadata?.member("generation")?.integer()
    let fields = try metadata?.list("managedFields") ?? []
    isFieldsKnown = !fields.isEmpty
    var managed: [ManagedWrite] = []
    for field in fields {
      if let write = try ManagedWrite(field) { managed.append(write) }
    }
    self.managed = managed
    owner = try PolicyOwner(
      labels: metadata?.member("labels"), annotations: metadata?.member("annotations"))
  }
}

extension ManagedWrite {
  /// A write of the spec; nil of one that left it alone, and of one without a time.
  fileprivate init?(_ node: ManifestNode) throws(ReadingFault) {
    guard try node.text("subresource") != "status", let time = try node.time("time") else {
      return nil
    }
    // What a manager has written: the agents' operator writes a status, others labels.
    if let fields = try node.member("fieldsV1") {
      let entries = try fields.entries()
      guard entries.isEmpty || entries.contains(where: { ["f:spec", "f:specs"].contains($0.key) })
      else {
        return nil
      }
    }
    self.init(time: time, manager: try node.text("manager") ?? "")
  }
}

extension PolicyOwner {
  /// Whose labels and annotations these are; nil where nobody's.
  fileprivate init?(labels: ManifestNode?, annotations: ManifestNode?) throws(ReadingFault) {
    for kind in [FluxApplier.Kind.kustomization, .helmRelease] {
      if let name = try labels?.text("\(kind.group)/name") {
        let namespace = try labels?.text("\(kind.group)/namespace") ?? ""
        self = .flux("\(kind.rawValue)/\(namespace)/\(name)")
        return
      }
    }
    if let id = try annotations?.text("argocd.argoproj.io/tracking-id") {
      // APPLICATION:GROUP/KIND:NAMESPACE/NAME; an application in another namespace than Argo CD's is NAMESPACE_NAME.
      let application = id.prefix { $0 != ":" }
      let parts = application.split(separator: "_", maxSplits: 1)
      self =
        parts.count == 2
        ? .argocd(namespace: String(parts[0]), name: String(parts[1]))
        : .argocdNamed(String(application))
      return
    }
    for label in ["argocd.argoproj.io/instance", "app.kubernetes.io/instance"] {
      if let name = try labels?.text(label) {
        self = .argocdNamed(name)
        return
      }
    }
    return nil
  }
}
