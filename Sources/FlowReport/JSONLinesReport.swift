import FlowAnswer

/// The report for programs that read line by line: a row is one JSON object on a line, with the keys of `JSONReport`.
///
/// Rows only, no coverage and no total. A summary's rows name their table first, `"table":"by_reason"`.
struct JSONLinesReport: ReportWriter {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    for section in report.sections {
      let table = "\"table\":\(Escape.json(section.key)),"
      let row = JSONRow(section, firstMember: report.kind == .summary ? table : "")
      for position in 0..<section.shownCount {
        row.append(position, to: &text)
        text.append("\n")
        try handOn(&text)
      }
    }
  }
}
