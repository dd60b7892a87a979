import FlowAnswer
import FlowPolicy

/// A Kustomization or a HelmRelease as its status shows it.
struct FluxApplier {
  enum Kind: String {
    case kustomization = "Kustomization"
    case helmRelease = "HelmRelease"

    /// The group of its API: kustomize's own file is of the kind Kustomization, too.
    var group: String {
      switch self {
      case .kustomization: "kustomize.toolkit.fluxcd.io"
      case .helmRelease: "helm.toolkit.fluxcd.io"
      }
    }
  }

  let kind: Kind
  let namespace: String
  let name: String
  /// What tells two clusters' objects of one name apart; empty where the list leaves it out.
  let uid: String
  /// Whether it writes to another cluster.
  private(set) var isRemote: Bool
  /// Whether it waits for the health of what it applied before it says that it is done.
  private(set) var isWaiting: Bool
  /// The newest first.
  private(set) var history: [Entry]
  /// The namespaces of what it applied, and the policies among that.
  private(set) var namespaces: Set<String>
  private(set) var policies: Set<ObjectReference>
  /// When it became ready, or ceased to be.
  private(set) var readySince: Timestamp?
  private(set) var revision: String?

  /// What the history keeps of one state: it begins when this state was applied for the first time.
  ///
  /// Entries are told apart by digest and status: one that comes back keeps its old time.
  struct Entry {
    /// When it was applied for the first time; of a HelmRelease when the release was deployed.
    let applied: Timestamp
    /// When it was applied for the last time so far.
    let last: Timestamp
    /// How long that took.
    let duration: Nanoseconds?
    /// Whether it was applied once only, so that the duration is that of the first time.
    let isOnce: Bool
    let revision: String?
  }

  /// `Kustomization/NAMESPACE/NAME`, or a HelmRelease's.
  var application: String {
    "\(kind.rawValue)/\(namespace)/\(name)"
  }

  /// Reads one.
  init(_ kind: Kind, _ top: ManifestNode) throws(ReadingFault) {
    self.kind = kind
    let metadata = try top.member("metadata")
    namespace = try metadata?.text("namespace") ?? ""
    name = try metadata?.text("name") ?? ""
    uid = try metadata?.text("uid") ?? ""
    let spec = try top.member("spec")
    isRemote = try spec?.member("kubeConfig") != nil
    let checks = try spec?.list("healthChecks") ?? []
    let waits = try spec?.member("wait")?.flag() ?? false
    isWaiting = waits || !checks.isEmpty
    let status = try top.member("status")
    var history: [Entry] = []
    for node in try status?.list("history") ?? [] {
      if let entry = try Entry(kind, node) { history.append(entry) }
    }
    self.history = history
    var namespaces: Set<String> = []
    var policies: Set<ObjectReference> = []
    for entry in try status?.member("inventory")?.list("entries") ?? [] {
      guard let id = try entry.text("id"), let resource = ResourceName(inventory: id) else {
        continue
      }
      if !resource.namespace.isEmpty { namespaces.insert(resource.namespace) }
      if let policy = resource.policy { policies.insert(policy) }
    }
    if namespaces.isEmpty {
      let target = try spec?.text("targetNamespace")
      let own = kind == .helmRelease ? namespace : nil
      namespaces.formUnion([target ?? own].compactMap { $0 })
    }
    self.namespaces = namespaces
    self.policies = policies
    let attempted = try status?.text("lastAttemptedRevision")
    revision = try status?.text("lastAppliedRevision") ?? attempted
    readySince = try Self.readySince(status)
  }

  private static func readySince(_ status: ManifestNode?) throws(ReadingFault) -> Timestamp? {
    for condition in try status?.list("conditions") ?? []
    where try condition.text("type") == "Ready" {
      return try condition.time("lastTransitionTime")
    }
    return nil
  }
}

extension FluxApplier {
  /// Takes in what another dump says of the object, in any order.
  mutating func merge(_ other: Self) {
    if (other.readySince?.nanoseconds ?? .min, other.revision ?? "")
      > (readySince?.nanoseconds ?? .min, revision ?? "")
    {
      readySince = other.readySince
      revision = other.revision
    }
    isRemote = isRemote || other.isRemote
    isWaiting = isWaiting || other.isWaiting
    namespaces.formUnion(other.namespaces)
    policies.formUnion(other.policies)
    // An entry of a later dump has been applied since: of its states the last one is kept.
    var entries: [Timestamp: Entry] = [:]
    for entry in history + other.history {
      if let known = entries[entry.applied], known.order >= entry.order { continue }
      entries[entry.applied] = entry
    }
    history = entries.values.sorted { $0.applied > $1.applied }
  }
}

extension FluxApplier.Entry {
  fileprivate var order: (Timestamp, Int64, String) {
    (last, duration?.count ?? -1, revision ?? "")
  }

  /// Reads an entry; nil where it has no time.
  fileprivate init?(_ kind: FluxApplier.Kind, _ node: ManifestNode) throws(ReadingFault) {
    switch kind {
    case .kustomization:
      guard let first = try node.time("firstReconciled") else {
        return nil
      }
      applied = first
      last = try node.time("lastReconciled") ?? first
      duration = try node.duration("lastReconciledDuration")
      isOnce = try node.member("totalReconciliations")?.integer() == 1
      revision = try node.member("metadata")?.text("revision")
    case .helmRelease:
      let first = try node.time("firstDeployed")
      guard let deployed = try node.time("lastDeployed") ?? first else {
        return nil
      }
      applied = deployed
      last = deployed
      duration = nil
      isOnce = false
      revision = try node.text("chartVersion")
    }
  }
}
