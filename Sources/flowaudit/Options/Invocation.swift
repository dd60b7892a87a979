/// What a command line asks for.
enum Invocation: Sendable, Equatable {
  /// Read files and report.
  case run(Options)
  /// Print the help of a command, or of everything.
  case help(CommandName?)
  case version
  case manPage
  case completions(Shell)
}
