import FlowAnswer

/// The report for programs: one object, laid out with a row on each line so that two of them can be
/// compared.
///
/// Keys come in a fixed order. Numbers are integers, times RFC 3339 in full or null.
struct JSONReport: ReportWriter {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    let sections = report.sections
    text.append("{\"schema\":2,\n")
    if report.summary.wasInterrupted {
      text.append("\"interrupted\":true,\n")
    }
    if sections.contains(where: { $0.table.hasOverflowed }) {
      text.append("\"overflowed\":true,\n")
    }
    text.append("\"coverage\":{\n\(CoverageJSON.members(report.summary.coverage))\n},\n")
    if let marks = report.layout.marks {
      text.append("\"changes\":\(MarkedChanges(marks, .utc).json),\n")
    }
    for section in sections {
      let row = JSONRow(section)
      text.append("\(Escape.json(section.key)):[")
      for position in 0..<section.shownCount {
        text.append(position == 0 ? "\n" : ",\n")
        row.append(position, to: &text)
        try handOn(&text)
      }
      text.append(section.shownCount == 0 ? "],\n" : "\n],\n")
    }
    if let leftOut = leftOut(sections) {
      text.append("\"left_out\":\(leftOut),\n")
    }
    text.append("\"total\":\(total(sections))}\n")
  }

  /// What `--top` left out; of a summary, for each of its tables.
  private func leftOut(_ sections: [ReportSection]) -> String? {
    let members = sections.filter { $0.leftOutCount > 0 }.map { section in
      let count = "\"\(section.unit.rawValue)\":\(section.leftOutTotal)"
      return (section.key, "{\"rows\":\(section.leftOutCount),\(count)}")
    }
    guard let first = members.first else {
      return nil
    }
    switch report.kind {
    case .drops, .flows: return first.1
    case .summary: return CoverageJSON.object(members)
    }
  }

  private func total(_ sections: [ReportSection]) -> String {
    let counted = sections.last { $0.unit == .drops } ?? sections.last
    return counted.map { "{\"\($0.unit.rawValue)\":\($0.table.total)}" } ?? "{}"
  }
}
