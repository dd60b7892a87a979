internal import FlowAnswer
internal import FlowState

/// When something was counted.
struct RunTime: Sendable {
  /// By the clock of `SeriesAge`, nanoseconds.
  let age: Int64
  /// By the wall clock, nanoseconds since 1970.
  let wall: Int64
}

/// The series of one family of a state: bounded, never going back, at 0 when first written.
struct SeriesTable<Value: RunningValue>: Sendable {
  /// A series.
  struct Series: Sendable {
    var value: Value
    /// Whether it is written with 0 yet.
    var isNew = false
    /// When it changed last, by the clock of `SeriesAge`; of a new one when it came, by the wall clock; nil for one that is always
    /// there.
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

  /// Lets a series that is there have at least a value.
  mutating func raise(_ labelValues: [String], to value: Value) where Value == UInt64 {
    let labels = LabelValues(labelValues)
    if let one = series[labels], one.value < value {
      series[labels]?.value = value
    }
  }

  /// Another run begins, in which so many groups have no labels of their own already.
  mutating func beginRun(suppressed: UInt64 = 0) {
    self.suppressed = suppressed
  }

  /// Labels of more bytes together have no series of their own, so that a state stays small.
  static var maximumLabelByteCount: Int { 4096 }

  /// Adds to a series; to `(other)` where there are as many as there may be.
  mutating func add(
    _ value: Value, to labelValues: [String], at time: RunTime, rules: RunningCounts.Rules
  ) {
    var labels = LabelValues(labelValues)
    if series[labels] == nil, !labels.isOther,
      sharingCount >= rules.maximumSeries || labels.byteCount > Self.maximumLabelByteCount
    {
      suppressed &+= 1
      labels = labels.other
    }
    guard let known = series[labels] else {
      let isNew = rules.startsAtZero
      return insert(
        Series(value: value, isNew: isNew, changed: isNew ? time.wall : time.age), labels)
    }
    guard !value.isZero else {
      return
    }
    series[labels]?.value.add(value)
    if known.changed != nil, !known.isNew {
      series[labels]?.changed = time.age
    }
  }

  /// Series that came before a moment have been seen with 0, and grow old from now on.
  mutating func noteWritten(_ moment: ZeroTime, at age: Int64) {
    for (labels, one) in series where one.isNew && moment.isOver(since: one.changed ?? 0) {
      series[labels]?.isNew = false
      series[labels]?.changed = age
    }
  }

  /// Gives up series that have not changed for `age` nanoseconds of `SeriesAge`, and their room; nothing where that lies before all
  /// time.
  mutating func retire(at now: Int64, after age: Int64) {
    let (limit, isBeforeAllTime) = now.subtractingReportingOverflow(age)
    guard !isBeforeAllTime else {
      return
    }
    for (labels, one) in series where !one.isNew && one.changed.map({ $0 < limit }) ?? false {
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
