import FlowAnswer
import FlowPolicy

extension RiseFinder {
  /// Fills in what speaks for the change of a rise.
  mutating func addEvidence(to rise: inout Rise) {
    let change = changes[rise.change]
    let links = risenLinks(of: rise)
    for policy in change.touched.keys {
      let fit = links.map { self.fit(of: policy, change: rise.change, $0) }.max() ?? .no
      if fit > .no {
        rise.policies[policy] = fit
        rise.evidence = max(rise.evidence, .policy(fit))
      }
    }
    if rise.evidence == .nothing {
      addMaybes(to: &rise, links)
    }
    if rise.evidence == .nothing, change.tool == .at {
      // Somebody says that something changed, and not what.
      rise.evidence = .maybe
    }
    if rise.evidence == .nothing, changesWorkload(rise) {
      rise.evidence = .workload
    }
    let window = windows[rise.change]
    rise.isNear = window.start <= rise.onset && rise.onset <= window.finish + rules.settle
    rise.mayBeNear =
      rise.isNear
      || rise.firstDrop >= window.start
        && links.contains { number in
          turned.lastForwarded(groups.groups[number], before: rise.firstDrop)
            .map { $0 <= window.finish + rules.settle } ?? false
        }
    let start = log.seconds(change.started) - rules.guardTime
    let last = groups.groups[rise.group].attempts.times.last ?? 0
    rise.isItsEnd =
      rise.onset < start && last >= start && last <= window.finish + rules.settle
    rise.wasForwarded = links.contains {
      turned.forwarded.times(of: groups.groups[$0]).count(window.baseline, rise.onset) > 0
    }
  }

  /// The links of a group that rose: itself, or of a pair those of its members.
  private func risenLinks(of rise: Rise) -> [Int] {
    let group = groups.groups[rise.group]
    guard group.link == nil else {
      return [rise.group]
    }
    let window = windows[rise.change]
    return group.members.filter { number in
      let calls = groups.groups[number].calls
      return window.isRise(
        calls.count(window.baseline, window.start), calls.count(window.start, window.end),
        ratio: rules.leastRatio)
    }
  }

  private mutating func addMaybes(to rise: inout Rise, _ links: [Int]) {
    let change = changes[rise.change]
    for policy in change.maybeTouched where !history.areWritesKnown(of: policy) {
      let fit =
        links.map { number in
          explainer.fit(
            of: policy, isSpecOfThen: history.isGiven(policy), to: groups.groups[number],
            number: number)
        }.max() ?? .no
      if fit > .no {
        rise.policies[policy] = fit
        rise.evidence = max(rise.evidence, .maybe)
      }
    }
  }

  /// Whether the change was of the very client or server.
  private func changesWorkload(_ rise: Rise) -> Bool {
    let group = groups.groups[rise.group]
    guard let link = group.link else {
      return false
    }
    let workloads = changes[rise.change].workloads
    return workloads.contains(WorkloadName(namespace: group.pair.source, name: link.client))
      || workloads.contains(WorkloadName(namespace: group.pair.destination, name: link.server))
  }
}
