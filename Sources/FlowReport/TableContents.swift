import FlowAnswer

/// What the rows that are shown take: one walk over them.
struct TableContents {
  private(set) var widths: [Int]
  private(set) var oldest: Timestamp?
  private(set) var newest: Timestamp?
  /// Width of the widest share.
  private(set) var shareWidth = 0

  init(_ section: ReportSection) {
    widths = section.fields.map { _ in 0 }
    var text: [UInt8] = []
    for position in 0..<section.shownCount {
      for index in widths.indices {
        text.removeAll(keepingCapacity: true)
        section.table.withValue(index, at: position) { Escape.terminal($0, to: &text) }
        widths[index] = max(widths[index], DisplayWidth.of(text[...]))
      }
      text.removeAll(keepingCapacity: true)
      Share.append(section.table.count(at: position), of: section.table.total, to: &text)
      shareWidth = max(shareWidth, text.count)
      let (first, last) = section.table.times(at: position)
      oldest = first.map { min(oldest ?? $0, $0) } ?? oldest
      newest = last.map { max(newest ?? $0, $0) } ?? newest
    }
  }

  func shortestStyle(_ clock: LocalClock) -> TimeStyle {
    guard let oldest, let newest else {
      return .full
    }
    return TimeStyle.shortest(from: oldest, to: newest, clock)
  }

  /// Width of the bucket's times, which stand in the first column.
  func bucketWidth(_ style: TimeStyle, _ clock: LocalClock, in section: ReportSection) -> Int {
    (0..<section.shownCount).reduce(0) { width, position in
      max(width, section.bucket(style, clock, at: position).count)
    }
  }

  /// The different values of a field, escaped, in the order of the rows; of the first ones that are shown.
  func texts(of field: Int, in section: ReportSection) -> [String] {
    var seen = Set<String>()
    var texts: [String] = []
    for position in 0..<min(section.shownCount, ColumnCut.mostTexts) {
      var text: [UInt8] = []
      section.table.withValue(field, at: position) { Escape.terminal($0, to: &text) }
      let value = String(decoding: text, as: UTF8.self)
      if seen.insert(value).inserted {
        texts.append(value)
      }
    }
    return texts
  }
}

extension ReportSection {
  /// The first value of a row, which is the time of its bucket, as the table writes times.
  func bucket(_ style: TimeStyle, _ clock: LocalClock, at position: Int) -> [UInt8] {
    var value: [UInt8] = []
    table.withValue(0, at: position) { Escape.terminal($0, to: &value) }
    var text: [UInt8] = []
    style.append(bucket: String(decoding: value, as: UTF8.self), clock, to: &text)
    return text
  }
}
