internal import FlowState
internal import FlowAnswer

/// The series of one family of a state.
struct SeriesTable: Sendable {
  /// A series.
  struct Count: Sendable, Equatable {
    var count: UInt64 = 0
    /// Whether it is written with 0 yet.
    var isNew = false
    /// When it changed last, of a new one when it came, nanoseconds since 1970; nil for one that is always there.
    var changed: Int64?
  }

  private(set) var series: [LabelValues: Count] = [:]
  /// Groups of the last run that were counted under `(other)`.
  private(set) var suppressed: UInt64 = 0
  /// Series that share the budget: neither there from the start nor `(other)`.
  private var unknownCount = 0

  /// Adds to a series; to `(other)` where there are as many as there may be.
  mutating func add(
    _ count: UInt64, to labelValues: [String], at time: Timestamp?, isNew: Bool, maximum: Int
  ) {
    var values = LabelValues(labelValues)
    if series[values] == nil, time != nil, unknownCount >= maximum, !values.isOther {
      suppressed &+= 1
      values = values.other
    }
    if series[values] == nil {
      insert(Count(isNew: isNew, changed: time?.nanoseconds), values)
    }
    guard count > 0 else {
      return
    }
    series[values]?.count &+= count
    if let one = series[values], one.changed != nil, !one.isNew, let time {
      series[values]?.changed = time.nanoseconds
    }
  }

  /// Another run begins.
  mutating func beginRun() {
    suppressed = 0
  }

  /// Series that came before a moment have been seen with 0.
  mutating func noteWritten(_ moment: ZeroTime) {
    for (values, count) in series where count.isNew && moment.isOver(since: count.changed ?? 0) {
      series[values]?.isNew = false
    }
  }

  /// Gives up series that have not changed since; nothing where that lies before all time.
  mutating func retire(before limit: (partialValue: Int64, overflow: Bool)) {
    guard !limit.overflow else {
      return
    }
    for (values, count) in series where count.changed.map({ $0 < limit.partialValue }) ?? false {
      series[values] = nil
      unknownCount -= values.isOther ? 0 : 1
    }
  }

  private mutating func insert(_ count: Count, _ values: LabelValues) {
    if series.updateValue(count, forKey: values) == nil, count.changed != nil, !values.isOther {
      unknownCount += 1
    }
  }

  func write(_ family: String, to writer: inout StateWriter) {
    if suppressed > 0 {
      writer.line("counter", [.word(family), .word("suppressed"), .count(suppressed)])
    }
    for (values, count) in series.sorted(by: { $0.key < $1.key }) {
      writer.line(
        "counter",
        [
          .word(family), .word(count.isNew ? "new" : "series"), .count(count.count),
          .text(count.changed.map(String.init) ?? ""),
        ] + values.values.map { .text($0) })
    }
  }

  mutating func restore(_ line: StateLine, labelCount: Int) throws(StateDamage) {
    guard try line.word(1) != "suppressed" else {
      suppressed = try line.count(2)
      return
    }
    guard line.values.count == 4 + labelCount else {
      throw StateDamage("a line 'counter' has not as many labels as its family")
    }
    var labelValues: [String] = []
    for index in 0..<labelCount {
      labelValues.append(try line.word(4 + index))
    }
    let changed = try line.text(3).isEmpty ? nil : try line.integer(3)
    let count = Count(
      count: try line.count(2), isNew: try line.word(1) == "new", changed: changed)
    insert(count, LabelValues(labelValues))
  }
}
