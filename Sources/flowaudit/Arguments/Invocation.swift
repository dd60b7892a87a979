/// What a command line asks for.
protocol Invocation: Sendable {
  /// Carries it out and says how it ended.
  func run(in host: Host) throws(UsageError) -> ExitStatus
}
