/// Why a specification of metrics is refused.
public enum HubbleMetricsError: Error, Sendable, Equatable {
  /// Only white space.
  case noMetrics
  /// Not the name of a metric.
  case unknownMetric(String)
  /// Asked for twice.
  case duplicateMetric(HubbleMetricName)
  /// Both have families of the same names.
  case conflict(HubbleMetricName, HubbleMetricName)
  /// Not an option of this metric.
  case unknownOption(String, of: HubbleMetricName)
  /// An option of this metric stands twice.
  case duplicateOption(String, of: HubbleMetricName)
  /// An option of this metric needs a value.
  case noValue(String, of: HubbleMetricName)
  /// Not an identifier of an end.
  case unknownContext(String, of: HubbleMetricName)
  /// Not a label of `labelsContext`.
  case unknownLabel(String, of: HubbleMetricName)
}

extension HubbleMetricsError: CustomStringConvertible {
  /// One line without a full stop, as the agent says it where it does, and what there is; what was typed in it is unescaped.
  public var description: String {
    switch self {
    case .noMetrics: "no metric is named; choose from \(Self.list(HubbleMetricName.allCases))"
    case .unknownMetric(let name):
      "metric '\(name)' does not exist; choose from \(Self.list(HubbleMetricName.allCases))"
    case .duplicateMetric(let metric): "metric '\(metric.rawValue)' is given twice"
    case .conflict(let metric, let other):
      "plugin \(metric.rawValue) conflicts with plugin \(other.rawValue)"
    case .unknownOption(let option, let metric):
      Self.cannot(metric)
        + "unknown option '\(option)'; choose from \(Self.list(metric.switches))"
        + (metric.switches.isEmpty ? "" : ", ") + Self.list(ContextOption.allCases)
    case .duplicateOption(let option, let metric):
      Self.cannot(metric) + "option '\(option)' is given twice"
    case .noValue(let option, let metric):
      Self.cannot(metric) + "option '\(option)' has no value"
    case .unknownContext(let context, let metric):
      Self.cannot(metric)
        + "unknown context '\(context)'; choose from \(Self.list(ContextIdentifier.allCases))"
    case .unknownLabel(let label, let metric):
      Self.cannot(metric)
        + "invalid labelsContext value: \(label); choose from \(Self.list(ContextLabel.allCases))"
    }
  }

  private static func cannot(_ metric: HubbleMetricName) -> String {
    "unable to initialize metric '\(metric.rawValue)': "
  }

  private static func list(_ words: [some RawRepresentable<String>]) -> String {
    words.map(\.rawValue).joined(separator: ", ")
  }
}
