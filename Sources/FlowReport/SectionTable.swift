import FlowAnswer

/// One table of a report for a person: its head, its rows, what is left out, and the total.
struct SectionTable {
  /// A terminal shows so many rows, however small it is.
  static let fewestRows = 5

  private let section: ReportSection
  private let layout: Layout
  private let style: TerminalStyle
  /// What is known of the largest row, under it.
  private let more: [String]
  private let hasTotal: Bool

  init(
    _ section: ReportSection, _ layout: Layout, _ style: TerminalStyle, more: [String] = [],
    hasTotal: Bool = true
  ) {
    self.section = section
    self.layout = layout
    self.style = style
    self.more = more
    self.hasTotal = hasTotal
  }

  /// The table in so many lines; all of its rows where nil, or where another number was asked for.
  func fitting(_ height: Int?) -> Self {
    guard let height, layout.top == nil, !layout.showsAllRows else {
      return self
    }
    let first = limited(to: rowCount(in: height, lineCount: 1))
    // Where the columns do not fit a row takes several lines.
    let lineCount = first.writer.lineCount
    return lineCount == 1 ? first : limited(to: rowCount(in: height, lineCount: lineCount))
  }

  private func rowCount(in height: Int, lineCount: Int) -> Int {
    let fixed = (lineCount == 1 ? 1 : 0) + more.count + closingLines.count + (hasTotal ? 1 : 0)
    let room = (height - fixed) / lineCount
    // What is left out takes a line.
    return room >= section.table.rowCount
      ? room : max(Self.fewestRows, (height - fixed - 1) / lineCount)
  }

  private func limited(to top: Int) -> Self {
    Self(section.limited(to: top), layout, style, more: more, hasTotal: hasTotal)
  }

  private var writer: any RowWriter {
    let shape = TableShape(section, layout)
    return shape.fits
      ? ColumnWriter(section: section, shape: shape, style: style)
      : RecordWriter(section: section, shape: shape, style: style)
  }

  func write<Failure: Error>(
    to text: inout [UInt8], _ handOn: HandingOn<Failure>
  ) throws(Failure) {
    let writer = writer
    let largest = section.largestPosition
    text.append(writer.head)
    for position in 0..<section.shownCount {
      writer.append(position, to: &text)
      if position == largest {
        for line in more {
          text.append(style.faint(line) + "\n")
        }
      }
      try handOn(&text)
    }
    if let leftOut = section.leftOut, !writer.countsInHead {
      text.append(layout.fitted("... \(leftOut): --all") + "\n")
    }
    for line in closingLines {
      text.append(line + "\n")
    }
    // Without fields the one row is the total.
    if hasTotal && section.table.rowCount > 0 && !section.fields.isEmpty {
      text.append(writer.total(section.table.total))
    }
  }

  /// What stands under the rows, but for those left out.
  private var closingLines: [String] {
    var lines: [String] = []
    if section.table.rowCount == 0 {
      lines += Folding.lines(section.emptiness(layout), width: layout.width).map(style.heading)
    }
    if section.table.hasOverflowed {
      lines.append(
        layout.fitted("more groups than --max-groups: the rest is in \(GroupField.other)"))
    }
    return lines
  }
}

extension ReportSection {
  /// The position of the largest row that is shown, the first of several; nil where none is.
  var largestPosition: Int? {
    (0..<shownCount).max { table.count(at: $0) < table.count(at: $1) }.map { largest in
      (0...largest).first { table.count(at: $0) == table.count(at: largest) } ?? largest
    }
  }

  /// That nothing was counted, and why: words.
  func emptiness(_ layout: Layout) -> [String] {
    let reason = layout.zeroReason.map { ": \(Escape.terminal($0))" } ?? ""
    return "no \(unit.rawValue)\(reason)".split(separator: " ").map(String.init)
  }
}
