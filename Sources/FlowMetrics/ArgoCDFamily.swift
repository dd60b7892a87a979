public import FlowAnswer

/// What a list of Argo CD's applications says, ready to be written.
public struct ArgoCDFacts: Equatable, Sendable {
  /// Applications that are alike in what Argo CD says of them.
  public struct State: Hashable, Sendable {
    /// Whether they are as git says: a word of Argo CD's.
    public let sync: String
    /// How they do: a word of Argo CD's.
    public let health: String

    /// A state of its two words.
    public init(sync: String, health: String) {
      self.sync = sync
      self.health = health
    }
  }

  /// How many applications are in each state.
  public var applications: [State: Int] = [:]
  /// Operations that the list knows of the last hour before its newest moment.
  public var syncs = 0
  /// Those of them that failed.
  public var failures = 0
  /// How long they took, by percentile; empty where there were none.
  public var durations: [Int: Nanoseconds] = [:]
  /// The newest moment that the list knows; nil where it knows none.
  public var listTime: Timestamp?

  /// The facts of an empty list.
  public init() {}
}

/// The families of a list of Argo CD's applications; all are gauges, because a list knows a moment.
///
/// The raw value is the name without `flowaudit_argocd_`.
public enum ArgoCDFamily: String, CaseIterable, Sendable {
  case applications
  case syncs
  case syncFailures = "sync_failures"
  case syncDuration = "sync_duration_seconds"
  case listTime = "list_timestamp_seconds"
  case listSuccess = "list_success"

  /// The row of the metric table.
  public var family: MetricFamily {
    MetricFamily(name: "flowaudit_argocd_\(rawValue)", kind: .gauge, help: help, labels: labels)
  }

  private var labels: [String] {
    switch self {
    case .applications: ["sync_status", "health_status"]
    case .syncDuration: ["percentile"]
    case .syncs, .syncFailures, .listTime, .listSuccess: []
    }
  }

  private var help: String {
    switch self {
    case .applications: "Applications of Argo CD in the list of --argocd."
    case .syncs: "Operations of the last hour that the list still knows."
    case .syncFailures:
      "Those of them that failed: a lower bound, a list forgets what another operation followed."
    case .syncDuration: "How long these operations took, whole seconds by nearest rank."
    case .listTime: "When Argo CD last looked at an application of the list."
    case .listSuccess:
      "Whether the list of --argocd was read: 1, else 0, and then its other families are absent."
    }
  }

  /// The blocks of a list; nil facts are those of a list that could not be read.
  static func blocks(_ facts: ArgoCDFacts?) -> [MetricBlock] {
    let success = MetricBlock(listSuccess.family, [MetricSeries(.flag(facts != nil))])
    guard let facts else {
      return [success]
    }
    let applications = facts.applications.map { state, count in
      MetricSeries([state.sync, state.health], .integer(UInt64(count)))
    }
    let durations = facts.durations.map { percentile, length in
      MetricSeries([String(percentile)], .integer(UInt64(max(0, length.wholeSeconds))))
    }
    return [
      success, MetricBlock(Self.applications.family, applications),
      MetricBlock(syncs.family, [MetricSeries(.integer(UInt64(facts.syncs)))]),
      MetricBlock(syncFailures.family, [MetricSeries(.integer(UInt64(facts.failures)))]),
      MetricBlock(syncDuration.family, durations),
      MetricBlock(listTime.family, facts.listTime.map { [MetricSeries(.time($0))] } ?? []),
    ]
  }
}

/// What is written of a list of applications.
public enum ArgoCDReading: Equatable, Sendable {
  /// Nobody asked for one.
  case notAsked
  /// It could not be read.
  case failed
  case read(ArgoCDFacts)

  var blocks: [MetricBlock] {
    switch self {
    case .notAsked: []
    case .failed: ArgoCDFamily.blocks(nil)
    case .read(let facts): ArgoCDFamily.blocks(facts)
    }
  }

  /// A .prom file without the lines of a list, as a run without one would write it.
  public static func without(_ text: [UInt8]) -> [UInt8] {
    let heads = ["# HELP flowaudit_argocd_", "# TYPE flowaudit_argocd_", "flowaudit_argocd_"]
      .map { Array($0.utf8) }
    var kept: [UInt8] = []
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    where !heads.contains(where: line.starts(with:)) {
      kept += line
      kept.append(UInt8(ascii: "\n"))
    }
    // Behind the last line feed stands nothing.
    return Array(kept.dropLast())
  }
}
