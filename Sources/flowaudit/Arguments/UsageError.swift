/// A command line that cannot be carried out.
///
/// The texts hold what was typed: escape them for the terminal.
struct UsageError: Error, Sendable, Equatable {
  /// What is wrong, one line without full stop.
  let message: String
  /// The command whose help leads on; nil for the general help.
  let command: CommandName?

  init(_ message: String, for command: CommandName? = nil) {
    self.message = message
    self.command = command
  }

  /// The line that leads on.
  var hint: String {
    guard let command else {
      return "try 'flowaudit --help'"
    }
    return "try 'flowaudit \(command.rawValue) --help'"
  }
}

extension Diagnostics {
  /// A command line that cannot be carried out, and where to look.
  func usage(_ error: UsageError) {
    usage(error.message, hint: error.hint)
  }
}
