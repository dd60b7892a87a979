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
