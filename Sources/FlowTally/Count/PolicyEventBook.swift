internal import FlowAnswer

/// What agents' events say of policies: each once a second, whichever nodes tell it.
struct PolicyEventBook: Sendable {
  private var times: [Key: Int64] = [:]
  private(set) var hasOverflowed = false
  private static let mostKept = 1 << 16

  private struct Key: Hashable {
    let second: Int64
    let event: PolicyEvent
  }

  /// Notes an event.
  mutating func note(_ event: PolicyEvent) {
    note(event, at: event.time.nanoseconds)
  }

  private mutating func note(_ event: PolicyEvent, at time: Int64) {
    let second = floorDivide(time, 1_000_000_000)
    let key = Key(second: second, event: event.at(Timestamp(nanoseconds: second)))
    if let known = times[key] {
      times[key] = min(known, time)
    } else if times.count < Self.mostKept {
      times[key] = time
    } else {
      hasOverflowed = true
    }
  }

  /// Adds what another book holds.
  mutating func merge(_ other: Self) {
    for (key, time) in other.times {
      note(key.event, at: time)
    }
    hasOverflowed = hasOverflowed || other.hasOverflowed
  }

  /// The events by time, then by name.
  func finish() -> [PolicyEvent] {
    times.map { key, time in key.event.at(Timestamp(nanoseconds: time)) }
      .sorted { $0.order < $1.order }
  }
}

extension PolicyEvent {
  fileprivate func at(_ time: Timestamp) -> PolicyEvent {
    PolicyEvent(time: time, kind: kind, policyKind: policyKind, namespace: namespace, name: name)
  }

  fileprivate var order: (Timestamp, String, String, String, String) {
    (time, policyKind, namespace, name, kind.rawValue)
  }
}
