import FlowAnswer
import FlowPolicy

/// A moment at which a policy changed, and what we know of it.
struct PolicyMoment: Hashable, Sendable {
  let time: Timestamp
  let touch: Touch
}

/// When policies changed, by their own objects and by what agents say in the log.
struct PolicyHistory: Sendable {
  private let times: [ObjectReference: PolicyTimes]
  /// The moments of each policy, in order.
  let moments: [ObjectReference: [PolicyMoment]]
  /// Events of agents that are nearer than this to another moment tell of that one.
  private static let width = Nanoseconds.seconds(10)

  init(_ times: [ObjectReference: PolicyTimes], _ events: [PolicyEvent]) {
    self.times = times
    var moments: [ObjectReference: [PolicyMoment]] = [:]
    for (name, policy) in times {
      moments[name] =
        (policy.created.map { [PolicyMoment(time: $0, touch: .created)] } ?? [])
        + policy.managed.map { PolicyMoment(time: $0.time, touch: .configured) }
    }
    for event in events.sorted(by: { $0.time < $1.time }) {
      let name = ObjectReference(
        kind: event.policyKind, namespace: event.namespace.isEmpty ? nil : event.namespace,
        name: event.name)
      let isKnown = (moments[name] ?? []).contains {
        $0.time.distance(to: event.time) < Self.width
      }
      if !isKnown {
        moments[name, default: []].append(
          PolicyMoment(time: event.time, touch: event.kind == .deleted ? .pruned : .configured))
      }
    }
    self.moments = moments.mapValues { $0.sorted { ($0.time, $0.rank) < ($1.time, $1.rank) } }
  }

  /// All policies of which a moment is known, in order.
  var names: [ObjectReference] {
    moments.keys.sorted()
  }

  /// Whose it is, by its own word.
  func owner(of name: ObjectReference) -> PolicyOwner? {
    times[name]?.owner
  }

  /// Whether its object was given.
  func isGiven(_ name: ObjectReference) -> Bool {
    times[name] != nil
  }

  /// Whether all of its writes are known: then a change that is none of them did not write it.
  func areWritesKnown(of name: ObjectReference) -> Bool {
    moments[name]?.contains { $0.touch == .configured } ?? false
  }

  /// Whether what was given of it is what it said after a change that ended then and did this.
  func isSpecOfThen(_ name: ObjectReference, _ touch: Touch, until end: Timestamp) -> Bool {
    guard touch != .pruned, let policy = times[name] else {
      return false
    }
    let isChanged = (moments[name] ?? []).contains { $0.time > end }
    // Where its writes are known, none of them is later; else it may have been written again.
    let areWritesKnown = !policy.managed.isEmpty
    return !isChanged && (areWritesKnown || touch != .created || policy.generation ?? 1 == 1)
  }
}

extension PolicyMoment {
  /// Of moments at one time that of its creation comes first.
  fileprivate var rank: Int {
    switch touch {
    case .created: 0
    case .configured: 1
    case .pruned: 2
    }
  }
}

extension Timestamp {
  /// How far apart two moments are.
  func distance(to other: Timestamp) -> Nanoseconds {
    let (low, high) = (min(self, other), max(self, other))
    let (difference, overflow) = high.nanoseconds.subtractingReportingOverflow(low.nanoseconds)
    return overflow ? .max : Nanoseconds(difference)
  }
}
