public import FlowAnswer

/// The whole .prom file of a state: counters over all runs.
///
/// Written from the state alone, so that it can be written again at any time: the same bytes for the same state. What a list of Argo CD's
/// applications says stands beside that: it is of this run.
public struct CounterMetrics: Sendable {
  private let counts: RunningCounts
  private let version: String
  private let applications: ArgoCDReading
  private let constantLabels: ConstantLabels
  private let hubble: HubbleBlocks

  /// The metrics of a state's counts.
  public init(
    _ counts: RunningCounts, version: String, applications: ArgoCDReading = .notAsked,
    constantLabels: ConstantLabels = ConstantLabels(),
    hubbleMetrics: HubbleMetrics = HubbleMetrics()
  ) {
    self.counts = counts
    self.version = version
    self.applications = applications
    self.constantLabels = constantLabels
    hubble = counts.families.blocks(hubbleMetrics)
  }

  /// The text of the file.
  public var text: String {
    PrometheusText(constantLabels: constantLabels).text(
      countedBlocks + hubble.blocks + stateBlocks + applications.blocks)
  }

  private var countedBlocks: [MetricBlock] {
    CountedFamily.allCases.map { family in
      // In one order: of values that are written alike the first one decides on the place.
      let sorted = (counts.tables[family]?.series ?? [:]).sorted { $0.key < $1.key }
      let series = sorted.map { MetricSeries($0.values, .integer($1.shown)) }
      return MetricBlock(family.counter, series)
    }
  }

  private var stateBlocks: [MetricBlock] {
    let suppressed = CountedFamily.allCases.filter(\.row.source.isUnbounded).map { family in
      MetricSeries([family.counter.name], .integer(counts.tables[family]?.suppressed ?? 0))
    }
    let times: [(StateFamily, MetricValue?)] = [
      (.newestFlow, counts.newestFlow.map { .time($0) }),
      (.oldestFlow, counts.oldestFlow.map { .time($0) }),
      (.lastRun, counts.lastRun.map { .time($0) }),
      (.lastSuccess, counts.lastSuccess.map { .time($0) }),
      (.lastRunSuccess, .flag(counts.wasSuccessful)),
      (.lastRunDuration, .duration(counts.lastDuration)),
    ]
    return [
      MetricBlock(StateFamily.seriesSuppressed.family, suppressed + hubble.suppressed),
      MetricBlock(StateFamily.buildInfo.family, [MetricSeries([version], .integer(1))]),
    ]
      + times.compactMap { family, value in
        value.map { MetricBlock(family.family, [MetricSeries($0)]) }
      }
  }
}
