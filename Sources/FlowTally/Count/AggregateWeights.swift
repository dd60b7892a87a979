internal import FlowAnswer

/// What the aggregated DROPPED lines weigh, by what their events were.
struct AggregateWeights {
  /// Policy verdicts.
  private(set) var verdicts: UInt64 = 0
  /// Drop notifications.
  private(set) var notifications: UInt64 = 0
  /// Lines that do not tell.
  private(set) var untyped: UInt64 = 0

  mutating func add(_ weight: UInt64, eventType: Int64?) {
    switch eventType {
    case EventType.policyVerdict: verdicts.addSaturating(weight)
    case EventType.drop: notifications.addSaturating(weight)
    case nil: untyped.addSaturating(weight)
    case .some: break
    }
  }

  mutating func add(_ other: Self) {
    verdicts.addSaturating(other.verdicts)
    notifications.addSaturating(other.notifications)
    untyped.addSaturating(other.untyped)
  }
}
