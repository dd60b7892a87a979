import FlowAnswer
import FlowReport

/// The answer for programs: one object with a row a line, or a row an object.
struct CorrelationJSON {
  private let report: CorrelationReport

  init(_ report: CorrelationReport) {
    self.report = report
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    text += "{\"schema\":1,\n".utf8
    if report.summary.wasInterrupted {
      text += "\"interrupted\":true,\n".utf8
    }
    text += "\"coverage\":{\n\(CoverageJSON.members(report.summary.coverage))\n},\n".utf8
    text += "\"notes\":\(array(report.notes.map(Escape.json))),\n\"rows\":[".utf8
    let rows = report.shownRows
    for (index, row) in rows.enumerated() {
      text += (index == 0 ? "\n" : ",\n").utf8
      text += object(members(of: row)).utf8
      try handOn(&text)
    }
    text += (rows.isEmpty ? "]" : "\n]").utf8
    if report.leftOutCount > 0 {
      text += ",\n\"left_out\":{\"rows\":\(report.leftOutCount)}".utf8
    }
    text += "}\n".utf8
  }

  func writeLines<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    for row in report.shownRows {
      text += (object(members(of: row)) + "\n").utf8
      try handOn(&text)
    }
  }

  private func members(of row: CorrelationRow) -> [(String, String)] {
    [
      ("tool", Escape.json(row.change.tool.rawValue)),
      ("app", Escape.json(row.change.application)),
      ("namespace", Escape.json(row.namespace)),
      ("started", time(row.change.started)), ("finished", time(row.change.finished)),
      ("revision", row.change.revision.map(Escape.json) ?? "null"),
      ("class", Escape.json(row.answer.rawValue)),
      ("pairs", array(row.pairs.map(pair))),
      ("first_drop", time(row.firstDrop)), ("last_drop", time(row.lastDrop)),
      ("before", String(row.before)), ("after", String(row.after)),
      ("ratio", number(row.ratio)),
      (
        "interval",
        row.interval.map { "[\(number($0.low)),\(number($0.high))]" } ?? "null"
      ),
      ("p_value", number(row.chance)),
      ("policies", array(row.policies.map { Escape.json($0.text) })),
      ("recovered", row.hasRecovered.map(String.init) ?? "null"),
    ]
  }

  private func pair(_ pair: CorrelationRow.Pair) -> String {
    object([
      ("source", Escape.json(pair.source)), ("destination", Escape.json(pair.destination)),
      ("reason", Escape.json(pair.reason)),
      ("direction", pair.direction.map { Escape.json(CorrelationWords.name($0)) } ?? "null"),
      ("before", String(pair.before)), ("after", String(pair.after)),
    ])
  }

  private func number(_ number: Double?) -> String {
    number.map { $0.isFinite ? "\($0)" : "null" } ?? "null"
  }

  private func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  private func array(_ elements: [String]) -> String {
    "[" + elements.joined(separator: ",") + "]"
  }

  private func time(_ time: Timestamp?) -> String {
    time.map { "\"\($0)\"" } ?? "null"
  }
}
