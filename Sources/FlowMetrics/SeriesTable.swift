internal import FlowAnswer
internal import FlowState

/// The series of one family of a state: bounded, never going back, at 0 when first written.
struct SeriesTable<Value: RunningValue>: Sendable {
  /// A series.
  struct Series: Sendable {
    var value: Value
    /// Whether it is written with 0 yet.
    var isNew = false
    /// When it changed last, of a new one when it came, nanoseconds since 1970; nil for one that is always there.
    var changed: Int64?

    /// The value to write.
    var shown: Value {
      isNew ? value.zero : value
    }
  }

  private(set) var series: [LabelValues: Series] = [:]
  /// Groups of the last run that were counted under `(other)`.
  private(set) var suppressed: UInt64 = 0
  /// Series that share the budget: neither there from the start nor `(other)`.
  private var sharingCount = 0

  /// A series that is there from the start, outside the budget.
  mutating func seed(_ labelValues: [String], _ value: Value) {
    insert(Series(value: value), LabelValues(labelValues))
  }

  /// Another run begins, in which so many groups have no labels of their own already.
  mutating func beginRun(suppressed: UInt64 = 0) {
    self.suppressed = suppressed
  }

  /// Adds to a series; to `(other)` where there are as many as there may be.
  mutating func add(
    _ value: Value, to labelValues: [String], at time: Int64, rules: RunningCounts.Rules
  ) {
    var labels = LabelValues(labelValues)
    if series[labels] == nil, sharingCount >= rules.maximumSeries, !labels.isOther {
      suppressed &+= 1
      labels = labels.other
    }
    guard let known = series[labels] else {
      return insert(Series(value: value, isNew: rules.startsAtZero, changed: time), labels)
    }
    guard !value.isZero else {
      return
    }
    series[labels]?.value.add(value)
    if known.changed != nil, !known.isNew {
      series[labels]?.changed = time
    }
  }

  /// Series that came before a moment have been seen with 0.
  mutating func noteWritten(_ moment: ZeroTime) {
    for (labels, one) in series where one.isNew && moment.isOver(since: one.changed ?? 0) {
      series[labels]?.isNew = false
    }
  }

  /// Gives up series that have not changed for `age` nanoseconds, and their room; nothing where that lies before all time.
  mutating func retire(at now: Int64, after age: Int64) {
    let (limit, isBeforeAllTime) = now.subtractingReportingOverflow(age)
    guard !isBeforeAllTime else {
      return
    }
    for (labels, one) in series where one.changed.map({ $0 < limit }) ?? false {
      series[labels] = nil
      sharingCount -= isSharing(one, labels) ? 1 : 0
    }
  }

  private mutating func insert(_ one: Series, _ labels: LabelValues) {
    let old = series.updateValue(one, forKey: labels)
    sharingCount += isSharing(one, labels) ? 1 : 0
    sharingCount -= old.map { isSharing($0, labels) ? 1 : 0 } ?? 0
  }

  private func isSharing(_ one: Series, _ labels: LabelValues) -> Bool {
    one.changed != nil && !labels.isOther
  }
}

extension SeriesTable {
  /// Writes all as lines of state, series by their labels.
  func write(_ family: String, to writer: inout StateWriter) {
    if suppressed > 0 {
      writer.line(Value.keyword, [.word(family), .word("suppressed"), .count(suppressed)])
    }
    for (labels, one) in series.sorted(by: { $0.key < $1.key }) {
      writer.line(
        Value.keyword,
        [.word(family), .word(one.isNew ? "new" : "series")]
          + one.value.stateValues(changed: one.changed) + labels.values.map { .text($0) })
    }
  }

  /// Takes a line that `write` wrote; `labelCount` is nil where the line itself says how many there are.
  mutating func restore(_ line: StateLine, labelCount: Int? = nil) throws(StateDamage) {
    guard try line.word(1) != "suppressed" else {
      suppressed = try line.count(2)
      return
    }
    let stored = try Value.read(line)
    let end = labelCount.map { stored.labelStart + $0 } ?? line.values.count
    guard line.values.count == end else {
      throw StateDamage("a '\(line.keyword)' line does not have as many labels as its family")
    }
    var labelValues: [String] = []
    for index in stored.labelStart..<max(end, stored.labelStart) {
      labelValues.append(try line.word(index))
    }
    let isNew = try line.word(1) == "new"
    insert(
      Series(value: stored.value, isNew: isNew, changed: stored.changed),
      LabelValues(labelValues))
  }
}
