public import FlowAnswer

/// The whole .prom file of an `export` run without state: gauges over what the run read.
public struct WindowMetrics: Sendable {
  /// What the first table of the summary must be grouped by.
  public static let grouping = Grouping(by: CountedFamily.dropFields, counting: .drops)

  private let summary: Summary
  private let facts: RunFacts
  private let previous: PreviousTextfile?
  private let applications: ArgoCDReading
  private let constantLabels: ConstantLabels
  private let budget: SeriesBudget

  /// The metrics of a run; `previous` is what the file says that is about to be replaced.
  ///
  /// `maximumSeries` bounds the groups of each family that have a series of their own.
  public init(
    _ summary: Summary, facts: RunFacts, previous: PreviousTextfile?,
    applications: ArgoCDReading = .notAsked, constantLabels: ConstantLabels = ConstantLabels(),
    maximumSeries: Int = 1000
  ) {
    self.summary = summary
    self.facts = facts
    self.previous = previous
    self.applications = applications
    self.constantLabels = constantLabels
    budget = SeriesBudget(maximum: maximumSeries)
  }

  /// The text of the file; the same bytes for the same run.
  public var text: String {
    PrometheusText(constantLabels: constantLabels).text(
      windowBlocks + runBlocks + applications.blocks)
  }

  /// A run that failed before it read a line says nothing about flows: the old window stays, beside the new errors.
  private var windowBlocks: [MetricBlock] {
    let hasRead = LineResult.allCases.contains { summary.coverage.lineCount($0) > 0 }
    if !facts.wasSuccessful, !hasRead, let kept = previous?.windowBlocks, !kept.isEmpty {
      let errors = CountedFamily.queryErrors
      let series = errors.row.source.window(summary, facts, budget).series
      return kept + (errors.window.map { [MetricBlock($0, series)] } ?? [])
    }
    return countedBlocks + timeBlocks
  }

  private var countedBlocks: [MetricBlock] {
    var suppressed: [MetricSeries] = []
    var blocks: [MetricBlock] = []
    for counted in CountedFamily.allCases {
      guard let family = counted.window else {
        continue
      }
      let source = counted.row.source
      let outcome = source.window(summary, facts, budget)
      blocks.append(MetricBlock(family, outcome.series))
      if source.isUnbounded {
        suppressed.append(MetricSeries([family.name], .integer(outcome.suppressedCount)))
      }
    }
    let hubble = HubbleBlocks(summary.families.map(budget.select))
    suppressed += hubble.suppressed
    return blocks + hubble.blocks
      + [MetricBlock(StateFamily.seriesSuppressed.family, suppressed)]
  }

  private var timeBlocks: [MetricBlock] {
    guard let oldest = summary.coverage.oldest, let newest = summary.coverage.newest else {
      return [block(.windowSeconds, .integer(0))]
    }
    // 64 bits hold the difference of any two times, but without a sign.
    let span = UInt64(bitPattern: max(oldest, newest).nanoseconds &- oldest.nanoseconds)
    return [
      block(.windowSeconds, .nanoseconds(span, isNegative: false)),
      block(.newestFlow, .time(newest)),
      block(.oldestFlow, .time(oldest)),
    ]
  }

  private var runBlocks: [MetricBlock] {
    let wasSuccessful = facts.wasSuccessful && applications != .failed
    let lastSuccess: MetricValue? =
      wasSuccessful ? .time(facts.start) : previous?.lastSuccess.map { .kept($0) }
    return [
      block(.lastRun, .time(facts.start)),
      block(.lastRunSuccess, .flag(wasSuccessful)),
      block(.lastRunDuration, .duration(facts.duration)),
      MetricBlock(
        StateFamily.buildInfo.family, [MetricSeries([facts.version], .integer(1))]),
    ] + (lastSuccess.map { [block(.lastSuccess, $0)] } ?? [])
  }

  private func block(_ family: StateFamily, _ value: MetricValue) -> MetricBlock {
    MetricBlock(family.family, [MetricSeries(value)])
  }
}
