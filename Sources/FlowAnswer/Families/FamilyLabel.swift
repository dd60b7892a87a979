/// A label of one of the agent's families.
package enum FamilyLabel: Sendable, Equatable {
  case own(OwnLabel)
  /// `source` or `destination`, of a context option.
  case end(FlowSide)
  /// Of `labelsContext`.
  case context(ContextLabel)

  package var name: String {
    switch self {
    case .own(let label): label.name
    case .end(.source): "source"
    case .end(.destination): "destination"
    case .context(let label): label.rawValue
    }
  }
}
