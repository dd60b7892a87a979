import FlowAnswer

/// The columns of a table and how wide each is, so that all fit the terminal.
///
/// What gives way, in this order: words of the heads, the date in the times, the column of first times, the middles of
/// the widest names, the number of rows in the first head. What still does not fit is written as records, one value a line.
struct TableShape {
  /// The narrowest that a name is cut to.
  static let narrowest = 8
  /// Columns up to this width are not cut while others keep at least `comfortable`: reasons, directions, ports.
  static let short = 14
  /// What the long names keep where the short columns are whole.
  static let comfortable = 10
  /// Blanks between columns.
  static let gap = 2
  /// The head of the shares, which stand close to the counts.
  static let shareHead = "%"

  /// Names of the fields, and the heads of their columns, of which the first may tell what is left out.
  private(set) var names: [String] = []
  private(set) var heads: [String] = []
  /// Whether the first head tells what is left out: where it has not the room a line of its own does.
  private(set) var countsInHead: Bool
  /// Widths of the fields' columns.
  private(set) var widths: [Int] = []
  /// How the values of the fields are cut.
  private(set) var cuts: [ColumnCut] = []
  /// How the times are written.
  private(set) var timeStyle = TimeStyle.full
  /// Whether there is room for the first times.
  private(set) var hasFirst = true
  /// Whether the columns fit the width.
  private(set) var fits = true
  /// Width of the column of counts.
  let countWidth: Int
  /// Width of the column of shares behind it.
  let shareWidth: Int
  /// Width of the terminal.
  let width: Int?
  let clock: LocalClock

  private let fields: [GroupField]
  private var contents: TableContents

  init(_ section: ReportSection, _ layout: Layout) {
    fields = section.fields
    contents = TableContents(section)
    width = layout.width
    clock = layout.clock
    countsInHead = section.countsInHead
    let unitWidth = section.unit.rawValue.utf8.count
    countWidth = max(String(section.table.total).utf8.count, unitWidth)
    shareWidth = max(contents.shareWidth, Self.shareHead.utf8.count)
    names = fields.map(Self.head)
    heads = section.heads(names)
    measure(section)
    if let width, total > width {
      shorten(section, to: width)
    }
    cuts = fields.indices.map { field in
      widths[field] < contents.widths[field] && fields[field] != .bucket
        ? ColumnCut(contents.texts(of: field, in: section), columns: widths[field])
        : ColumnCut(columns: widths[field])
    }
  }

  private mutating func shorten(_ section: ReportSection, to width: Int) {
    names = fields.map { Self.shortHead($0, among: fields) }
    heads = section.heads(names)
    measure(section)
    if total > width {
      timeStyle = contents.shortestStyle(clock)
      measure(section)
    }
    if total > width {
      hasFirst = false
    }
    if total > width {
      shrink(to: width)
      uncountHead(section, in: width)
    }
  }

  /// Leaves the number of rows out of a head that would be cut.
  private mutating func uncountHead(_ section: ReportSection, in width: Int) {
    guard countsInHead, let head = heads.first, DisplayWidth.of(head) > widths[0] else {
      return
    }
    countsInHead = false
    heads = names
    measure(section)
    if total > width {
      shrink(to: width)
    }
  }

  /// Width of the columns of times.
  var timeWidth: Int {
    max(DisplayWidth.of(timeStyle.text(contents.oldest, clock)), "FIRST".utf8.count)
  }

  private var total: Int {
    widths.reduce(0) { $0 + $1 + Self.gap } + countWidth + 1 + shareWidth + (hasFirst ? 2 : 1)
      * (Self.gap + timeWidth)
  }

  private mutating func measure(_ section: ReportSection) {
    var texts = contents.widths
    if fields.first == .bucket {
      texts[0] = contents.bucketWidth(timeStyle, clock, in: section)
    }
    widths = zip(heads, texts).map { max(DisplayWidth.of($0), $1) }
  }

  /// What the terminal leaves for the values of the fields.
  private func room(in width: Int) -> Int {
    width - (total - widths.reduce(0, +))
  }

  /// The widest that a name may be, so that all names fit the room; those up to `short` may be whole.
  private func cap(for room: Int, keeping short: Int) -> Int {
    var cap = max(Self.narrowest, room)
    while cap > Self.narrowest && taken(by: cap, keeping: short) > room {
      cap -= 1
    }
    return cap
  }

  private func taken(by cap: Int, keeping short: Int) -> Int {
    zip(fields, widths).reduce(0) {
      $0 + ($1.1 <= short || $1.0 == .bucket ? $1.1 : min($1.1, cap))
    }
  }

  /// Cuts the widest names, and no times, none to less than another has, short ones only where the long ones would be cut to too little.
  private mutating func shrink(to width: Int) {
    let room = room(in: width)
    var short = Self.short
    var cap = cap(for: room, keeping: short)
    if cap < Self.comfortable || taken(by: cap, keeping: short) > room {
      short = 0
      cap = self.cap(for: room, keeping: short)
    }
    var spare = room - taken(by: cap, keeping: short)
    fits = spare >= 0
    hasFirst = hasFirst || !fits
    widths = zip(fields, widths).map { field, natural in
      guard natural > short && field != .bucket else {
        return natural
      }
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
    return field == .direction ? "DIR" : head(field)
  }
}
