public import FlowAnswer

/// The whole .prom file of an `export` run without state: gauges over what the run read.
public struct WindowMetrics: Sendable {
  /// What the first table of the summary must be grouped by.
  public static let grouping = Grouping(by: CountedFamily.dropFields, counting: .drops)

  private let summary: Summary
  private let facts: RunFacts
  private let previous: PreviousTextfile?
  private let constantLabels: ConstantLabels
  private let budget: SeriesBudget

  /// The metrics of a run; `previous` is what the file says that is about to be replaced.
  ///
  /// `maximumSeries` bounds the groups of each family that have a series of their own.
  public init(
    _ summary: Summary, facts: RunFacts, previous: PreviousTextfile?,
    constantLabels: ConstantLabels = ConstantLabels(), maximumSeries: Int = 1000
  ) {
    self.summary = summary
    self.facts = facts
    self.previous = previous
    self.constantLabels = constantLabels
    budget = SeriesBudget(maximum: maximumSeries)
  }

  /// The text of the file; the same bytes for the same run.
  public var text: String {
    PrometheusText(constantLabels: constantLabels).text(windowBlocks + runBlocks)
  }

  /// A run that failed before it read a line says nothing about flows: the old window stays, beside the new errors.
  private var windowBlocks: [MetricBlock] {
    let hasRead = LineResult.allCases.contains { summary.coverage.lineCount($0) > 0 }
    if !facts.wasSuccessful, !hasRead, let kept = previous?.windowBlocks, !kept.isEmpty {
      return kept
        + (CountedFamily.queryErrors.window.map { [MetricBlock($0, errors)] } ?? [])
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
      let outcome = outcome(counted)
      blocks.append(MetricBlock(family, outcome.series))
      if counted.isUnbounded {
        suppressed.append(MetricSeries([family.name], .integer(outcome.suppressedCount)))
      }
    }
    let hubble = HubbleBlocks(summary.families.map(budget.select))
    suppressed += hubble.suppressed
    return blocks + hubble.blocks
      + [MetricBlock(StateFamily.seriesSuppressed.family, suppressed)]
  }

  private func outcome(_ counted: CountedFamily) -> SeriesBudget.Outcome {
    let coverage = summary.coverage
    switch counted {
    case .packetsDropped: return only([MetricSeries(.integer(summary.tables.first?.total ?? 0))])
    case .drops:
      guard let table = summary.tables.first else {
        return only([])
      }
      return budget.select(table, fields: CountedFamily.dropFields)
    case .flows: return budget.select(coverage.flowsByVerdict, known: Verdict.allCases.map(\.name))
    case .lostEvents:
      return budget.select(coverage.lostEvents, known: LostEventSource.allCases.map(\.name))
    case .lines:
      return only(
        LineResult.allCases.map { MetricSeries([$0.rawValue], .integer(coverage.lineCount($0))) })
    case .inputBytes: return only([MetricSeries(.integer(facts.inputByteCount))])
    case .queryErrors:
      return only(errors)
    case .gaps, .skippedLines: return only([])
    }
  }

  private var errors: [MetricSeries] {
    QueryError.allCases.map { MetricSeries([$0.rawValue], .integer(facts.queryErrors[$0] ?? 0)) }
  }

  private func only(_ series: [MetricSeries]) -> SeriesBudget.Outcome {
    SeriesBudget.Outcome(series: series, suppressedCount: 0)
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
    let lastSuccess: MetricValue? =
      facts.wasSuccessful ? .time(facts.start) : previous?.lastSuccess.map { .kept($0) }
    return [
      block(.lastRun, .time(facts.start)),
      block(.lastRunSuccess, .flag(facts.wasSuccessful)),
      block(.lastRunDuration, .duration(facts.duration)),
      MetricBlock(
        StateFamily.buildInfo.family, [MetricSeries([facts.version], .integer(1))]),
    ] + (lastSuccess.map { [block(.lastSuccess, $0)] } ?? [])
  }

  private func block(_ family: StateFamily, _ value: MetricValue) -> MetricBlock {
    MetricBlock(family.family, [MetricSeries(value)])
  }
}
