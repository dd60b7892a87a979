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

  /// Whether a command that reads flows can end so.
  func isPossible(for command: CommandName) -> Bool {
    let names = OptionTable.rows(of: command).map(\.name)
    return switch self {
    case .limitExceeded: names.contains(.failOn)
    case .stateRefused: names.contains(.state)
    case .done, .usage, .inputFailed, .outputFailed, .interrupted: true
    }
  }

  /// One line for help and documentation.
  var meaning: String {
    switch self {
    case .done:
      "done; malformed lines are counted and do not change it"
    case .limitExceeded:
      "more than --fail-on allows"
    case .usage:
      "wrong usage"
    case .inputFailed:
      "an input could not be read to its end, or is not a flow log; with --strict also any "
        + "malformed line or lost event; what was read is still reported"
    case .outputFailed:
      "the output could not be written"
    case .stateRefused:
      "the state is in use by another run, damaged, or of another configuration"
    case .interrupted:
      "interrupted; the result so far was printed"
    }
  }
}
