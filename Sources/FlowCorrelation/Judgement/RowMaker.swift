import FlowAnswer
import FlowExplain
import FlowPolicy

/// Makes the rows of a change of what was found of it.
struct RowMaker {
  let log: LogTime
  let rules: CorrelationRules
  let groups: DropGroups
  /// One of so many attempts was kept.
  let sampling: Int
  /// The policies that there are now.
  let set: PolicySet?

  /// The rows of a change: one for each affected namespace.
  func rows(of change: Change, _ window: ChangeWindow, _ rises: [Rise]) -> [CorrelationRow] {
    guard window.isCovered else {
      return change.tool == .policy ? [] : [CorrelationRow(change, namespace: "", .notCovered)]
    }
    let found = rises.filter { $0.answer != .nothing }
    if let best = found.map(\.answer).min(by: { $0.rank < $1.rank }) {
      let rises = found.filter { $0.answer == best }
      if attemptCount(rises) >= rules.leastCount {
        return rows(of: change, window, rises, best)
      }
    }
    guard change.tool != .policy else {
      return []
    }
    let transient = transientRows(of: change, window)
    return transient.isEmpty
      ? [
        CorrelationRow(
          change, namespace: change.namespaces.sorted().joined(separator: ","), .nothing)
      ]
      : transient
  }

  /// Attempts after a change, of links or of pairs: each is in both.
  private func attemptCount(_ rises: [Rise]) -> Int {
    let ofLinks = rises.filter { groups.groups[$0.group].link != nil }.map(\.after).reduce(0, +)
    let ofPairs = rises.filter { groups.groups[$0.group].link == nil }.map(\.after).reduce(0, +)
    return max(ofLinks, ofPairs)
  }

  private func rows(
    of change: Change, _ window: ChangeWindow, _ rises: [Rise], _ answer: ChangeClass
  ) -> [CorrelationRow] {
    var spaces: [String: [Rise]] = [:]
    for rise in rises {
      let pair = groups.groups[rise.group].pair
      spaces[Self.namespace(of: pair, change), default: []].append(rise)
    }
    return spaces.keys.sorted().map { namespace in
      row(of: change, window, spaces[namespace] ?? [], answer, namespace)
    }
  }

  /// The end of a pair that a change affects: the one that it was denied at, if that is one of the change's.
  private static func namespace(of pair: DropGroup.Pair, _ change: Change) -> String {
    let isDestinations =
      change.namespaces.contains(pair.destination) || change.isClusterWide
    let own =
      switch pair.direction {
      case .ingress: pair.destination
      case .egress: pair.source
      case nil: isDestinations ? pair.destination : pair.source
      }
    guard !change.isClusterWide, !change.namespaces.contains(own) else {
      return own
    }
    return change.namespaces.contains(pair.source) ? pair.source : pair.destination
  }

  private func row(
    of change: Change, _ window: ChangeWindow, _ rises: [Rise], _ answer: ChangeClass,
    _ namespace: String
  ) -> CorrelationRow {
    var row = CorrelationRow(change, namespace: namespace, answer)
    let wholes = Set(rises.map { groups.groups[$0.group] }.filter { $0.link == nil }.map(\.pair))
    // A link is counted with its pair, where that rose, too.
    let counted = rises.filter { rise in
      let group = groups.groups[rise.group]
      return group.link == nil || !wholes.contains(group.pair)
    }
    row.before = counted.map(\.before).reduce(0, +) * sampling
    row.after = counted.map(\.after).reduce(0, +) * sampling
    row.pairs = pairs(of: counted)
    let rate = RateRatio(
      before: row.before, after: row.after, secondsBefore: window.coveredBefore,
      secondsAfter: window.coveredAfter)
    row.ratio = rate.ratio
    row.interval = (rate.low, rate.high)
    row.chance = rises.map(\.chance).min()
    // Of a pair that had drops before its links tell better when theirs began.
    let links = rises.filter { groups.groups[$0.group].link != nil }
    let onset = (links.isEmpty ? rises : links).map(\.firstDrop).min() ?? 0
    row.firstDrop = log.timestamp(onset)
    let top = rises.flatMap(\.policies.values).max()
    row.policies = Set(
      rises.flatMap { $0.policies.filter { $0.value == top }.map(\.key) }
    ).sorted()
    let later = counted.flatMap { groups.groups[$0.group].attempts.times.filter { $0 >= onset } }
    row.explanations = explanations(of: rises)
    row.lastDrop = later.max().map(log.timestamp)
    row.hasRecovered = hasRecovered(EventTimes(later.sorted()), since: onset)
    return row
  }

  /// What `explain` says of the link that rose most; empty where nobody can be asked.
  private func explanations(of rises: [Rise]) -> [String] {
    let links = rises.flatMap { rise in
      let group = groups.groups[rise.group]
      return group.link == nil ? group.members : [rise.group]
    }
    let most = links.max { left, right in
      (groups.groups[left].attempts.times.count, right)
        < (groups.groups[right].attempts.times.count, left)
    }
    guard let set, let most, let direction = groups.groups[most].pair.direction,
      let ends = groups.groups[most].ends.last, let source = ends.source,
      let destination = ends.destination
    else {
      return []
    }
    let (from, to) = (Endpoint(list: source), Endpoint(list: destination))
    let question = Question(
      direction, subject: direction == .ingress ? to : from,
      peer: direction == .ingress ? from : to, layer4: ends.layer4)
    return DropSentences.sentences(
      question, isByProxy: groups.groups[most].pair.reason.reason == "L7_DENIED",
      deniedBy: groups.groups[most].deniedBy.sorted(), set)
  }

  /// Counts of the pairs, in the order in which they stand among the groups.
  private func pairs(of counted: [Rise]) -> [CorrelationRow.Pair] {
    var sums: [DropGroup.Pair: (before: Int, after: Int)] = [:]
    var order: [DropGroup.Pair] = []
    for rise in counted.sorted(by: { $0.group < $1.group }) {
      let pair = groups.groups[rise.group].pair
      if sums[pair] == nil {
        order.append(pair)
      }
      sums[pair, default: (0, 0)].before += rise.before * sampling
      sums[pair, default: (0, 0)].after += rise.after * sampling
    }
    return order.map { pair in
      CorrelationRow.Pair(pair, sums[pair] ?? (0, 0))
    }
  }

  /// Whether the last five minutes of the log have next to none of the drops.
  private func hasRecovered(_ drops: EventTimes, since onset: Double) -> Bool {
    guard let last = drops.times.last else {
      return false
    }
    let tail = drops.count(log.end - 300, .infinity)
    let rate = Double(drops.times.count) / max(60, last - onset)
    return Double(tail) < 0.1 * rate * 300
  }

  /// Rises of reasons that pods have that come and go.
  private func transientRows(of change: Change, _ window: ChangeWindow) -> [CorrelationRow] {
    let end = window.finish + rules.transientTime
    let covered = log.covered(window.start, end)
    let share = min(1, covered / (window.coveredBefore + covered))
    var spaces: [String: [CorrelationRow.Pair]] = [:]
    for number in groups.numbers(of: change) where groups.groups[number].link == nil {
      let group = groups.groups[number]
      let before = group.attempts.count(window.baseline, window.start)
      let after = group.attempts.count(window.start, end)
      guard group.pair.reason.isTransient, after >= 3,
        BinomialTail.atLeast(after, of: before + after, share: share) < 0.001
      else {
        continue
      }
      let namespace =
        change.namespaces.contains(group.pair.destination) || change.isClusterWide
        ? group.pair.destination : group.pair.source
      spaces[namespace, default: []].append(
        CorrelationRow.Pair(group.pair, (before * sampling, after * sampling)))
    }
    return spaces.keys.sorted().map { namespace in
      var row = CorrelationRow(change, namespace: namespace, .transient)
      row.pairs = spaces[namespace] ?? []
      row.before = row.pairs.map(\.before).reduce(0, +)
      row.after = row.pairs.map(\.after).reduce(0, +)
      row.hasRecovered = true
      return row
    }
  }
}

extension CorrelationRow.Pair {
  fileprivate init(_ pair: DropGroup.Pair, _ counts: (before: Int, after: Int)) {
    self.init(
      source: pair.source, destination: pair.destination, reason: pair.reason.reason,
      direction: pair.direction, before: counts.before, after: counts.after)
  }
}

extension ChangeClass {
  /// The order in which one is told before another.
  var rank: Int {
    switch self {
    case .likely: 0
    case .ambiguous: 1
    case .possible: 2
    case .transient: 3
    case .notCovered: 4
    case .nothing: 5
    }
  }
}
