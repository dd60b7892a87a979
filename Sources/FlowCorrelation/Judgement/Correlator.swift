public import FlowAnswer
public import FlowPolicy
private import FlowExplain

/// Relates changes to the drops of a log: correlation, and no proof.
public struct Correlator: Sendable {
  private let files: ChangeFiles
  private let set: PolicySet?
  private let settings: CorrelationSettings

  /// A correlator of what files say.
  ///
  /// - Parameters:
  ///   - files: The changes, and the times of policies.
  ///   - set: The policies themselves, under the settings of the log's cluster; nil where none were given.
  ///   - settings: What it is set to.
  public init(_ files: ChangeFiles, _ set: PolicySet?, _ settings: CorrelationSettings) {
    self.files = files
    self.set = set
    self.settings = settings
  }

  /// The rows of all changes in the time of the log, and what has to be said of them.
  public func correlate(_ timelines: Timelines) -> Correlation {
    guard let log = LogTime(timelines.observed), let start = timelines.observed.start,
      let end = timelines.observed.end
    else {
      return Correlation(rows: [], changesOutside: files.changes.count)
    }
    let rules = CorrelationRules(settings)
    let history = PolicyHistory(files.policies, timelines.policyEvents)
    let join = ChangeJoin(files.changes, history, start..<max(start, end), settings)
    let changes = join.changes.sorted { $0.order < $1.order }
    let groups = DropGroups(timelines.groups, log)
    let set = set?.completed(byLabels: timelines.labelCounts)
    var finder = RiseFinder(
      log: log, rules: rules, groups: groups, changes: changes, history: history,
      forwarded: ForwardedTimes(timelines.forwarded, log), explainer: DropExplainer(set))
    let inside = changes.indices.filter {
      finder.windows[$0].start <= log.end && finder.windows[$0].end >= 0
    }
    let rises = ranked(&finder, inside, rules)
    let maker = RowMaker(
      log: log, rules: rules, groups: groups, sampling: Int(timelines.sampling), set: set)
    let rows = inside.flatMap { number in
      maker.rows(of: changes[number], finder.windows[number], rises[number] ?? [])
    }
    return Correlation(rows: rows, changesOutside: changes.count - inside.count)
  }

  /// The rises of each change, with their classes.
  private func ranked(
    _ finder: inout RiseFinder, _ inside: [Int], _ rules: CorrelationRules
  ) -> [Int: [Rise]] {
    let ranking = RiseRanking(
      changes: finder.changes, rules: rules, knowsForwarded: !finder.turned.forwarded.isEmpty)
    var byGroup: [Int: [Rise]] = [:]
    for var rise in finder.rises(of: inside) {
      finder.addEvidence(to: &rise)
      byGroup[rise.group, default: []].append(rise)
    }
    var byChange: [Int: [Rise]] = [:]
    for group in byGroup.keys.sorted() {
      var rises = (byGroup[group] ?? []).sorted { $0.change < $1.change }
      ranking.rank(&rises)
      for rise in rises {
        byChange[rise.change, default: []].append(rise)
      }
    }
    return byChange
  }
}

extension Timelines {
  /// Lists of labels, and how many attempts had them.
  fileprivate var labelCounts: [String: UInt64] {
    var counts: [String: UInt64] = [:]
    for group in groups {
      for labels in [group.sourceLabels, group.destinationLabels] {
        counts[labels ?? "", default: 0] += UInt64(group.times.count)
      }
    }
    counts[""] = nil
    return counts
  }
}

extension Change {
  fileprivate var order: (Timestamp, Timestamp, String, String) {
    (started, finished, tool.rawValue, application)
  }
}
