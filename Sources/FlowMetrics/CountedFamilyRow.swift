import FlowAnswer

/// A row of the table of counted families.
struct CountedFamilyRow {
  /// What help says, without its full stop.
  let meaning: String
  let source: CountedSource
  /// Whether one run alone can tell.
  let hasWindow: Bool

  init(_ meaning: String, _ source: CountedSource, hasWindow: Bool = true) {
    self.meaning = meaning
    self.source = source
    self.hasWindow = hasWindow
  }
}

/// Where a family's numbers come from: its labels, its known series and its bound follow from it.
enum CountedSource {
  typealias Number = (Summary, RunFacts) -> UInt64

  /// One number.
  case number(Number)
  /// A number for each value of a label, all of which are known.
  case values(label: String, [(value: String, number: Number)])
  /// Names of which a log may have more than are known.
  case names(String, known: [String], KeyPath<Coverage, [Coverage.NamedCount]>)
  /// Groups that a log decides on.
  case groups([GroupField], KeyPath<Summary, GroupedCounts?>)

  /// A number for each case of an enum.
  static func each<Value: CaseIterable & RawRepresentable<String>>(
    _ label: String, of type: Value.Type, _ number: @escaping (Value, Summary, RunFacts) -> UInt64
  ) -> Self {
    .values(
      label: label,
      Value.allCases.map { value in (value.rawValue, { number(value, $0, $1) }) })
  }

  var labels: [String] {
    switch self {
    case .number: []
    case .values(let label, _), .names(let label, _, _): [label]
    case .groups(let fields, _): fields.map(\.label)
    }
  }

  /// Whether a log decides how many series there are.
  var isUnbounded: Bool {
    switch self {
    case .number, .values: false
    case .names, .groups: true
    }
  }

  /// The label values of series that are there from the start.
  var knownValues: [[String]] {
    switch self {
    case .number: [[]]
    case .values(_, let values): values.map { [$0.value] }
    case .names(_, let known, _): known.map { [$0] }
    case .groups: []
    }
  }

  /// The series of one window.
  func window(_ summary: Summary, _ facts: RunFacts, _ budget: SeriesBudget) -> SeriesBudget.Outcome
  {
    switch self {
    case .number, .values:
      var series: [MetricSeries] = []
      forEachCount(summary, facts) { series.append(MetricSeries($0, .integer($1))) }
      return SeriesBudget.Outcome(series: series, suppressedCount: 0)
    case .names(_, let known, let names):
      return budget.select(summary.coverage[keyPath: names], known: known)
    case .groups(let fields, let groups):
      return summary[keyPath: groups].map { budget.select($0, fields: fields) }
        ?? SeriesBudget.Outcome(series: [], suppressedCount: 0)
    }
  }

  /// Gives `body` what a run counted, the largest groups first: one at a time, as there may be a million.
  func forEachCount(
    _ summary: Summary, _ facts: RunFacts, _ body: (_ values: [String], _ count: UInt64) -> Void
  ) {
    switch self {
    case .number(let number): body([], number(summary, facts))
    case .values(_, let values):
      for value in values {
        body([value.value], value.number(summary, facts))
      }
    case .names(_, _, let names):
      for counted in summary.coverage[keyPath: names] {
        body([counted.name], counted.count)
      }
    case .groups(_, let groups):
      guard var table = summary[keyPath: groups] else {
        return
      }
      table.sort(by: .count)
      for position in 0..<table.rowCount {
        let row = table.row(at: position)
        body(row.values, row.count)
      }
    }
  }
}
