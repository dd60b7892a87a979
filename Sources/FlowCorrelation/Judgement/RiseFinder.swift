import FlowAnswer
import FlowPolicy

/// Finds which groups rose after which changes, by two families of tests: what was asked beforehand, and a search over all groups.
struct RiseFinder {
  let log: LogTime
  let rules: CorrelationRules
  let groups: DropGroups
  let changes: [Change]
  let history: PolicyHistory
  let steadiness: Steadiness
  let turned: TurnedRequests
  var explainer: DropExplainer
  private(set) var windows: [ChangeWindow] = []

  /// A question and what it came to.
  private struct Test {
    let change: Int
    /// The group, or the links that a policy explains.
    let groups: [Int]
    let before: Int
    let after: Int
    let chance: Double
    let isSteady: Bool
  }

  init(
    log: LogTime, rules: CorrelationRules, groups: DropGroups, changes: [Change],
    history: PolicyHistory, forwarded: ForwardedTimes, explainer: DropExplainer
  ) {
    self.log = log
    self.rules = rules
    self.groups = groups
    self.changes = changes
    self.history = history
    self.explainer = explainer
    steadiness = Steadiness(log: log, rules: rules)
    turned = TurnedRequests(forwarded: forwarded, log: log)
    windows = changes.map { ChangeWindow($0, log, rules) }
  }

  /// All rises, of covered changes among those of these numbers.
  mutating func rises(of numbers: [Int]) -> [Rise] {
    var asked: [Test] = []
    var searched: [Test] = []
    for number in numbers where windows[number].isCovered {
      let near = groups.numbers(of: changes[number])
      search(number, near, &searched)
      ask(number, near, &asked)
    }
    let askedChances = FalseDiscovery.adjusted(asked.map(\.chance))
    let searchedChances = FalseDiscovery.adjusted(searched.map(\.chance))
    var rises: [Rise] = []
    var pooled: Set<[Int]> = []
    for (test, chance) in zip(asked, askedChances) {
      add(test, chance, &pooled, &rises)
    }
    for (test, chance) in zip(searched, searchedChances) {
      add(test, chance, pooled, &rises)
    }
    return rises
  }

  /// Groups that may have risen, each by itself.
  private func search(_ number: Int, _ near: [Int], _ tests: inout [Test]) {
    let window = windows[number]
    for index in near where groups.groups[index].pair.reason.isPolicy {
      let calls = groups.groups[index].calls
      let after = calls.count(window.start, window.end)
      guard after > 0 else {
        continue
      }
      let before = calls.count(window.baseline, window.start)
      let chance = BinomialTail.atLeast(after, of: before + after, share: window.share)
      tests.append(
        Test(
          change: number, groups: [index], before: before, after: after, chance: chance,
          isSteady: steadiness.isSteady(calls, window, chance: chance)
            || hasTurned(links(of: index), window)))
    }
  }

  /// For each policy that was touched all drops that it explains, together; and those of clients that were let through before.
  private mutating func ask(_ number: Int, _ near: [Int], _ tests: inout [Test]) {
    let window = windows[number]
    for policy in changes[number].touched.keys.sorted() {
      var links: [Int: PolicyFit] = [:]
      for index in near where index < groups.linkCount {
        let group = groups.groups[index]
        let fit = group.pair.reason.isPolicy ? self.fit(of: policy, change: number, index) : .no
        if fit > .no {
          links[index] = fit
        }
      }
      let known = links.filter {
        turned.wasForwarded(groups.groups[$0.key], window)
      }
      add(number, links, window, &tests)
      if known.count < links.count, !known.isEmpty {
        add(number, known, window, &tests)
      }
    }
  }

  private func add(
    _ number: Int, _ fits: [Int: PolicyFit], _ window: ChangeWindow, _ tests: inout [Test]
  ) {
    let links = fits.keys.sorted()
    let calls = EventTimes(links.flatMap { groups.groups[$0].calls.times }.sorted())
    let attempts = links.map { groups.groups[$0].attempts.count(window.start, window.end) }
    let before = calls.count(window.baseline, window.start)
    let after = calls.count(window.start, window.end)
    guard after >= rules.leastTurned, attempts.reduce(0, +) >= rules.leastCount else {
      return
    }
    let turn = turned.chance(links.map { groups.groups[$0] }, window)
    guard after >= rules.leastCount || turn <= rules.chanceOfTurn else {
      return
    }
    let rate = BinomialTail.atLeast(after, of: before + after, share: window.share)
    // Two tests of one thing.
    let chance = min(rate, 2 * turn)
    // New, and the selector says so.
    let isSure =
      before == 0
      && zip(links, attempts).allSatisfy { $1 == 0 || fits[$0] ?? .no >= .bySelector }
    tests.append(
      Test(
        change: number, groups: links, before: before, after: after, chance: chance,
        isSteady: isSure || turn <= rules.chanceOfTurn
          || steadiness.isSteady(calls, window, chance: chance)))
  }

  /// Whether links whose clients were let through before are dropped now.
  private func hasTurned(_ links: [Int], _ window: ChangeWindow) -> Bool {
    turned.chance(links.map { groups.groups[$0] }, window) <= rules.chanceOfTurn
  }

  /// The links of a group: itself, or of a pair its members.
  private func links(of index: Int) -> [Int] {
    groups.groups[index].link == nil ? groups.groups[index].members : [index]
  }

  /// How well a touched policy explains a link.
  mutating func fit(of policy: ObjectReference, change: Int, _ link: Int) -> PolicyFit {
    let touch = changes[change].touched[policy] ?? .configured
    let end = changes[change].finished.later(by: .seconds(Int64(rules.guardTime)))
    return explainer.fit(
      of: policy, isSpecOfThen: history.isSpecOfThen(policy, touch, until: end),
      to: groups.groups[link], number: link)
  }

  /// Adds the links that rose of what was asked beforehand.
  private func add(
    _ test: Test, _ chance: Double, _ pooled: inout Set<[Int]>, _ rises: inout [Rise]
  ) {
    let window = windows[test.change]
    guard chance <= rules.chance, test.isSteady,
      window.isRise(test.before, test.after, ratio: rules.leastRatio)
    else {
      return
    }
    let all = EventTimes(test.groups.flatMap { groups.groups[$0].calls.times }.sorted())
    guard steadiness.onset(all, window) != nil else {
      return
    }
    for index in test.groups {
      let calls = groups.groups[index].calls
      let before = calls.count(window.baseline, window.start)
      let after = calls.count(window.start, window.end)
      if window.isRise(before, after, ratio: rules.leastRatio),
        pooled.insert([test.change, index]).inserted
      {
        addRise(test.change, index, chance, &rises)
      }
    }
  }

  /// Adds the group of a search, if it rose.
  private func add(
    _ test: Test, _ chance: Double, _ pooled: Set<[Int]>, _ rises: inout [Rise]
  ) {
    let window = windows[test.change]
    let group = groups.groups[test.groups[0]]
    guard !pooled.contains([test.change, test.groups[0]]),
      chance <= (group.isFromWorld ? rules.chanceOfWorld : rules.chance), test.isSteady,
      group.attempts.count(window.start, window.end) >= rules.leastCount,
      window.isRise(test.before, test.after, ratio: rules.leastRatio)
    else {
      return
    }
    addRise(test.change, test.groups[0], chance, &rises)
  }

  private func addRise(_ change: Int, _ index: Int, _ chance: Double, _ rises: inout [Rise]) {
    let window = windows[change]
    let group = groups.groups[index]
    guard let onset = steadiness.onset(group.calls, window) else {
      return
    }
    let before = group.attempts.count(window.baseline, window.start)
    let first = before == 0 ? group.attempts.first(from: window.start) : nil
    rises.append(
      Rise(
        change: change, group: index, before: before,
        after: group.attempts.count(window.start, window.end), chance: chance, onset: onset,
        firstDrop: min(first ?? onset, onset)))
  }
}
