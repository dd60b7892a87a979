import FlowAnswer

/// The changes of applications of Argo CD, each once, whatever number of dumps shows it.
struct ArgoCDHistories: Sendable {
  private struct Key: Hashable {
    let name: String
    let uid: String
  }

  /// What is known of an application.
  private struct History: Sendable {
    /// From the last operations: with what they did.
    var operations: [Change] = []
    /// From the histories: when, and with which revision.
    var deployments: [Change] = []
  }

  /// How far the history's time may lie from that of the operation that it keeps.
  private static let slack = Nanoseconds.milliseconds(1500)

  private var histories: [Key: History] = [:]
  private var remoteNames: Set<String> = []

  mutating func take(_ application: ArgoCDApplication) {
    guard application.isLocal else {
      remoteNames.insert(application.name)
      return
    }
    let key = Key(name: application.name, uid: application.uid)
    histories[key, default: History()].operations += ArgoCDChanges.operation(of: application)
    histories[key, default: History()].deployments += ArgoCDChanges.deployments(of: application)
  }

  /// All changes.
  func changes() -> [Change] {
    histories.values.flatMap { history in
      let operations = Self.merged(history.operations)
      let deployments = Self.merged(history.deployments).filter { deployment in
        !operations.contains { Self.isSame($0, deployment) }
      }
      return operations + deployments
    }
  }

  /// The applications that write to other clusters.
  var remote: [String] {
    remoteNames.sorted()
  }

  /// Applications that tell of no sync.
  var silent: [String] {
    histories.filter { $0.value.operations.isEmpty && $0.value.deployments.isEmpty }.map(\.key.name)
  }

  /// Names that several applications have.
  var doubled: [String] {
    Dictionary(grouping: histories.keys, by: \.name).filter { $0.value.count > 1 }.map(\.key)
  }

  private static func isSame(_ operation: Change, _ deployment: Change) -> Bool {
    let distance = operation.started.distance(since: deployment.started)
    return distance < slack && deployment.started.distance(since: operation.started) < slack
  }

  /// Changes of one start are one: a dump of a running operation, and one of it when it was done.
  private static func merged(_ changes: [Change]) -> [Change] {
    var merged: [Timestamp: Change] = [:]
    for change in changes {
      guard var known = merged[change.started] else {
        merged[change.started] = change
        continue
      }
      known.take(in: change)
      merged[change.started] = known
    }
    return Array(merged.values)
  }
}

extension Change {
  /// Takes in what another dump says of it, in any order.
  fileprivate mutating func take(in other: Change) {
    finished = max(finished, other.finished)
    revision = max(revision ?? "", other.revision ?? "")
    if revision == "" { revision = nil }
    namespaces.formUnion(other.namespaces)
    isClusterWide = isClusterWide || other.isClusterWide
    touched.merge(other.touched) { $0.rawValue <= $1.rawValue ? $0 : $1 }
    maybeTouched = maybeTouched.union(other.maybeTouched).subtracting(touched.keys)
    workloads.formUnion(other.workloads)
  }
}
