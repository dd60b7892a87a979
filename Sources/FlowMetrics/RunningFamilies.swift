internal import FlowState
internal import FlowAnswer

/// The agent's families of a state: what all runs over it counted together.
///
/// By the rules of `RunningCounts`: bounded, never going back, at 0 when first written.
struct RunningFamilies: Sendable {
  private struct Series: Sendable {
    var value: FamilyValue
    /// Whether it is written with 0 yet.
    var isNew: Bool
    /// When it changed last, of a new one when it came, nanoseconds since 1970.
    var changed: Int64
  }

  private struct Table: Sendable {
    var series: [LabelValues: Series] = [:]
    var suppressed: UInt64 = 0

    /// Whether a set of labels has a series, or may have one; `(other)` always may.
    func hasRoom(for values: LabelValues, _ maximum: Int) -> Bool {
      if series[values] != nil || values.isOther {
        return true
      }
      return series.count - (series[values.other] == nil ? 0 : 1) < maximum
    }

    /// Gives up series that have not changed since; nothing where that lies before all time.
    mutating func retire(before limit: (partialValue: Int64, overflow: Bool)) {
      if !limit.overflow {
        series = series.filter { $0.value.changed >= limit.partialValue }
      }
    }
  }

  private static let keyword = "family"
  private var tables: [String: Table] = [:]

  /// Adds what a run counted; where there is no room, largest first, to `(other)`.
  mutating func add(_ families: [FamilyCounts], at time: Int64, rules: RunningCounts.Rules) {
    for counts in families {
      let name = counts.family.name
      tables[name, default: Table()].suppressed = counts.suppressedCount
      for row in counts.rows.sorted(by: { $0.value.count > $1.value.count }) {
        add(row.value, to: row.labelValues, of: name, at: time, rules)
      }
      if counts.other.count > 0 {
        let others = counts.family.labelNames.map { _ in GroupField.other }
        add(counts.other, to: others, of: name, at: time, rules)
      }
      tables[name]?.retire(before: time.subtractingReportingOverflow(rules.retirement))
    }
  }

  private mutating func add(
    _ value: FamilyValue, to labelValues: [String], of name: String, at time: Int64,
    _ rules: RunningCounts.Rules
  ) {
    var values = LabelValues(labelValues)
    if tables[name]?.hasRoom(for: values, rules.maximumSeries) == false {
      tables[name]?.suppressed &+= 1
      values = values.other
    }
    if tables[name]?.series[values] == nil {
      tables[name]?.series[values] = Series(
        value: value, isNew: rules.startsAtZero, changed: time)
    } else {
      tables[name]?.series[values]?.value.add(value)
      if tables[name]?.series[values]?.isNew == false {
        tables[name]?.series[values]?.changed = time
      }
    }
  }

  mutating func noteWritten(_ moment: ZeroTime) {
    for (name, table) in tables {
      for (labels, one) in table.series where one.isNew && moment.isOver(since: one.changed) {
        tables[name]?.series[labels]?.isNew = false
      }
    }
  }

  /// The families as they are written.
  func blocks(_ metrics: HubbleMetrics) -> HubbleBlocks {
    let families = metrics.families.map { family in
      let table = tables[family.name] ?? Table()
      let rows = table.series.map { labels, series in
        FamilyRow(
          labelValues: labels.values, value: series.isNew ? series.value.zero : series.value)
      }
      return FamilyCounts(family: family, rows: rows, suppressedCount: table.suppressed)
    }
    return HubbleBlocks(families, maximumSeries: .max)
  }
}

extension FamilyValue {
  /// The same, before anything was counted.
  fileprivate var zero: Self {
    Self(count: 0, buckets: [UInt64](repeating: 0, count: buckets.count))
  }
}

extension RunningFamilies {
  /// Writes all as lines of state: families by name, series by their labels.
  ///
  ///     family hubble_icmp_total series 1778480200500000000 12 "0" 0 "IPv4" "EchoRequest"
  ///
  /// Behind the count stand a histogram's sum in nanoseconds, how many buckets there are, and these.
  func write(to writer: inout StateWriter) {
    for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
      if table.suppressed > 0 {
        writer.line(Self.keyword, [.word(name), .word("suppressed"), .count(table.suppressed)])
      }
      for (labels, one) in table.series.sorted(by: { $0.key < $1.key }) {
        let value = one.value
        writer.line(
          Self.keyword,
          [
            .word(name), .word(one.isNew ? "new" : "series"), .integer(one.changed),
            .count(value.count), .text(String(value.nanoseconds)),
            .count(UInt64(value.buckets.count)),
          ] + value.buckets.map { .count($0) } + labels.values.map { .text($0) })
      }
    }
  }

  /// Takes a line that `write` wrote; false where it is another's.
  mutating func restore(_ line: StateLine) throws(StateDamage) -> Bool {
    guard line.keyword == Self.keyword else {
      return false
    }
    let name = try line.word(0)
    guard try line.word(1) != "suppressed" else {
      tables[name, default: Table()].suppressed = try line.count(2)
      return true
    }
    let bucketCount = try line.count(5)
    guard bucketCount == 0 || bucketCount == UInt64(HistogramBuckets.count),
      let nanoseconds = UInt128(try line.word(4))
    else {
      throw StateDamage("a line 'family' has no buckets, or no sum, where they belong")
    }
    var buckets: [UInt64] = []
    for index in 0..<Int(bucketCount) {
      buckets.append(try line.count(6 + index))
    }
    var labelValues: [String] = []
    for index in (6 + buckets.count)..<max(line.values.count, 6 + buckets.count) {
      labelValues.append(try line.word(index))
    }
    tables[name, default: Table()].series[LabelValues(labelValues)] = Series(
      value: FamilyValue(
        count: try line.count(3), buckets: buckets, nanoseconds: nanoseconds),
      isNew: try line.word(1) == "new", changed: try line.integer(2))
    return true
  }
}
