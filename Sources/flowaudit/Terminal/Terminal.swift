import CLinux
import Glibc

/// What stands at the ends of the standard streams, looked at once.
struct Terminal: Sendable, Equatable {
  /// Columns of standard output; nil where it is not a terminal.
  var outputColumns: Int?
  /// Columns of standard error; nil where it is not a terminal.
  var errorColumns: Int?
  var isInputTerminal = false
  /// Whether the environment allows colour: neither NO_COLOR nor a dumb terminal.
  var allowsColor = true

  /// What is taken where a terminal does not know its size.
  static let standardColumns = 80

  init() {}

  /// Looks at the streams and at the environment.
  static func look() -> Self {
    var terminal = Self()
    terminal.outputColumns = columns(of: STDOUT_FILENO)
    terminal.errorColumns = columns(of: STDERR_FILENO)
    terminal.isInputTerminal = isatty(STDIN_FILENO) == 1
    terminal.allowsColor = allowsColor(
      noColor: Environment.value(of: "NO_COLOR"), term: Environment.value(of: "TERM"))
    return terminal
  }

  /// Source of NO_COLOR: no-color.org, set and not empty.
  static func allowsColor(noColor: String?, term: String?) -> Bool {
    (noColor ?? "").isEmpty && term != "dumb"
  }

  /// Whether what goes to standard output is coloured, where the options allow it.
  func usesColor(allowed isAllowed: Bool) -> Bool {
    outputColumns != nil && allowsColor && isAllowed
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
}
