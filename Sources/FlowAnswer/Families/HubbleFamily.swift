/// A family that `--hubble-metrics` asks for, with its labels.
public struct HubbleFamily: Sendable, Equatable {
  /// Its row in the table of families.
  package let rule: FamilyRule
  /// The options of its metric.
  package let switches: [MetricSwitch]
  /// The labels that tell the ends of a flow.
  package let context: MetricContext
  /// Sorted by name, which is the order in which the agent writes them.
  package let labels: [FamilyLabel]

  init(_ rule: FamilyRule, of metric: HubbleMetric) {
    self.rule = rule
    switches = metric.switches
    context = metric.context
    let own = rule.labels + metric.switches.flatMap { rule.labels(of: $0) }
    labels = (own.map { .own($0) } + metric.context.familyLabels).sorted { $0.name < $1.name }
  }

  /// The name of every series, without what a histogram adds.
  public var name: String {
    rule.name
  }

  /// The agent's own words.
  public var help: String {
    rule.help
  }

  /// Whether it is a histogram of durations; else it is a counter.
  public var isHistogram: Bool {
    rule.isHistogram
  }

  /// The names of the labels, in the order of a row's values: sorted as bytes.
  public var labelNames: [String] {
    labels.map(\.name)
  }

  /// The metrics of the agent, each with its options and the families that it counts without any, for documentation.
  public static var table: [(metric: String, options: [String], families: [Self])] {
    HubbleMetricName.allCases.map { name in
      (name.rawValue, name.switches.map(\.rawValue), HubbleMetric(name).families)
    }
  }

  /// The names that any of the agent's families may have.
  public static var names: Set<String> {
    Set(FamilyRule.allCases.map(\.name))
  }
}
