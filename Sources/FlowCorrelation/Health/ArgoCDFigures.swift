public import FlowAnswer

/// What the health of some applications comes to: counts, and figures of the operations that ended in the last stretch of time.
public struct ArgoCDFigures: Equatable, Sendable {
  /// A state that applications are in.
  public struct State: Hashable, Sendable {
    /// Whether they are as git says.
    public let sync: ArgoCDSync
    /// How they do.
    public let health: ArgoCDHealthStatus
  }

  /// How many applications are in each state.
  public let counts: [State: Int]
  /// Operations that run now.
  public let runningCount: Int
  /// Operations that ended in the stretch.
  public let operationCount: Int
  /// Those of them that failed: at least so many.
  public let failureCount: Int
  /// How long each of them took, the shortest first.
  public let durations: [Nanoseconds]
  /// The applications that somebody has to look at, the worst first.
  public let troubled: [ArgoCDHealth.Application]
  /// How long the stretch is.
  public let window: Nanoseconds
  /// The newest moment that the list knows, at which the stretch ends; nil where it knows none.
  public let listTime: Timestamp?

  /// The figures of the stretch before the newest moment that the list knows.
  public init(_ health: ArgoCDHealth, window: Nanoseconds) {
    let applications = health.applications.values
    counts = Dictionary(
      applications.map { (State(sync: $0.sync, health: $0.health), 1) }, uniquingKeysWith: +)
    runningCount = applications.count(where: \.isRunning)
    listTime = health.listTime
    self.window = window
    let end = health.listTime ?? Timestamp(nanoseconds: 0)
    let recent = health.operations.values.filter {
      end.earlier(by: window) <= $0.finished && $0.finished <= end
    }
    operationCount = recent.count
    failureCount = recent.count(where: \.hasFailed)
    durations = recent.map(\.duration).sorted()
    troubled = applications.filter { $0.trouble > 0 }.sorted {
      ($1.trouble, $0.name, $0.sync.rawValue, $0.duration?.count ?? -1)
        < ($0.trouble, $1.name, $1.sync.rawValue, $1.duration?.count ?? -1)
    }
  }

  /// All applications.
  public var applicationCount: Int {
    counts.values.reduce(0, +)
  }

  /// Those of a sync status.
  public func count(_ sync: ArgoCDSync) -> Int {
    counts.reduce(0) { $0 + ($1.key.sync == sync ? $1.value : 0) }
  }

  /// Those of a health.
  public func count(_ health: ArgoCDHealthStatus) -> Int {
    counts.reduce(0) { $0 + ($1.key.health == health ? $1.value : 0) }
  }

  /// The duration that so many hundredths of the operations do not exceed, by nearest rank; nil where there were none.
  ///
  /// Argo CD's times are whole seconds.
  public func duration(percentile: Int) -> Nanoseconds? {
    guard !durations.isEmpty else {
      return nil
    }
    let rank = (percentile * durations.count + 99) / 100
    return durations[max(0, rank - 1)]
  }

  /// The share of operations that failed, in ten thousandths; nil where there were none.
  public var failureShare: Int? {
    guard operationCount > 0 else {
      return nil
    }
    return (20_000 * failureCount + operationCount) / (2 * operationCount)
  }
}
