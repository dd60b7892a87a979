import FlowAnswer
import FlowPolicy

/// The changes that an application of Argo CD tells of.
///
/// The last operation says what it did to each object. Operations before it are known from the history only: when, and with which
/// revision. Self-healing syncs some of the objects, takes the place of the last operation, and leaves no history.
enum ArgoCDChanges {
  /// The last operation, unless it only asked what it would do.
  static func operation(of application: ArgoCDApplication) -> [Change] {
    guard let operation = application.operation, !operation.isDryRun else {
      return []
    }
    return [change(of: operation, application)]
  }

  /// The successful syncs that are remembered, the last operation among them.
  static func deployments(of application: ArgoCDApplication) -> [Change] {
    let policies = Set(application.resources.compactMap(\.policy))
    var namespaces = Set(application.resources.map(\.namespace)).subtracting([""])
    if namespaces.isEmpty, let namespace = application.destinationNamespace {
      namespaces = [namespace]
    }
    let isClusterWide = policies.contains { $0.namespace == nil }
    return application.history.map { deployment in
      var change = Change(
        tool: .argocd, application: application.name,
        started: deployment.started ?? deployment.deployed, finished: deployment.deployed,
        revision: deployment.revision)
      change.namespaces = namespaces
      change.maybeTouched = policies
      change.isClusterWide = isClusterWide
      return change
    }
  }

  private static func change(
    of operation: ArgoCDApplication.Operation, _ application: ArgoCDApplication
  ) -> Change {
    var change = Change(
      tool: .argocd, application: application.name, started: operation.started,
      finished: operation.finished ?? operation.started, revision: operation.revision)
    for result in operation.results where result.isChange {
      let resource = result.resource
      if !resource.namespace.isEmpty {
        change.namespaces.insert(resource.namespace)
      }
      if let workload = resource.workload {
        change.workloads.insert(workload)
      }
      guard let policy = resource.policy else { continue }
      if policy.namespace == nil {
        change.isClusterWide = true
      }
      switch result.verb {
      case .touched(let touch): change.touched[policy] = touch
      case .applied: change.maybeTouched.insert(policy)
      case .unchanged, nil: break
      }
    }
    return change
  }
}
