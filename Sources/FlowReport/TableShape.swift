import FlowAnswer

/// The columns of a table and how wide each is, so that all fit the terminal.
///
/// What gives way, in this order: words of the heads, the date in the times, the column of last
/// times, the ends of the widest names. What still does not fit is written as records, one value a
/// line.
struct TableShape {
  /// The narrowest that a name is cut to.
  static let narrowest = 12
  /// Names that would be cut to less get the room of the last times.
  static let comfortable = 16
  /// Blanks between columns.
  static let gap = 2

  /// Heads of the fields.
  private(set) var heads: [String] = []
  /// Widths of the fields' columns.
  private(set) var widths: [Int] = []
  /// How the times are written.
  private(set) var timeStyle = TimeStyle.full
  /// Whether there is room for the last times.
  private(set) var hasLast = true
  /// Whether the columns fit the width.
  private(set) var fits = true
  /// Width of the column of counts.
  let countWidth: Int
  /// Width of the terminal.
  let width: Int?

  private let fields: [GroupField]
  private var contents: TableContents

  init(_ section: ReportSection, width: Int?) {
    fields = section.fields
    contents = TableContents(section)
    self.width = width
    let unitWidth = section.unit.rawValue.utf8.count
    countWidth = max(String(section.table.total).utf8.count, unitWidth)
    heads = fields.map(Self.head)
    measure()
    guard let width, total > width else {
      return
    }
    heads = fields.map { Self.shortHead($0, among: fields) }
    measure()
    if total > width {
      timeStyle = contents.shortestStyle
    }
    if total > width {
      hasLast = cap(for: room(in: width)) >= Self.comfortable
    }
    if total > width {
      shrink(to: width)
    }
  }

  /// Width of the columns of times.
  var timeWidth: Int {
    max(DisplayWidth.of(timeStyle.text(contents.oldest)), "FIRST".utf8.count)
  }

  private var total: Int {
    widths.reduce(0) { $0 + $1 + Self.gap } + countWidth + (hasLast ? 2 : 1)
      * (Self.gap + timeWidth)
  }

  private mutating func measure() {
    widths = zip(heads, contents.widths).map { max(DisplayWidth.of($0), $1) }
  }

  /// What the terminal leaves for the values of the fields.
  private func room(in width: Int) -> Int {
    width - (total - widths.reduce(0, +))
  }

  /// The widest that a name may be, so that all names fit the room.
  private func cap(for room: Int) -> Int {
    var cap = max(Self.narrowest, room)
    while cap > Self.narrowest && widths.reduce(0, { $0 + min($1, cap) }) > room {
      cap -= 1
    }
    return cap
  }

  /// Cuts the widest names, none to less than another has.
  private mutating func shrink(to width: Int) {
    let room = room(in: width)
    let cap = cap(for: room)
    var spare = room - widths.reduce(0) { $0 + min($1, cap) }
    fits = spare >= 0
    hasLast = hasLast || !fits
    widths = widths.map { natural in
      if natural > cap && spare > 0 {
        spare -= 1
        return cap + 1
      }
      return min(natural, cap)
    }
  }

  private static func head(_ field: GroupField) -> String {
    field.rawValue.map { $0 == "-" ? " " : $0.uppercased() }.joined()
  }

  /// `SOURCE` instead of `SOURCE NAMESPACE` where there is no other column of the source.
  private static func shortHead(_ field: GroupField, among fields: [GroupField]) -> String {
    for side in ["source", "destination"] where field.rawValue.hasPrefix(side + "-") {
      let isOnlyOne = fields.filter { $0.rawValue.hasPrefix(side + "-") }.count == 1
      return isOnlyOne ? side.uppercased() : head(field)
    }
    return head(field)
  }
}

/// What the rows that are shown take: one walk over them.
private struct TableContents {
  private(set) var widths: [Int]
  private(set) var oldest: Timestamp?
  private(set) var newest: Timestamp?

  init(_ section: ReportSection) {
    widths = section.fields.map { _ in 0 }
    var text: [UInt8] = []
    for position in 0..<section.shownCount {
      for index in widths.indices {
        text.removeAll(keepingCapacity: true)
        section.table.withValue(index, at: position) { Escape.terminal($0, to: &text) }
        widths[index] = max(widths[index], DisplayWidth.of(text[...]))
      }
      let (first, last) = section.table.times(at: position)
      oldest = first.map { min(oldest ?? $0, $0) } ?? oldest
      newest = last.map { max(newest ?? $0, $0) } ?? newest
    }
  }

  var shortestStyle: TimeStyle {
    guard let oldest, let newest else {
      return .full
    }
    return TimeStyle.shortest(from: oldest, to: newest)
  }
}
