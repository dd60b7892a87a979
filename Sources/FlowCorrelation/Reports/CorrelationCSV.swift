import FlowAnswer
import FlowReport

/// The answer for spreadsheets: one header, then the rows; lists are joined by `; `.
struct CorrelationCSV {
  private let report: CorrelationReport

  init(_ report: CorrelationReport) {
    self.report = report
  }

  private static let header = [
    "tool", "app", "namespace", "started", "finished", "revision", "class", "pairs", "first_drop",
    "last_drop", "before", "after", "ratio", "low", "high", "p_value", "policies", "recovered",
  ]

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    text += line(Self.header).utf8
    for row in report.shownRows {
      text += line(cells(of: row)).utf8
      try handOn(&text)
    }
  }

  private func cells(of row: CorrelationRow) -> [String] {
    let change = row.change
    return [
      change.tool.rawValue, change.application, row.namespace, "\(change.started)",
      "\(change.finished)", change.revision ?? "", row.answer.rawValue,
      row.pairs.map(CorrelationWords.pair).joined(separator: "; "), time(row.firstDrop),
      time(row.lastDrop), "\(row.before)", "\(row.after)", number(row.ratio),
      number(row.interval?.low), number(row.interval?.high), number(row.chance),
      row.policies.map(\.text).joined(separator: "; "), row.hasRecovered.map(String.init) ?? "",
    ]
  }

  private func time(_ time: Timestamp?) -> String {
    time.map { "\($0)" } ?? ""
  }

  private func number(_ number: Double?) -> String {
    number.map { "\($0)" } ?? ""
  }

  private func line(_ cells: [String]) -> String {
    cells.map(Escape.csv).joined(separator: ",") + "\n"
  }
}
