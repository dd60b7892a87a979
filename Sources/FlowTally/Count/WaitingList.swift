internal import FlowState

/// What waits, by what becomes of it; the raw value is its word in the state.
enum WaitingList: String {
  /// Policy-verdict lines, with a time or without one.
  case verdict = "pair"
  case notification
  case untyped
  case credit
  case surplus

  init(_ line: StateLine) throws(StateDamage) {
    guard let list = Self(rawValue: try line.word(0)) else {
      throw StateDamage("a '\(line.keyword)' line names an unknown list")
    }
    self = list
  }

  /// The list of a line with a time.
  init(_ kind: DropKind) {
    self =
      switch kind {
      case .policyVerdict: .verdict
      case .notification, .otherNotification: .notification
      case .untyped, .single: .untyped
      case .aggregatedVerdict: .credit
      case .aggregatedNotification: .surplus
      }
  }

  var kind: DropKind {
    switch self {
    case .verdict: .policyVerdict
    case .notification: .notification
    case .untyped: .untyped
    case .credit: .aggregatedVerdict
    case .surplus: .aggregatedNotification
    }
  }
}
