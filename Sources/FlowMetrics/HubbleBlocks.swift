public import FlowAnswer

extension MetricFamily {
  /// One of the agent's own families: its name, its words, its labels, values that may be empty.
  public init(_ family: HubbleFamily) {
    self.init(
      name: family.name, kind: family.isHistogram ? .histogram : .counter, help: family.help,
      labels: family.labelNames, allowsEmptyValues: true)
  }
}

/// The agent's own families as they are written: those that have no series are not there, as in the agent.
struct HubbleBlocks {
  /// The families.
  let blocks: [MetricBlock]
  /// How many sets of labels share `(other)`, by the name of the family.
  let suppressed: [MetricSeries]

  init(_ families: [FamilyCounts]) {
    blocks = families.map(Self.block)
    suppressed = families.map { MetricSeries([$0.family.name], .integer($0.suppressedCount)) }
  }

  private static func block(_ counts: FamilyCounts) -> MetricBlock {
    let family = MetricFamily(counts.family)
    var rows = counts.rows
    if counts.other.count > 0 {
      let others = family.labels.map { _ in GroupField.other }
      rows.append(FamilyRow(labelValues: others, value: counts.other))
    }
    switch family.kind {
    case .histogram:
      return MetricBlock(
        family, rows.map { HistogramSeries(labelValues: $0.labelValues, value: $0.value) })
    case .counter, .gauge:
      return MetricBlock(
        family, rows.map { MetricSeries($0.labelValues, .integer($0.value.count)) })
    }
  }
}
