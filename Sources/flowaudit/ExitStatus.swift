/// What the process ends with; the raw value is the status.
///
/// Help, man page and documentation list the cases with their meanings.
enum ExitStatus: Int32, CaseIterable, Sendable {
  case done = 0
  case limitExceeded = 1
  case usage = 2
  case inputFailed = 3
  case outputFailed = 4
  case stateRefused = 5
  case interrupted = 130

  /// Whether a command that takes files can end so.
  func isPossible(for command: CommandName) -> Bool {
    let names = OptionTable.rows(of: command).map(\.name)
    return switch self {
    case .done, .usage, .outputFailed: true
    case .limitExceeded: !command.readsFlows || names.contains(.failOn)
    case .stateRefused: names.contains(.state)
    case .inputFailed: command != .doctor
    case .interrupted: command.readsFlows
    }
  }

  /// The same for one command.
  func meaning(for command: CommandName) -> String {
    switch (self, command) {
    case (.done, .lint): "no findings"
    case (.limitExceeded, .lint): "findings"
    case (.inputFailed, .lint): "a file could not be read; the others were looked at"
    case (.done, .doctor): "no problems; there may be warnings"
    case (.limitExceeded, .doctor): "problems"
    case (.inputFailed, .drops), (.inputFailed, .summary), (.inputFailed, .flows),
      (.inputFailed, .filter):
      Self.inputFailure()
    case (.outputFailed, .lint), (.outputFailed, .doctor): "the output could not be written"
    default: meaning
    }
  }

  /// One line for help and documentation.
  var meaning: String {
    switch self {
    case .done:
      "done; malformed lines are counted and do not change it"
    case .limitExceeded:
      "more than --fail-on allows, findings of lint, or problems of doctor"
    case .usage:
      "wrong usage"
    case .inputFailed:
      Self.inputFailure(", or the command that prints it failed")
    case .outputFailed:
      "the output could not be written, or would spoil another .prom file's"
    case .stateRefused:
      "the state is in use by another run, damaged, or of another configuration"
    case .interrupted:
      "interrupted; the result so far was printed"
    }
  }

  private static func inputFailure(_ more: String = "") -> String {
    "an input could not be read to its end, or is not a flow log\(more); with --strict also any "
      + "malformed line or lost event; what was read is still reported"
  }
}
