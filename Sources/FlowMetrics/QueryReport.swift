public import FlowAnswer

/// `drops --output prometheus` and `flows --output prometheus`: one gauge, with a label for each
/// field.
public struct QueryReport: Sendable {
  private let table: GroupedCounts
  private let top: Int?
  private let text: PrometheusText

  /// The report of a table, in its order of rows; those beyond `top` share one series `(other)`.
  public init(
    _ table: GroupedCounts, top: Int? = nil, constantLabels: ConstantLabels = ConstantLabels()
  ) {
    self.table = table
    self.top = top
    text = PrometheusText(constantLabels: constantLabels)
  }

  /// Writes the report in pieces of about 64 KiB; what `sink` throws ends it and is thrown on.
  public func write<Failure: Error>(
    to sink: (String) throws(Failure) -> Void
  ) throws(Failure) {
    let family = MetricFamily.query(table.grouping)
    let shownCount = min(max(0, top ?? .max), table.rowCount)
    var rest = (shownCount..<table.rowCount).reduce(UInt64(0)) { $0 &+ table.count(at: $1) }
    var hasRest = shownCount < table.rowCount
    var piece = text.head(family)
    for position in 0..<shownCount {
      let row = table.row(at: position)
      // The table's own `(other)` is the same series as the one at the end.
      if row.values.allSatisfy({ $0 == GroupField.other }) {
        rest &+= row.count
        hasRest = true
        continue
      }
      piece += text.sample(family, MetricSeries(row.values, .integer(row.count)))
      if piece.utf8.count >= 65_536 {
        try sink(piece)
        piece = ""
      }
    }
    if hasRest {
      let values = table.grouping.fields.map { _ in GroupField.other }
      piece += text.sample(family, MetricSeries(values, .integer(rest)))
    }
    try sink(piece)
  }
}
