import FlowAnswer
import FlowPolicy

/// Joins the moments of policies with the changes that made them; those that none made are changes of their own.
struct ChangeJoin: Sendable {
  /// All changes, with the policies that they are now known to have touched.
  private(set) var changes: [Change]

  private struct Application: Hashable {
    let tool: ChangeTool
    let name: String
  }

  init(
    _ given: [Change], _ history: PolicyHistory, _ observed: Range<Timestamp>,
    _ settings: CorrelationSettings
  ) {
    changes = given
    let start = observed.lowerBound.earlier(by: settings.window)
    let end = observed.upperBound.later(by: settings.window)
    // Only these can have made a moment that matters.
    let near = given.indices.filter {
      given[$0].tool != .at && given[$0].finished.later(by: settings.guardTime) >= start
        && given[$0].earliest.earlier(by: settings.guardTime) <= end
    }
    var lists: [ObjectReference: Set<Application>] = [:]
    for change in given {
      for name in change.maybeTouched.union(change.touched.keys) {
        lists[name, default: []].insert(Application(tool: change.tool, name: change.application))
      }
    }
    var own: [Change] = []
    for name in history.names {
      for moment in history.moments[name] ?? [] where start...end ~= moment.time {
        let fitting = near.filter {
          changes[$0].spans(moment.time, guardTime: settings.guardTime)
        }
        let maker =
          Self.maker(
            name, moment, among: fitting, given, lists[name] ?? [], history.owner(of: name))
          ?? (lists[name] == nil && !history.isGiven(name)
            ? Self.onlyOne(of: name, among: fitting, given) : nil)
        if let maker {
          changes[maker].note(name, moment.touch)
        } else if moment.time <= observed.upperBound, !Self.isKnown(moment, of: name, own.last) {
          own.append(Change(name, moment))
        }
      }
    }
    changes += own
  }

  /// Whether a moment is that of a change of the same policy: creation and first write are one.
  private static func isKnown(
    _ moment: PolicyMoment, of name: ObjectReference, _ last: Change?
  ) -> Bool {
    last.map {
      $0.touched[name] != nil && $0.started.distance(to: moment.time) < .seconds(10)
    } ?? false
  }

  /// The change that is nearest to a moment among those whose application has the policy.
  private static func maker(
    _ name: ObjectReference, _ moment: PolicyMoment, among fitting: [Int], _ changes: [Change],
    _ applications: Set<Application>, _ owner: PolicyOwner?
  ) -> Int? {
    fitting.filter { number in
      let change = changes[number]
      return change.touched[name] != nil || owner?.made(change) ?? false
        || applications.contains(Application(tool: change.tool, name: change.application))
    }
    .min {
      (changes[$0].started.distance(to: moment.time), $0)
        < (changes[$1].started.distance(to: moment.time), $1)
    }
  }

  /// The only change of a policy's namespace: of one that is gone, so that no file says whose it was.
  private static func onlyOne(
    of name: ObjectReference, among fitting: [Int], _ changes: [Change]
  ) -> Int? {
    let near = fitting.filter { number in
      name.namespace.map { changes[number].namespaces.contains($0) } ?? true
    }
    return near.count == 1 ? near[0] : nil
  }
}

extension Change {
  /// Whether a moment lies in the time of the change, as far as clocks may differ.
  fileprivate func spans(_ time: Timestamp, guardTime: Nanoseconds) -> Bool {
    earliest.earlier(by: guardTime) <= time && time <= finished.later(by: guardTime)
  }

  /// Notes a policy that it touched.
  fileprivate mutating func note(_ name: ObjectReference, _ touch: Touch) {
    if touched[name] == nil {
      touched[name] = touch
    }
    addPlace(of: name)
  }

  private mutating func addPlace(of name: ObjectReference) {
    if let namespace = name.namespace {
      namespaces.insert(namespace)
    } else {
      isClusterWide = true
    }
  }

  /// The change of a policy by itself.
  fileprivate init(_ name: ObjectReference, _ moment: PolicyMoment) {
    self.init(
      tool: .policy, application: name.text, started: moment.time, finished: moment.time)
    note(name, moment.touch)
  }
}
