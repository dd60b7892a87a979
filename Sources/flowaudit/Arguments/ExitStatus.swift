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

  /// The meanings of those statuses with which a command can end, where it has no meanings of its own.
  static func meanings(
    of statuses: [Self], but own: [Self: String] = [:]
  ) -> [Self: String] {
    Dictionary(uniqueKeysWithValues: statuses.map { ($0, own[$0] ?? $0.meaning) })
  }

  /// Status 3 of a command that reads flow logs.
  static func inputFailure(_ more: String = "") -> String {
    "an input could not be read to its end, or is not a flow log\(more); with --strict also any "
      + "malformed line or lost event; what was read is still reported"
  }
}
