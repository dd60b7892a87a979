/// One metric of `--hubble-metrics`, with its options.
public struct HubbleMetric: Sendable, Equatable {
  /// Which one.
  public let name: HubbleMetricName
  var switches: [MetricSwitch] = []
  var context = MetricContext()

  init(_ name: HubbleMetricName) {
    self.name = name
  }

  /// The families that it counts.
  var families: [HubbleFamily] {
    FamilyRule.allCases.filter { $0.metric == name }.map { HubbleFamily($0, of: self) }
  }
}

/// What `--hubble-metrics` asks for: the agent's own metrics, in the agent's syntax.
///
/// `NAME[:OPTION[=VALUE][;OPTION...]]`, separated by white space.
/// Source: Cilium, pkg/hubble/metrics/api, ParseStaticMetricsConfig.
public struct HubbleMetrics: Sendable, Equatable {
  /// The metrics in the order given, each once.
  public private(set) var metrics: [HubbleMetric] = []

  /// No metrics.
  public init() {}

  /// Reads a specification; it has one metric or more.
  public init(_ text: String) throws(HubbleMetricsError) {
    for word in text.split(whereSeparator: \.isWhitespace) {
      let metric = try MetricReader.metric(word)
      guard !metrics.contains(where: { $0.name == metric.name }) else {
        throw .duplicateMetric(metric.name)
      }
      metrics.append(metric)
    }
    guard !metrics.isEmpty else {
      throw .noMetrics
    }
    for metric in metrics {
      if let conflict = metric.name.conflict, metrics.contains(where: { $0.name == conflict }) {
        throw .conflict(metric.name, conflict)
      }
    }
  }

  /// Whether nothing is asked for.
  public var isEmpty: Bool {
    metrics.isEmpty
  }

  /// The families that are counted, sorted by name.
  public var families: [HubbleFamily] {
    metrics.flatMap(\.families).sorted { $0.name < $1.name }
  }

  /// The parts of a flow that are read on most lines.
  var parts: UInt32 {
    families.reduce(FlowPart.aggregate.bit | FlowPart.eventType.bit) { $0 | $1.parts }
  }
}

extension HubbleMetrics: CustomStringConvertible {
  /// The specification in one spelling: the same for all that count the same, whatever the order of what was typed.
  public var description: String {
    metrics.map(\.description).sorted().joined(separator: " ")
  }
}

extension HubbleMetric: CustomStringConvertible {
  /// The metric in one spelling.
  public var description: String {
    let switches = switches.filter { $0 != .exemplars }.map(\.rawValue).sorted()
    let options = switches + context.options
    return name.rawValue + (options.isEmpty ? "" : ":" + options.joined(separator: ";"))
  }
}

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
