public import FlowAnswer

/// What the place that a report goes to is like, and how much of it is wanted.
public struct Layout: Sendable {
  /// Columns of a line; nil where nothing limits them: then nothing is cut.
  public var width: Int?
  /// Lines of the terminal; nil where it is none: then all rows are written, unless `top` says otherwise.
  public var height: Int?
  /// Whether a table is coloured.
  public var usesColor: Bool
  /// How many rows of a table are written; nil for all that fit.
  public var top: Int?
  /// Whether all rows are written, however many fit.
  public var showsAllRows = false
  /// Whether all that is known of the coverage is written, not only what is wrong.
  public var showsWholeCoverage = false
  /// The clock of tables.
  public var clock = LocalClock.utc
  /// Why nothing was counted, a part of a sentence; nil where something was.
  public var zeroReason: String?
  /// The width of the steps of time that rows are grouped by; nil where they are not.
  public var bucket: Nanoseconds?
  /// What changed in the time of the log; nil where nobody asked.
  public var marks: [TimelineMark]?
  /// A command line that shows more of a row, as words quoted for a shell; nil where there is none.
  public var lineForMore: @Sendable (GroupRow) -> MoreOfRow? = { _ in nil }

  /// A layout; by default what a file gets.
  public init(width: Int? = nil, height: Int? = nil, usesColor: Bool = false, top: Int? = nil) {
    self.width = width
    self.height = height
    self.usesColor = usesColor
    self.top = top
  }

  /// A command line that shows more of a row; words are quoted for a shell.
  public struct MoreOfRow: Sendable, Equatable {
    /// What has to stand there.
    public var command: [String]
    /// What narrows it down, an option with its value each: left out where a name is wider than the screen.
    public var options: [[String]]

    /// What has to stand behind them, an option with its value each: a pipe into what asks of drops or counts.
    public var ending: [[String]]

    /// A command line of its parts.
    public init(command: [String], options: [[String]], ending: [[String]] = []) {
      self.command = command
      self.options = options
      self.ending = ending
    }
  }

  /// A sentence of ours in lines that fit the width.
  package func folded(_ sentence: String) -> [String] {
    Folding.lines(sentence.split(separator: " ").map(String.init), width: width)
  }

  /// The first of some texts, each shorter than the one before, that fits the width; the last where none does.
  package func longestFitting(_ texts: [String]) -> String {
    texts.first { text in width.map { DisplayWidth.of(text) <= $0 } ?? true } ?? texts.last ?? ""
  }
}
