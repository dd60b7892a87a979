import CLinux
import Glibc

/// What stands at the ends of the standard streams, looked at once.
struct Terminal: Sendable, Equatable {
  /// Columns for standard output: those of its terminal, else what COLUMNS says; nil where neither is there.
  var outputColumns: Int?
  /// Lines of the terminal behind standard output; nil where it is none.
  var outputRows: Int?
  /// Columns of standard error; nil where it is not a terminal.
  var errorColumns: Int?
  var isInputTerminal = false
  /// Whether standard output is a terminal that shows colour, and NO_COLOR is not set.
  var wantsColor = false

  /// What is taken where a terminal does not know its size.
  static let standardColumns = 80
  static let standardRows = 24
  /// Widths that can be asked for.
  static let widths = 20...10_000

  init() {}

  /// Looks at the streams and at the environment.
  static func look() -> Self {
    var terminal = Self()
    terminal.outputColumns =
      columns(of: STDOUT_FILENO) ?? columns(named: Environment.value(of: "COLUMNS"))
    terminal.outputRows = rows(of: STDOUT_FILENO)
    terminal.errorColumns = columns(of: STDERR_FILENO)
    terminal.isInputTerminal = isatty(STDIN_FILENO) == 1
    terminal.wantsColor =
      terminal.outputRows != nil
      && allowsColor(
        noColor: Environment.value(of: "NO_COLOR"), term: Environment.value(of: "TERM"))
    return terminal
  }

  /// Source of NO_COLOR: no-color.org, set and not empty.
  static func allowsColor(noColor: String?, term: String?) -> Bool {
    (noColor ?? "").isEmpty && term != "dumb"
  }

  /// What COLUMNS says; nil where it is not set or no width.
  static func columns(named text: String?) -> Int? {
    guard let text, let columns = Int(text), widths ~= columns else {
      return nil
    }
    return columns
  }

  /// The width of help texts.
  var helpColumns: Int {
    outputColumns ?? Self.standardColumns
  }

  private static func columns(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else {
      return nil
    }
    let columns = Int(linux_terminal_columns(descriptor))
    return columns > 0 ? columns : standardColumns
  }

  private static func rows(of descriptor: Int32) -> Int? {
    guard isatty(descriptor) == 1 else {
      return nil
    }
    let rows = Int(linux_terminal_rows(descriptor))
    return rows > 0 ? rows : standardRows
  }
}
