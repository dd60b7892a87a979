public import FlowAnswer
public import FlowManifest

/// How the applications of Argo CD do, by a list of them.
///
/// A list shows a moment. Of operations it knows the last one of each application, whatever came of it, and the last ten that succeeded and
/// were of the whole application: a failed one that another one followed is gone. So a share of failures is a lower bound.
public struct ArgoCDHealth: Equatable, Sendable {
  /// An application as it is now.
  public struct Application: Equatable, Sendable {
    /// `NAMESPACE/NAME`.
    public let name: String
    /// Whether it is as git says.
    public let sync: ArgoCDSync
    /// How it does.
    public let health: ArgoCDHealthStatus
    /// The phase of its last operation; nil where there was none.
    public let phase: String?
    /// How long that took; nil while it runs.
    public let duration: Nanoseconds?
    let reconciled: Timestamp?

    /// Whether its last operation failed.
    public var hasFailed: Bool {
      ["Failed", "Error"].contains(phase)
    }
  }

  struct Operation: Equatable, Sendable {
    let finished: Timestamp
    let duration: Nanoseconds
    let hasFailed: Bool
  }

  struct Key: Hashable, Sendable {
    let name: String
    let uid: String
  }

  struct OperationKey: Hashable, Sendable {
    let application: Key
    let started: Timestamp
  }

  private(set) var applications: [Key: Application] = [:]
  private(set) var operations: [OperationKey: Operation] = [:]
  /// How many applications came more than once: of those the one counts that Argo CD looked at last.
  private(set) var repeatedCount = 0
  private var otherKinds: Set<String> = []

  /// The health of nothing.
  public init() {}

  /// Takes the applications of a list.
  public mutating func read(_ bytes: [UInt8], name: String) throws(ManifestProblem) {
    let list = try ArgoCDList(bytes, name: name) { take($0) }
    otherKinds.formUnion(list.otherKinds)
  }

  /// The newest moment at which Argo CD looked at an application: that is as old as the list is.
  public var listTime: Timestamp? {
    applications.values.compactMap(\.reconciled).max()
  }

  /// What has to be said of the lists, in sentences, unescaped.
  public var notes: [String] {
    var notes: [String] = []
    if repeatedCount > 0 {
      notes.append(
        "\(repeatedCount) \(repeatedCount == 1 ? "application was" : "applications were") given more than once: the one counts that Argo CD looked at last"
      )
    }
    if !otherKinds.isEmpty {
      notes.append("objects of other kinds stepped over: \(ChangeNotes.list(otherKinds))")
    }
    return notes
  }

  private mutating func take(_ read: ArgoCDApplication) {
    let key = Key(name: read.name, uid: read.uid)
    if applications[key] != nil { repeatedCount += 1 }
    let application = Application(read)
    if let known = applications[key],
      (known.reconciled?.nanoseconds ?? .min) > (application.reconciled?.nanoseconds ?? .min)
    {
      // The older of two dumps.
    } else {
      applications[key] = application
    }
    if let operation = read.operation, let finished = operation.finished, !operation.isRunning {
      operations[OperationKey(application: key, started: operation.started)] = Operation(
        finished: finished, duration: finished.distance(since: operation.started),
        hasFailed: application.hasFailed)
    }
    for deployment in read.history {
      guard let started = deployment.started else { continue }
      let own = OperationKey(application: key, started: started)
      guard operations[own] == nil else { continue }
      operations[own] = Operation(
        finished: deployment.deployed, duration: deployment.deployed.distance(since: started),
        hasFailed: false)
    }
  }
}

extension ArgoCDHealth.Application {
  init(_ read: ArgoCDApplication) {
    name = read.name
    sync = ArgoCDSync(read.syncStatus)
    health = ArgoCDHealthStatus(read.healthStatus)
    reconciled = read.reconciled
    let operation = read.operation
    phase = operation?.phase
    duration =
      operation?.isRunning == true
      ? nil
      : operation?.finished.map {
        $0.distance(since: operation?.started ?? $0)
      }
  }

  /// Whether its last operation has not come to an end.
  var isRunning: Bool {
    ["Running", "Terminating"].contains(phase)
  }

  /// How much somebody has to look at it; 0 where nobody has to.
  var trouble: Int {
    let bad: Int
    switch health {
    case .degraded: bad = 8
    case .missing: bad = 4
    case .unknown, .other: bad = 1
    case .healthy, .progressing, .suspended: bad = 0
    }
    let apart: Int
    switch sync {
    case .outOfSync: apart = 2
    case .unknown, .other: apart = 1
    case .synced: apart = 0
    }
    return bad + apart + (hasFailed ? 8 : 0)
  }
}

extension ArgoCDApplication.Operation {
  fileprivate var isRunning: Bool {
    ["Running", "Terminating"].contains(phase)
  }
}
