import FlowAnswer

/// Drops over time as spark lines, for a terminal: one for each of the largest groups, changes marked under them.
///
/// A table with `--bucket` has a row for each group and step of time; here a group is one line. Its highest step is the highest mark, so that
/// lines tell when, not how much.
struct Timeline {
  /// More groups than these are in the table only.
  static let mostLines = 5
  private static let mostColumns = 60
  private static let fewestColumns = 10
  private static let marks = Array("▁▂▃▄▅▆▇█".unicodeScalars)

  private let section: ReportSection
  private let layout: Layout
  private let first: Timestamp
  /// Steps of the width of a bucket, from the first one to the last.
  private let stepCount: UInt64
  private let stepWidth: UInt64
  private let columnCount: Int

  /// Nil where there is no terminal, or nothing to draw over time.
  init?(_ section: ReportSection, _ layout: Layout) {
    guard layout.height != nil, let width = layout.bucket, width > .zero,
      section.fields.first == .bucket
    else {
      return nil
    }
    let times = (0..<section.table.rowCount).compactMap { Self.time(section, $0) }
    guard let first = times.min(), let last = times.max(), first < last else {
      return nil
    }
    self.section = section
    self.layout = layout
    self.first = first
    stepWidth = UInt64(width.count)
    stepCount = UInt64(bitPattern: last.nanoseconds &- first.nanoseconds) / stepWidth + 1
    let room = layout.width.map { max(Self.fewestColumns, $0 / 2) } ?? Self.mostColumns
    columnCount = Int(min(stepCount, UInt64(min(room, Self.mostColumns))))
  }

  private static func time(_ section: ReportSection, _ position: Int) -> Timestamp? {
    var text: [UInt8] = []
    section.table.withValue(0, at: position) { text.append($0) }
    return Timestamp(written: String(decoding: text, as: UTF8.self))
  }

  /// The lines, without line feeds.
  var lines: [String] {
    var totals: [String: UInt64] = [:]
    for position in 0..<section.table.rowCount {
      let key = key(position)
      totals[key] = [totals[key] ?? 0, section.table.count(at: position)].saturatingSum
    }
    let largest = totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.mostLines)
    var counts = Dictionary(
      uniqueKeysWithValues: largest.map { ($0.key, [UInt64](repeating: 0, count: columnCount)) })
    for position in 0..<section.table.rowCount {
      guard let time = Self.time(section, position), let column = column(of: time) else {
        continue
      }
      let key = key(position)
      if let before = counts[key]?[column] {
        counts[key]?[column] = [before, section.table.count(at: position)].saturatingSum
      }
    }
    let room = layout.width.map { max(1, $0 - columnCount - 2) }
    let sparks = largest.map { group in
      let label = room.map { DisplayWidth.fit(group.key, to: $0) } ?? group.key
      return Self.spark(counts[group.key] ?? []) + "  " + label
    }
    let markLine = markLine
    return [head] + sparks + (markLine.isEmpty ? [] : [markLine])
  }

  /// From when to when, and what a column is.
  private var head: String {
    let end = Timestamp(nanoseconds: first.nanoseconds &+ Int64(bitPattern: stepWidth &* stepCount))
    let times = TimeStyle.shortest(from: first, to: end, layout.clock)
    let span = "over time, \(times.text(first, layout.clock)) to \(times.text(end, layout.clock))"
    return layout.longestFitting([span + ", the height is each line's own", span, "over time"])
  }

  /// Carets under the columns in which something changed; empty where nothing did.
  private var markLine: String {
    var columns = [Bool](repeating: false, count: columnCount)
    for mark in layout.marks ?? [] {
      if let column = column(of: mark.started) { columns[column] = true }
    }
    guard let last = columns.lastIndex(of: true) else {
      return ""
    }
    return columns[...last].map { $0 ? "^" : " " }.joined() + "  changes"
  }

  /// The column of a moment; nil outside of all.
  private func column(of time: Timestamp) -> Int? {
    guard time >= first else {
      return nil
    }
    let step = UInt64(bitPattern: time.nanoseconds &- first.nanoseconds) / stepWidth
    guard step < stepCount else {
      return nil
    }
    let (high, low) = step.multipliedFullWidth(by: UInt64(columnCount))
    return Int(stepCount.dividingFullWidth((high, low)).quotient)
  }

  /// What tells a group from the others: its values but the first, escaped.
  private func key(_ position: Int) -> String {
    var text: [UInt8] = []
    for field in section.fields.indices.dropFirst() {
      if !text.isEmpty { text.append(UInt8(ascii: " ")) }
      section.table.withValue(field, at: position) { Escape.terminal($0, to: &text) }
    }
    return text.isEmpty ? section.unit.rawValue : String(decoding: text, as: UTF8.self)
  }

  /// A mark for each count, the highest for the largest; a dot for none.
  static func spark(_ counts: [UInt64]) -> String {
    let top = counts.max() ?? 0
    return String(
      String.UnicodeScalarView(
        counts.map { count in
          guard count > 0 else {
            return "·"
          }
          let (high, low) = count.multipliedFullWidth(by: UInt64(marks.count))
          let (level, rest) = top.dividingFullWidth((high, low))
          return marks[min(marks.count - 1, Int(rest > 0 ? level : level - 1))]
        }))
  }
}
