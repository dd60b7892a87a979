import FlowState

/// Why a state cannot be used, or a log not with it, for a message.
struct StateRefusal: Error {
  let message: String

  init(message: String) {
    self.message = message
  }

  /// The state at that path is damaged.
  init(_ damage: StateDamage, at path: String) {
    message = "state \(path) cannot be used: \(damage.reason); --reset-state starts over"
  }
}
