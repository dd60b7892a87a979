/// Reads one metric of `--hubble-metrics`: its name and its options.
struct MetricReader {
  private var metric: HubbleMetric
  private var given: Set<String> = []

  /// The metric that a word means.
  static func metric(_ word: Substring) throws(HubbleMetricsError) -> HubbleMetric {
    let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = HubbleMetricName(rawValue: String(parts[0])) else {
      throw .unknownMetric(String(parts[0]))
    }
    var reader = Self(metric: HubbleMetric(name))
    for option in parts.dropFirst().joined().split(separator: ";") {
      try reader.take(option)
    }
    return reader.metric
  }

  private init(metric: HubbleMetric) {
    self.metric = metric
  }

  /// The agent takes option names in any case.
  private mutating func take(_ option: Substring) throws(HubbleMetricsError) {
    let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let lowered = name.lowercased()
    guard given.insert(lowered).inserted else {
      throw .duplicateOption(name, of: metric.name)
    }
    if let found = metric.name.switches.first(where: { $0.rawValue.lowercased() == lowered }) {
      metric.switches.append(found)
      return
    }
    guard let found = ContextOption.allCases.first(where: { $0.rawValue.lowercased() == lowered })
    else {
      throw .unknownOption(name, of: metric.name)
    }
    try take(found, parts.count > 1 ? parts[1] : "")
  }

  private mutating func take(
    _ option: ContextOption, _ value: Substring
  ) throws(HubbleMetricsError) {
    let values = value.split { option == .labelsContext ? $0 == "," : $0 == Self.separator(value) }
    guard !values.isEmpty else {
      throw .noValue(option.rawValue, of: metric.name)
    }
    switch option {
    case .sourceContext: metric.context.source.anyDirection = try identifiers(values)
    case .sourceEgressContext: metric.context.source.egress = try identifiers(values)
    case .sourceIngressContext: metric.context.source.ingress = try identifiers(values)
    case .destinationContext: metric.context.destination.anyDirection = try identifiers(values)
    case .destinationEgressContext: metric.context.destination.egress = try identifiers(values)
    case .destinationIngressContext: metric.context.destination.ingress = try identifiers(values)
    case .labelsContext: metric.context.labels = try labels(values)
    }
  }

  /// Identifiers are separated by `|`, or, as agents up to 1.20 take it, by commas where there is none.
  private static func separator(_ value: Substring) -> Character {
    value.contains("|") ? "|" : ","
  }

  private func identifiers(
    _ values: [Substring]
  ) throws(HubbleMetricsError) -> [ContextIdentifier] {
    var identifiers: [ContextIdentifier] = []
    for value in values {
      guard let identifier = ContextIdentifier(rawValue: value.lowercased()) else {
        throw .unknownContext(String(value), of: metric.name)
      }
      identifiers.append(identifier)
    }
    return identifiers
  }

  private func labels(_ values: [Substring]) throws(HubbleMetricsError) -> [ContextLabel] {
    var labels: [ContextLabel] = []
    for value in values {
      guard let label = ContextLabel(rawValue: String(value)) else {
        throw .unknownLabel(String(value), of: metric.name)
      }
      if !labels.contains(label) {
        labels.append(label)
      }
    }
    return labels
  }
}
