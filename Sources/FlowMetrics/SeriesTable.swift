internal import FlowState
internal import FlowTally

/// The series of one family of a state.
struct SeriesTable: Sendable {
  /// A series.
  struct Count: Sendable, Equatable {
    var count: UInt64 = 0
    /// Whether it has not been seen with 0 yet.
    var isNew = false
    /// When it changed last, nanoseconds since 1970; nil for one that is always there.
    var changed: Int64?
  }

  private(set) var series: [LabelValues: Count] = [:]
  /// Groups of the last run that were counted under `(other)`.
  private(set) var suppressed: UInt64 = 0
  private var unknownCount = 0

  /// Adds to a series; to `(other)` where there are as many as there may be.
  mutating func add(
    _ count: UInt64, to labelValues: [String], at time: Timestamp?, isNew: Bool, maximum: Int
  ) {
    var values = LabelValues(labelValues)
    if series[values] == nil, time != nil {
      let other = LabelValues(labelValues.map { _ in GroupField.other })
      if unknownCount >= maximum && values != other {
        suppressed &+= 1
        values = other
      }
    }
    if series[values] == nil {
      series[values] = Count(isNew: isNew, changed: time?.nanoseconds)
      unknownCount += time == nil ? 0 : 1
    }
    guard count > 0 else {
      return
    }
    series[values]?.count &+= count
    if series[values]?.changed != nil, let time {
      series[values]?.changed = time.nanoseconds
    }
  }

  /// Another run begins.
  mutating func beginRun() {
    suppressed = 0
  }

  mutating func noteWritten() {
    for values in series.keys {
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
      unknownCount -= 1
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
    let values = LabelValues(labelValues)
    let changed = try line.text(3).isEmpty ? nil : try line.integer(3)
    if changed != nil && series[values] == nil {
      unknownCount += 1
    }
    series[values] = Count(
      count: try line.count(2), isNew: try line.word(1) == "new", changed: changed)
  }
}
