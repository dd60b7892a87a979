public import FlowAnswer
public import FlowState

/// The counters of a state: what all runs over it counted together.
///
/// Bounded by `maximumSeries` for each family; what comes later than that is counted in one series `(other)`. A series that
/// was written never goes back; it leaves only where it has not changed for `retirement`.
public struct RunningCounts: Sendable {
  /// What of the counts depends on options.
  public struct Rules: Sendable {
    /// Series of a family besides those that are there from the start.
    public var maximumSeries: Int
    /// Whether a new series is written with 0 first, so that its first growth can be seen.
    public var startsAtZero: Bool
    /// How long it is, and once at least.
    public var zeroTime: Nanoseconds
    /// After how long a series that has not changed is given up.
    public var retirement: Nanoseconds

    /// Rules.
    public init(
      maximumSeries: Int = 1000, startsAtZero: Bool = true, zeroTime: Nanoseconds = .zero,
      retirement: Nanoseconds = .seconds(30 * 86_400)
    ) {
      self.maximumSeries = maximumSeries
      self.startsAtZero = startsAtZero
      self.zeroTime = zeroTime
      self.retirement = retirement
    }
  }

  var tables: [CountedFamily: SeriesTable<UInt64>] = [:]
  /// The agent's own families.
  var families = RunningFamilies()
  /// When the last run began; nil before the first.
  public internal(set) var lastRun: Timestamp?
  var lastDuration: Duration = .zero
  /// Whether it read all that it should.
  public internal(set) var wasSuccessful = true
  /// When the last one began that did; nil where there was none.
  public internal(set) var lastSuccess: Timestamp?
  private var age = SeriesAge(now: nil)
  var oldestFlow: Timestamp?
  var newestFlow: Timestamp?

  /// Counts of nothing: every value that is known beforehand at 0.
  public init() {
    for family in CountedFamily.allCases {
      tables[family] = SeriesTable()
      for value in family.row.source.knownValues {
        tables[family]?.seed(value, 0)
      }
    }
  }

  /// Adds what a run counted.
  ///
  /// Largest groups first, so that those of a first run have series of their own.
  public mutating func add(
    _ summary: Summary, _ facts: RunFacts, rules: Rules
  ) {
    let coverage = summary.coverage
    let time = RunTime(
      age: age.advance(
        to: facts.start.nanoseconds,
        newestFlow: (coverage.readNewest ?? coverage.newest)?.nanoseconds,
        hasFlows: coverage.lineCount(.flow) > 0, retirement: rules.retirement),
      wall: facts.start.nanoseconds)
    for family in CountedFamily.allCases {
      tables[family]?.beginRun()
      family.row.source.forEachCount(summary, facts) { values, count in
        tables[family]?.add(count, to: values, at: time, rules: rules)
      }
    }
    families.add(summary.families, at: time, rules: rules)
    note(coverage, facts)
    for family in CountedFamily.allCases where family.row.source.isUnbounded {
      tables[family]?.retire(at: time.age, after: rules.retirement.count)
    }
  }

  /// After how long, by the wall clock, what was not seen may be forgotten; never in a run before which that clock made a leap.
  public func retirement(_ retirement: Nanoseconds, at now: Timestamp) -> Nanoseconds {
    guard let lastRun else {
      return retirement
    }
    let (step, overflow) = now.nanoseconds.subtractingReportingOverflow(lastRun.nanoseconds)
    return overflow || step > retirement.count / 4 ? .max : retirement
  }

  private mutating func note(_ coverage: Coverage, _ facts: RunFacts) {
    lastRun = facts.start
    lastDuration = facts.duration
    wasSuccessful = facts.wasSuccessful
    if facts.wasSuccessful {
      lastSuccess = facts.start
    }
    if let oldest = coverage.oldest {
      oldestFlow = oldestFlow.map { min($0, oldest) } ?? oldest
    }
    if let newest = coverage.newest {
      newestFlow = newestFlow.map { max($0, newest) } ?? newest
    }
  }

  /// Whether any line that was counted is a flow or a notice of lost events.
  public var holdEvents: Bool {
    [LineResult.flow, .lostEvents].contains { result in
      tables[.lines]?.series[LabelValues([result.rawValue])]?.value ?? 0 > 0
    }
  }

  /// The file with the last counts is there to be read: series that were written with 0 long enough go on with their counts.
  public mutating func noteWritten(at now: Timestamp, rules: Rules) {
    let moment = ZeroTime(now: now.nanoseconds, length: rules.zeroTime.count)
    let age = age.now ?? now.nanoseconds
    for family in CountedFamily.allCases {
      tables[family]?.noteWritten(moment, at: age)
    }
    families.noteWritten(moment, at: age)
  }
}

extension RunningCounts {
  /// Takes over the errors that were shown by a run that could keep nothing, so that they do not go back.
  ///
  /// `text` is the .prom file as it stands.
  public mutating func keepErrors(of text: [UInt8], hubbleMetrics: HubbleMetrics) {
    for (error, count) in UncommittedMetrics.errors(in: text, hubbleMetrics) {
      tables[.queryErrors]?.raise([error.rawValue], to: count)
    }
  }

  /// Writes all as lines of state.
  public func write(to writer: inout StateWriter) {
    writer.line(
      "run",
      [
        .text(text(lastRun)), .integer(nanoseconds(lastDuration)), flag,
        .text(age.now.map(String.init) ?? ""),
      ])
    age.write(to: &writer)
    writer.line("times", [lastSuccess, oldestFlow, newestFlow].map { .text(text($0)) })
    for family in CountedFamily.allCases {
      tables[family]?.write(family.rawValue, to: &writer)
    }
    families.write(to: &writer)
  }

  /// Takes a line of state that `write` wrote; false where it is somebody else's, or of a family that a newer version counts.
  public mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    switch line.keyword {
    case "run":
      lastRun = try time(line, 0)
      lastDuration = .nanoseconds(try line.integer(1))
      wasSuccessful = try line.word(2) == "done"
      age = SeriesAge(now: try time(line, line.values.count > 3 ? 3 : 0)?.nanoseconds)
    case "times":
      lastSuccess = try time(line, 0)
      oldestFlow = try time(line, 1)
      newestFlow = try time(line, 2)
    case UInt64.keyword:
      guard let family = CountedFamily(rawValue: try line.word(0)) else {
        return false
      }
      try tables[family]?.restore(line, labelCount: family.counter.labels.count)
    default:
      guard try !age.restore(line) else {
        return true
      }
      return try families.restore(line)
    }
    return true
  }

  private var flag: StateValue {
    .word(wasSuccessful ? "done" : "failed")
  }

  private func text(_ time: Timestamp?) -> String {
    time.map { String($0.nanoseconds) } ?? ""
  }

  private func time(_ line: StateLine, _ index: Int) throws(StateDamage) -> Timestamp? {
    guard try !line.text(index).isEmpty else {
      return nil
    }
    return Timestamp(nanoseconds: try line.integer(index))
  }

  private func nanoseconds(_ duration: Duration) -> Int64 {
    let (seconds, attoseconds) = duration.components
    return seconds &* 1_000_000_000 &+ attoseconds / 1_000_000_000
  }
}
