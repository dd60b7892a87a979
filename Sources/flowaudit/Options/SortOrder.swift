import FlowAnswer
import FlowTally

/// The names that `--sort` takes besides fields.
enum SortOrder: String, CaseIterable, Sendable {
  case drops
  case flows
  case first
  case last

  /// Everything that `--sort` may take on one command or another.
  static let names = allCases.map(\.rawValue) + GroupField.allCases.map(\.rawValue)

  /// The order of the rows, nil on a command that does not count this.
  func rowOrder(on command: CommandName) -> RowOrder? {
    switch self {
    case .drops: command == .drops ? .count : nil
    case .flows: command == .flows ? .count : nil
    case .first: .first
    case .last: .last
    }
  }
}
