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
    let columns = limited(to: rowCount(in: height, lineCount: 1, atLeast: Self.fewestRows))
    let lineCount = columns.writer.lineCount
    guard lineCount > 1 else {
      return columns
    }
    // Where the columns do not fit a row takes several lines.
    let records = limited(to: rowCount(in: height, lineCount: lineCount, atLeast: 1))
    let more = records.section.shownCount + 1
    return mostInColumns(more..<max(more, columns.section.shownCount))
      ?? (records.lineCount <= height || self.more.isEmpty ? records : withoutMore.fitting(height))
  }

  /// The table with the most rows of so many that still fit in columns, because their names are short; nil where none do.
  private func mostInColumns(_ counts: Range<Int>) -> Self? {
    var (fitting, tried): (Self?, Range<Int>) = (nil, counts)
    while let middle = tried.isEmpty ? nil : tried.lowerBound + tried.count / 2 {
      let table = limited(to: middle)
      if table.writer.lineCount == 1 {
        (fitting, tried) = (table, (middle + 1)..<tried.upperBound)
      } else {
        tried = tried.lowerBound..<middle
      }
    }
    return fitting
  }

  /// The table without what is known of its largest row.
  private var withoutMore: Self {
    Self(section, layout, style, hasTotal: hasTotal)
  }

  private func rowCount(in height: Int, lineCount: Int, atLeast fewest: Int) -> Int {
    let fixed = (lineCount == 1 ? 1 : 0) + more.count + closingLines.count + (hasTotal ? 1 : 0)
    let room = (height - fixed) / lineCount
    // What is left out takes a line.
    return room >= section.table.rowCount
      ? room : max(fewest, (height - fixed - 1) / lineCount)
  }

  /// The lines that it takes.
  var lineCount: Int {
    let writer = writer
    let leftOut = section.leftOutCount > 0 && !writer.countsInHead ? 1 : 0
    return (writer.head.isEmpty ? 0 : 1) + section.shownCount * writer.lineCount + more.count
      + leftOut
      + closingLines.count + (hasTotalLine ? 1 : 0)
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
    if section.leftOutCount > 0, !writer.countsInHead {
      text.append(layout.longestFitting(section.leftOutTexts.map { "... \($0)--all" }) + "\n")
    }
    for line in closingLines {
      text.append(line + "\n")
    }
    if hasTotalLine {
      text.append(writer.total(section.table.total))
    }
  }

  /// Without fields the one row is the total.
  private var hasTotalLine: Bool {
    hasTotal && section.table.rowCount > 0 && !section.fields.isEmpty
  }

  /// What stands under the rows, but for those left out.
  private var closingLines: [String] {
    var lines: [String] = []
    if section.table.rowCount == 0 {
      lines += Folding.lines(section.emptiness(layout), width: layout.width).map(style.heading)
    }
    if section.table.hasOverflowed {
      lines += layout.folded("more groups than --max-groups: the rest is in \(GroupField.other)")
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
