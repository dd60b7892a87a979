import FlowAnswer
import FlowCorrelation
import FlowPolicy
import FlowReport

extension ChangeFiles {
  /// How far the clocks of a policy's times and of its sync may differ.
  private static let slack: Int64 = 30_000_000_000

  /// What changed between two moments, the first change first; nothing where no moment is known.
  ///
  /// A policy's own times are changes as well, but where a sync that was there then is its owner's, or says that it touched the policy.
  func marks(from oldest: Timestamp?, to newest: Timestamp?) -> [TimelineMark] {
    guard let oldest, let newest else {
      return []
    }
    let range = oldest...max(oldest, newest)
    let syncs = changes.filter { range.overlaps(min($0.started, $0.finished)...$0.finished) }
    let marks = syncs.map(TimelineMark.init) + policies.values.flatMap(marks(of:))
    return marks.filter { range.overlaps(min($0.started, $0.finished)...$0.finished) }.sorted {
      ($0.started, $0.tool, $0.name, $0.finished) < ($1.started, $1.tool, $1.name, $1.finished)
    }
  }

  /// The times of a policy that belong to no sync.
  private func marks(of policy: PolicyTimes) -> [TimelineMark] {
    let times = Set([policy.created].compactMap { $0 } + policy.managed.map(\.time))
    return times.filter { time in
      !changes.contains { change in
        (change.touched[policy.name] != nil || policy.owner?.made(change) == true)
          && change.earliest.nanoseconds &- Self.slack <= time.nanoseconds
          && time.nanoseconds &- Self.slack <= change.finished.nanoseconds
      }
    }.map { time in
      TimelineMark(
        started: time, finished: time, tool: ChangeTool.policy.rawValue, name: policy.name.slashed,
        details: [(time == policy.created ? Touch.created : .configured).rawValue])
    }
  }
}

extension TimelineMark {
  /// A sync and the policies that it is known to have changed.
  fileprivate init(_ change: Change) {
    self.init(
      started: change.started, finished: change.finished, tool: change.tool.rawValue,
      name: change.application,
      details: change.touched.map { "\($0.value.rawValue) \($0.key.slashed)" }.sorted())
  }
}
