/// What `doctor` looks at, in this order; the raw value stands in its lines.
///
/// A check is a case here, a file beside this one, and its row in `DoctorCommand.results`.
enum DoctorCheck: String, CaseIterable, Sendable {
  case directory
  case reader
  case textfile
  case neighbours
  case state
  case input
  case exporter = "node_exporter"
}

/// One line of `doctor`: how it is, and what to do.
struct CheckResult: Sendable, Equatable {
  /// How bad it is; the raw value stands in front of the line.
  enum Level: String, Sendable {
    case fine = "ok"
    case warning
    /// Metrics are missing or wrong.
    case problem
  }

  let check: DoctorCheck
  let level: Level
  /// One clause, and what to do behind a colon; hostile, escape it.
  let message: String

  static func fine(_ check: DoctorCheck, _ message: String) -> Self {
    Self(check: check, level: .fine, message: message)
  }

  static func warning(_ check: DoctorCheck, _ message: String) -> Self {
    Self(check: check, level: .warning, message: message)
  }

  static func problem(_ check: DoctorCheck, _ message: String) -> Self {
    Self(check: check, level: .problem, message: message)
  }

  /// The line, without its line feed.
  var line: String {
    let level = level.rawValue.padded(to: 8)
    return "\(level) \(check.rawValue.padded(to: Self.nameWidth)) \(message)"
  }

  private static let nameWidth = DoctorCheck.allCases.map(\.rawValue.count).max() ?? 0
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
