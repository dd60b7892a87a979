import FlowTally

/// The report for spreadsheets: RFC 4180, but with LF at the ends of lines, which Unix tools want
/// and spreadsheets take.
///
/// One header, then the rows; no coverage, no total. A summary's tables stand below one another:
/// the first column names the table, and a row leaves the columns empty that its table does not
/// have.
struct CSVReport {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  func write<Failure: Error>(to put: (String) throws(Failure) -> Void) throws(Failure) {
    let sections = report.sections
    let columns = Columns(sections)
    try put(columns.header(namesTable: report.kind == .summary))
    for section in sections {
      let prefix = report.kind == .summary ? [section.key] : []
      for position in 0..<section.shownCount {
        let cells = prefix + columns.cells(section.table.row(at: position), of: section)
        try put(cells.map(Escape.csv).joined(separator: ",") + "\n")
      }
    }
  }
}

/// The columns of all tables, each once, in the order in which the tables have them.
private struct Columns {
  private var fields: [GroupField] = []
  private var units: [CountUnit] = []

  init(_ sections: [ReportSection]) {
    for section in sections {
      fields += section.fields.filter { !fields.contains($0) }
      units += units.contains(section.unit) ? [] : [section.unit]
    }
  }

  func header(namesTable: Bool) -> String {
    let names = fields.map(\.key) + units.map(\.rawValue) + ["first", "last"]
    return ((namesTable ? ["table"] : []) + names).joined(separator: ",") + "\n"
  }

  func cells(_ row: GroupRow, of section: ReportSection) -> [String] {
    let values = fields.map { field in
      let index = section.fields.firstIndex(of: field)
      return index.flatMap { $0 < row.values.count ? row.values[$0] : nil } ?? ""
    }
    let counts = units.map { $0 == section.unit ? String(row.count) : "" }
    let times = [row.first, row.last].map { $0?.description ?? "" }
    return values + counts + times
  }
}
