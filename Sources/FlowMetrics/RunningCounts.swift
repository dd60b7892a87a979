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
  /// When the newest run began, by the clock as it stood then: what happens to series has this time, so that none grows old by a
  /// clock that was set back for a while.
  private var newestRun: Timestamp?
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
    let time = newestRun.map { max($0, facts.start) } ?? facts.start
    newestRun = time
    for family in CountedFamily.allCases {
      tables[family]?.beginRun()
      family.row.source.forEachCount(summary, facts) { values, count in
        tables[family]?.add(count, to: values, at: time.nanoseconds, rules: rules)
      }
    }
    families.add(summary.families, at: time.nanoseconds, rules: rules)
    note(summary.coverage, facts)
    for family in CountedFamily.allCases where family.row.source.isUnbounded {
      tables[family]?.retire(at: time.nanoseconds, after: rules.retirement.count)
    }
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
    for family in CountedFamily.allCases {
      tables[family]?.noteWritten(moment)
    }
    families.noteWritten(moment)
  }
}

extension RunningCounts {
  /// Writes all as lines of state.
  public func write(to writer: inout StateWriter) {
    writer.line(
      "run",
      [
        .text(text(lastRun)), .integer(nanoseconds(lastDuration)), flag, .text(text(newestRun)),
      ])
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
      newestRun = line.values.count > 3 ? try time(line, 3) : lastRun
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
