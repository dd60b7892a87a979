import FlowAnswer
import FlowPolicy

/// An application of Argo CD as a list shows it: what of it changes and health are told by.
struct ArgoCDApplication {
  /// `NAMESPACE/NAME`.
  let name: String
  /// What tells two clusters' applications of one name apart; empty where the list leaves it out.
  let uid: String
  /// Whether it writes to the cluster that Argo CD itself runs in.
  let isLocal: Bool
  /// What its objects go to that name no namespace of their own.
  let destinationNamespace: String?
  let syncStatus: String?
  let healthStatus: String?
  /// When Argo CD last looked at it.
  let reconciled: Timestamp?
  /// The last operation, running or done.
  let operation: Operation?
  /// Successful syncs of the whole application, the last ten.
  let history: [Deployment]
  /// What it consists of.
  let resources: [ResourceName]

  struct Operation {
    let phase: String
    let started: Timestamp
    let finished: Timestamp?
    let revision: String?
    /// Whether it only asked what it would do.
    let isDryRun: Bool
    let results: [AppliedResult]
  }

  struct Deployment {
    let started: Timestamp?
    let deployed: Timestamp
    let revision: String?
  }

  /// Reads one.
  init(_ top: ManifestNode) throws(ReadingFault) {
    let metadata = try top.member("metadata")
    name = "\(try metadata?.text("namespace") ?? "")/\(try metadata?.text("name") ?? "")"
    uid = try metadata?.text("uid") ?? ""
    let destination = try top.member("spec")?.member("destination")
    let server = try destination?.text("server")
    let cluster = try destination?.text("name")
    isLocal =
      (server == nil || server == "https://kubernetes.default.svc")
      && (cluster == nil || cluster == "in-cluster")
    destinationNamespace = try destination?.text("namespace")
    let status = try top.member("status")
    syncStatus = try status?.member("sync")?.text("status")
    healthStatus = try status?.member("health")?.text("status")
    reconciled = try status?.time("reconciledAt")
    operation = try status?.member("operationState").flatMap(Operation.init)
    var history: [Deployment] = []
    for node in try status?.list("history") ?? [] {
      if let deployment = try Deployment(node) { history.append(deployment) }
    }
    self.history = history
    var resources: [ResourceName] = []
    for node in try status?.list("resources") ?? [] {
      resources.append(try ResourceName(argocd: node))
    }
    self.resources = resources
  }
}

extension ArgoCDApplication.Operation {
  /// Reads one; nil where it has not begun.
  fileprivate init?(_ node: ManifestNode) throws(ReadingFault) {
    guard let started = try node.time("startedAt") else {
      return nil
    }
    self.started = started
    finished = try node.time("finishedAt")
    phase = try node.text("phase") ?? ""
    let sync = try node.member("operation")?.member("sync")
    isDryRun = try sync?.member("dryRun")?.flag() ?? false
    let result = try node.member("syncResult")
    revision = try result?.revision()
    var results: [AppliedResult] = []
    for node in try result?.list("resources") ?? [] {
      results.append(try AppliedResult(node))
    }
    self.results = results
  }
}

extension ArgoCDApplication.Deployment {
  /// Reads one; nil where it has no time.
  fileprivate init?(_ node: ManifestNode) throws(ReadingFault) {
    let started = try node.time("deployStartedAt")
    guard let deployed = try node.time("deployedAt") ?? started else {
      return nil
    }
    self.started = started
    self.deployed = deployed
    revision = try node.revision()
  }
}

extension ManifestNode {
  /// `revision`, or the `revisions` of several sources, joined by commas.
  fileprivate func revision() throws(ReadingFault) -> String? {
    if let revision = try text("revision") {
      return revision
    }
    let revisions = try texts("revisions") ?? []
    return revisions.isEmpty ? nil : revisions.joined(separator: ",")
  }
}
