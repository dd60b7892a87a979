import FlowAnswer

/// The report for spreadsheets: RFC 4180, but with LF at the ends of lines, which Unix tools want
/// and spreadsheets take.
///
/// One header, then the rows; no coverage, no total. A summary's tables stand below one another:
/// the first column names the table, and a row leaves the columns empty that its table does not
/// have.
struct CSVReport: ReportWriter {
  private let report: Report

  init(_ report: Report) {
    self.report = report
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    let sections = report.sections
    let columns = CSVColumns(sections, namesTable: report.kind == .summary)
    text.append(columns.header)
    for section in sections {
      let row = CSVRow(section, columns)
      for position in 0..<section.shownCount {
        row.append(position, to: &text)
        try handOn(&text)
      }
    }
  }
}

/// The columns of all tables, each once, in the order in which the tables have them.
private struct CSVColumns {
  let namesTable: Bool
  private(set) var fields: [GroupField] = []
  private(set) var units: [CountUnit] = []

  init(_ sections: [ReportSection], namesTable: Bool) {
    self.namesTable = namesTable
    for section in sections {
      fields += section.fields.filter { !fields.contains($0) }
      units += units.contains(section.unit) ? [] : [section.unit]
    }
  }

  var header: String {
    let names = fields.map(\.key) + units.map(\.rawValue) + ["first", "last"]
    return ((namesTable ? ["table"] : []) + names).joined(separator: ",") + "\n"
  }
}

/// A row of one table in the columns of all.
private struct CSVRow {
  private let section: ReportSection
  /// The table's name with its comma, where it stands in the first column.
  private let start: [UInt8]
  /// Numbers of the fields in the columns, nil where the table does not have the column.
  private let fields: [Int?]
  /// Whether each column of counts is the table's.
  private let hasCount: [Bool]

  init(_ section: ReportSection, _ columns: CSVColumns) {
    self.section = section
    start = columns.namesTable ? Array("\(Escape.csv(section.key)),".utf8) : []
    fields = columns.fields.map { section.fields.firstIndex(of: $0) }
    hasCount = columns.units.map { $0 == section.unit }
  }

  func append(_ position: Int, to text: inout [UInt8]) {
    text += start
    for field in fields {
      if let field {
        section.table.withValue(field, at: position) { Escape.csv($0, to: &text) }
      }
      text.append(UInt8(ascii: ","))
    }
    for hasCount in hasCount {
      if hasCount {
        text.append(decimal: section.table.count(at: position))
      }
      text.append(UInt8(ascii: ","))
    }
    let (first, last) = section.table.times(at: position)
    first?.append(to: &text)
    text.append(UInt8(ascii: ","))
    last?.append(to: &text)
    text.append(UInt8(ascii: "\n"))
  }
}
