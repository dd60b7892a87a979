public import FlowAnswer

/// What a family is called, what it means and which labels its series have: one row of the metric
/// table.
public struct MetricFamily: Sendable, Equatable {
  /// The types of the text format that are written.
  public enum Kind: String, Sendable {
    /// Only grows, but for a restart.
    case counter
    /// Goes up and down.
    case gauge
    /// Counts by size, with their sum: a counter for each bucket.
    case histogram
  }

  /// The name of every series.
  public let name: String
  /// The type.
  public let kind: Kind
  /// One sentence.
  public let help: String
  /// The labels, in the order in which they are written.
  public let labels: [String]
  /// Whether a label may be empty, which is the same as no label: only the agent's own may.
  var allowsEmptyValues = false

  /// All families there are, in the order of the documentation.
  public static var all: [Self] {
    CountedFamily.allCases.compactMap(\.window) + CountedFamily.allCases.map(\.counter)
      + StateFamily.allCases.map(\.family) + ArgoCDFamily.allCases.map(\.family)
  }

  /// The family of `drops --output prometheus` and `flows --output prometheus`.
  ///
  /// Its name is not one of `export`'s, so that the two never meet.
  public static func query(_ grouping: Grouping) -> Self {
    let counted =
      switch grouping.unit {
      case .drops: "Dropped packets, each counted once"
      case .flows: "Flow lines, by their weight"
      }
    return Self(
      name: "flowaudit_query_\(grouping.unit.rawValue)", kind: .gauge,
      help: "\(counted), of one query.", labels: grouping.fields.map(\.label))
  }
}

/// A number that describes a moment or a run.
///
/// The raw value is the name without `flowaudit_`.
public enum StateFamily: String, CaseIterable, Sendable {
  case windowSeconds = "window_seconds"
  case newestFlow = "newest_flow_timestamp_seconds"
  case oldestFlow = "oldest_flow_timestamp_seconds"
  case seriesSuppressed = "series_suppressed"
  case lastRun = "last_run_timestamp_seconds"
  case lastSuccess = "last_success_timestamp_seconds"
  case lastRunSuccess = "last_run_success"
  case lastRunDuration = "last_run_duration_seconds"
  case buildInfo = "build_info"

  /// The row of the metric table.
  public var family: MetricFamily {
    MetricFamily(name: "flowaudit_\(rawValue)", kind: .gauge, help: help, labels: labels)
  }

  private var labels: [String] {
    switch self {
    case .seriesSuppressed: ["family"]
    case .buildInfo: ["version"]
    case .windowSeconds, .newestFlow, .oldestFlow, .lastRun, .lastSuccess, .lastRunSuccess,
      .lastRunDuration:
      []
    }
  }

  private var help: String {
    switch self {
    case .windowSeconds: "Time between the oldest and the newest flow that the last run read."
    case .newestFlow: "Time of the newest flow seen; absent until there was one."
    case .oldestFlow: "Time of the oldest flow seen; absent until there was one."
    case .seriesSuppressed: "Groups beyond --max-series that are counted in the series (other)."
    case .lastRun: "When the last run began."
    case .lastSuccess: "When the last run began that succeeded; absent until there was one."
    case .lastRunSuccess: "Whether the last run read its input to the end: 1, else 0."
    case .lastRunDuration: "How long the last run took."
    case .buildInfo: "Always 1; the version that wrote this file."
    }
  }
}
