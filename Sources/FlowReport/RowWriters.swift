import FlowAnswer

/// Rows as lines of columns, numbers on the right.
struct ColumnWriter: RowWriter {
  let section: ReportSection
  let shape: TableShape
  let style: TerminalStyle

  var head: String {
    let heads = zip(shape.heads, shape.widths).map { head, width in
      DisplayWidth.pad(DisplayWidth.fit(head, to: width), to: width)
    }
    let unit = section.unit.rawValue.uppercased()
    let count = DisplayWidth.pad(unit, to: shape.countWidth, onTheLeft: true)
    let times =
      shape.hasLast ? [DisplayWidth.pad("FIRST", to: shape.timeWidth), "LAST"] : ["FIRST"]
    return style.heading((heads + [count] + times).joined(separator: Self.gap)) + "\n"
  }

  func append(_ position: Int, to text: inout [UInt8]) {
    let table = section.table
    for (field, width) in shape.widths.enumerated() {
      DisplayWidth.append(to: &text, columns: width) { text in
        table.withValue(field, at: position) { Escape.terminal($0, to: &text) }
      }
      text.append(Self.gap)
    }
    let count = DisplayWidth.pad(
      String(table.count(at: position)), to: shape.countWidth, onTheLeft: true)
    text.append(style.count(count, section.unit))
    let (first, last) = table.times(at: position)
    text.append(Self.gap)
    if shape.hasLast {
      DisplayWidth.append(to: &text, columns: shape.timeWidth) { text in
        shape.timeStyle.append(first, to: &text)
      }
      text.append(Self.gap)
      shape.timeStyle.append(last, to: &text)
    } else {
      shape.timeStyle.append(first, to: &text)
    }
    text.append("\n")
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

  func append(_ position: Int, to text: inout [UInt8]) {
    let row = section.table.row(at: position)
    let names = shape.heads.map { $0.lowercased() } + ["first", "last"]
    let times = [shape.timeStyle.text(row.first), shape.timeStyle.text(row.last)]
    let labelWidth = names.reduce(0) { max($0, $1.utf8.count) }
    let room = max(1, (shape.width ?? .max) - labelWidth - 4)
    var lines = [style.count("\(row.count) \(section.unit.rawValue)", section.unit)]
    for (name, value) in zip(names, row.values.map(Escape.terminal) + times) {
      let label = DisplayWidth.pad(name, to: labelWidth)
      lines.append("  \(label)  \(DisplayWidth.fit(value, to: room))")
    }
    text.append(lines.joined(separator: "\n") + "\n")
  }

  func total(_ count: UInt64) -> String {
    style.heading("\(count) \(section.unit.rawValue) in total") + "\n"
  }
}

/// The few colours there are.
struct TerminalStyle {
  let usesColor: Bool

  func heading(_ text: String) -> String {
    sequence("1", text)
  }

  func faint(_ text: String) -> String {
    sequence("2", text)
  }

  func warning(_ text: String) -> String {
    sequence("1;33", text)
  }

  /// Drops are what somebody has to look at; flows are not.
  func count(_ text: String, _ unit: CountUnit) -> String {
    switch unit {
    case .drops: sequence("31", text)
    case .flows: text
    }
  }

  private func sequence(_ code: String, _ text: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
