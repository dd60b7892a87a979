import FlowAnswer

/// One way of writing rows: lines with their line feeds.
protocol RowWriter {
  var head: String { get }
  /// Lines of a row.
  var lineCount: Int { get }
  /// Whether the head tells what is left out.
  var countsInHead: Bool { get }
  func append(_ position: Int, to text: inout [UInt8])
  func total(_ count: UInt64) -> String
}

/// Rows as lines of columns, numbers on the right.
struct ColumnWriter: RowWriter {
  let section: ReportSection
  let shape: TableShape
  let style: TerminalStyle
  let lineCount = 1

  var countsInHead: Bool {
    shape.countsInHead
  }

  var head: String {
    let heads = zip(shape.heads, shape.widths).map { head, width in
      DisplayWidth.pad(DisplayWidth.fit(head, to: width), to: width)
    }
    let unit = section.unit.rawValue.uppercased()
    let count = DisplayWidth.pad(unit, to: shape.countWidth, onTheLeft: true)
    let share = DisplayWidth.pad(TableShape.shareHead, to: shape.shareWidth, onTheLeft: true)
    let times = shape.hasFirst ? [DisplayWidth.pad("FIRST", to: shape.timeWidth)] : []
    let all = heads + ["\(count) \(share)"] + times + ["LAST"]
    return style.heading(all.joined(separator: Self.gap)) + "\n"
  }

  func append(_ position: Int, to text: inout [UInt8]) {
    let table = section.table
    for (field, cut) in shape.cuts.enumerated() {
      DisplayWidth.append(to: &text, columns: cut.columns, fit: cut.fit) { text in
        if section.fields[field] == .bucket {
          text += section.bucket(shape.timeStyle, shape.clock, at: position)
        } else {
          table.withValue(field, at: position) { Escape.terminal($0, to: &text) }
        }
      }
      text.append(Self.gap)
    }
    let count = DisplayWidth.pad(
      String(table.count(at: position)), to: shape.countWidth, onTheLeft: true)
    text.append(style.count(count, section.unit))
    appendShare(position, to: &text)
    let (first, last) = table.times(at: position)
    if shape.hasFirst {
      text.append(Self.gap)
      let end = text.count + shape.timeWidth
      shape.timeStyle.append(first, shape.clock, to: &text)
      text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: max(0, end - text.count)))
    }
    text.append(Self.gap)
    shape.timeStyle.append(last, shape.clock, to: &text)
    text.append("\n")
  }

  private func appendShare(_ position: Int, to text: inout [UInt8]) {
    var share: [UInt8] = []
    Share.append(section.table.count(at: position), of: section.table.total, to: &share)
    let blanks = 1 + max(0, shape.shareWidth - share.count)
    text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
    text += share
  }

  func total(_ count: UInt64) -> String {
    let number = DisplayWidth.pad(String(count), to: shape.countWidth, onTheLeft: true)
    return line(total: style.heading(number)) + "\n"
  }

  /// The word goes over all columns of fields.
  private func line(total number: String) -> String {
    let room = shape.widths.reduce(-TableShape.gap) { $0 + $1 + TableShape.gap }
    return room < 0 ? number : DisplayWidth.pad("total", to: room) + Self.gap + number
  }

  private static let gap = String(repeating: " ", count: TableShape.gap)
}

/// Rows as records of one value a line: for a terminal that is too narrow for columns.
struct RecordWriter: RowWriter {
  let section: ReportSection
  let shape: TableShape
  let style: TerminalStyle

  /// The lines name their values.
  var head: String {
    ""
  }

  var lineCount: Int {
    shape.names.count + 3
  }

  var countsInHead: Bool {
    false
  }

  func append(_ position: Int, to text: inout [UInt8]) {
    let row = section.table.row(at: position)
    let names = shape.names.map { $0.lowercased() } + ["first", "last"]
    let times = [row.first, row.last].map { shape.timeStyle.text($0, shape.clock) }
    let labelWidth = names.reduce(0) { max($0, $1.utf8.count) }
    let room = max(1, (shape.width ?? .max) - labelWidth - 4)
    var share: [UInt8] = []
    Share.append(row.count, of: section.table.total, to: &share)
    let count = style.count("\(row.count) \(section.unit.rawValue)", section.unit)
    var lines = [share.isEmpty ? count : "\(count), \(String(decoding: share, as: UTF8.self))%"]
    for (name, value) in zip(names, values(position, row) + times) {
      let label = DisplayWidth.pad(name, to: labelWidth)
      lines.append("  \(label)  \(DisplayWidth.cut(value, to: room, tail: (room - 1) / 2))")
    }
    text.append(lines.joined(separator: "\n") + "\n")
  }

  /// The values of the fields; a bucket is a time as the others are.
  private func values(_ position: Int, _ row: GroupRow) -> [String] {
    zip(section.fields, row.values).map { field, value in
      field == .bucket
        ? String(
          decoding: section.bucket(shape.timeStyle, shape.clock, at: position), as: UTF8.self)
        : Escape.terminal(value)
    }
  }

  func total(_ count: UInt64) -> String {
    style.heading("\(count) \(section.unit.rawValue) in total") + "\n"
  }
}
