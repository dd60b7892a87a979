/// When progress is shown, and what is written for it.
///
/// It reads no clock and writes nothing: moments come in as nanoseconds of a clock that only goes forward, texts for
/// standard error go out.
struct Progress: Sendable {
  /// How progress looks.
  enum Style: Sendable, Equatable {
    /// One line that is written over, on a terminal of so many columns.
    case line(columns: Int)
    /// Lines of their own, for a file or a journal.
    case log
  }

  private static let firstAfter: UInt64 = 1_000_000_000
  private static let logWidth = 80

  private let style: Style
  private let start: UInt64
  private let totalByteCount: UInt64?
  private var next: UInt64
  private var shownCount = 0

  /// Begins at a moment; the total is nil where the end of the input is not known.
  init(style: Style, totalByteCount: UInt64?, at start: UInt64) {
    self.style = style
    self.start = start
    self.totalByteCount = totalByteCount
    next = start &+ Self.firstAfter
  }

  /// How progress is shown, nil where it is not: on a terminal, or where it is asked for; never when quiet.
  static func style(isQuiet: Bool, isAskedFor: Bool, on terminal: Terminal) -> Style? {
    guard !isQuiet else {
      return nil
    }
    if let columns = terminal.errorColumns {
      return .line(columns: columns)
    }
    return isAskedFor ? .log : nil
  }

  /// What to write now, nil while there is nothing new to say; cheap enough for every block.
  mutating func update(byteCount: UInt64, at now: UInt64) -> String? {
    guard now >= next else {
      return nil
    }
    next = now &+ interval
    let text = ProgressText(
      byteCount: byteCount, totalByteCount: totalByteCount, elapsedNanoseconds: now &- start)
    switch style {
    case .log:
      return text.text(columns: Self.logWidth) + "\n"
    case .line(let columns):
      // The last column stays free: a full line would wrap.
      return replacing(with: text.text(columns: columns - 1))
    }
  }

  /// What to write before anything else is printed: it takes the line away.
  mutating func end() -> String? {
    guard shownCount > 0 else {
      return nil
    }
    return replacing(with: "") + "\r"
  }

  /// Five times a second on a terminal, once in ten seconds elsewhere.
  private var interval: UInt64 {
    switch style {
    case .line: 200_000_000
    case .log: 10_000_000_000
    }
  }

  /// A text over the one that stands there, with spaces over what it does not cover: no terminal is too dumb.
  private mutating func replacing(with text: String) -> String {
    let rest = max(0, shownCount - text.count)
    shownCount = text.count
    return "\r\(text)\(String(repeating: " ", count: rest))"
  }
}
