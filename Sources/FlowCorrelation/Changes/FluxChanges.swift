import FlowAnswer
import FlowPolicy

/// The changes that objects of Flux tell of, with the events about them.
///
/// A Kustomization writes `firstReconciled` at the end, health checks included, so that it began before that by as long as it took; how
/// long is known where it was applied once. Controllers without a history have events and conditions only. An event that belongs to no
/// entry of the history is a change as well: a revert keeps the old entry's time.
struct FluxChanges {
  /// How long it takes to apply, where nobody says.
  private static let usual = Nanoseconds.seconds(60)
  /// How long where it waits for the health of what it applied.
  private static let waiting = Nanoseconds.seconds(300)
  /// How long a release takes, where only its start is known.
  private static let release = Nanoseconds.seconds(30)
  /// How far the clocks of events and of the history may differ.
  private static let slack = Nanoseconds.seconds(5)

  private let applier: FluxApplier
  private let events: [FluxEvent]

  /// The changes of an object; the events are those about it.
  static func changes(of applier: FluxApplier, _ events: [FluxEvent]) -> [Change] {
    Self(applier: applier, events: events).changes()
  }

  private func changes() -> [Change] {
    let entries = applier.history.indices.map(entry)
    var telling = events.filter { !$0.changed.isEmpty }
    if entries.isEmpty, telling.isEmpty {
      telling = events
    }
    let others = telling.filter { event in
      !entries.contains { entry in event.times.contains { Self.holds(entry, $0) } }
    }
    let seen = changes(seenIn: others)
    if entries.isEmpty, seen.isEmpty, let time = applier.readySince {
      return [change(seenAt: time, applier.revision)]
    }
    // An entry's revision is that of the last time; that of an event is its own.
    return entries.map { told($0, by: events) }
      + seen.map { change in
        told(change, by: others.filter { change.revision == $0.revision ?? applier.revision })
      }
  }

  /// The changes that only events show: those of one revision that follow on each other are one.
  private func changes(seenIn events: [FluxEvent]) -> [Change] {
    var changes: [Change] = []
    let revisions = Dictionary(grouping: events) { $0.revision ?? applier.revision }
    for (revision, events) in revisions {
      for moment in Set(events.flatMap(\.times)).sorted() {
        let last = changes.last { $0.revision == revision }
        if last.map({ Self.holds($0, moment) }) != true {
          changes.append(change(seenAt: moment, revision))
        }
      }
    }
    return changes
  }

  /// Whether a moment belongs to a change.
  private static func holds(_ change: Change, _ moment: Timestamp) -> Bool {
    change.earliest.earlier(by: slack) <= moment && moment.earlier(by: slack) <= change.finished
  }

  /// The change that began an entry of the history.
  private func entry(_ index: Int) -> Change {
    let entry = applier.history[index]
    switch applier.kind {
    case .helmRelease:
      return change(
        from: entry.applied, to: entry.applied.later(by: Self.release), entry.revision)
    case .kustomization:
      var length = applier.isWaiting ? Self.waiting : Self.usual
      if entry.isOnce {
        length = entry.duration ?? .zero
      }
      if index + 1 < applier.history.count {
        // An older entry that was applied since says nothing of how long this one took.
        let pause = entry.applied.distance(since: applier.history[index + 1].last)
        length = pause > .zero ? min(length, pause) : length
      }
      let began = entry.applied.earlier(by: length)
      guard !entry.isOnce else {
        return change(from: began, to: entry.applied, entry.revision)
      }
      var change = change(from: entry.applied, to: entry.applied, entry.revision)
      change.earliest = began
      return change
    }
  }

  /// A change that only an event or a condition shows, at its end.
  private func change(seenAt moment: Timestamp, _ revision: String?) -> Change {
    var change = change(from: moment, to: moment, revision)
    change.earliest = moment.earlier(by: Self.usual)
    return change
  }

  private func change(from start: Timestamp, to end: Timestamp, _ revision: String?) -> Change {
    var change = Change(
      tool: .flux, application: applier.application, started: start, finished: end,
      revision: revision)
    change.namespaces = applier.namespaces
    change.maybeTouched = applier.policies
    change.isClusterWide = applier.policies.contains { $0.namespace == nil }
    return change
  }

  /// The change with what events say of it.
  private func told(_ change: Change, by events: [FluxEvent]) -> Change {
    var change = change
    for event in events where event.times.contains(where: { Self.holds(change, $0) }) {
      for (resource, touch) in event.changed {
        if !resource.namespace.isEmpty {
          change.namespaces.insert(resource.namespace)
        }
        if let workload = resource.workload, touch != .pruned {
          change.workloads.insert(workload)
        }
        guard let policy = resource.policy else { continue }
        change.touched[policy] = touch
        if policy.namespace == nil {
          change.isClusterWide = true
        }
      }
    }
    return change
  }
}
