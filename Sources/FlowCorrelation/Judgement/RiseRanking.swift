import FlowAnswer

/// Decides which of the changes after which a group rose is the one that did it.
///
/// What the log names beats what a selector says, that beats a namespace, that beats what may have been touched.
struct RiseRanking {
  let changes: [Change]
  let rules: CorrelationRules
  /// Whether the log holds requests that were let through.
  let knowsForwarded: Bool

  /// Gives the rises of one group their classes.
  func rank(_ rises: inout [Rise]) {
    let isStrong = rises.contains { $0.isStrong }
    let best = best(of: rises)
    let names = Set(best.map { rises[$0].change })
    for index in rises.indices {
      if best.contains(index) {
        rises[index].answer = names.count > 1 ? .ambiguous : .likely
        // Late, and nobody saw it work before: a new client is as good an explanation.
        if knowsForwarded, !rises[index].wasForwarded, !rises[index].isNear,
          rises[index].evidence < .policy(.byName)
        {
          rises[index].answer = .possible
        }
      } else {
        // Of a moment that somebody names it is told that something rose then, whatever explains it better.
        let isNamed = changes[rises[index].change].tool == .at && rises[index].isNear
        rises[index].answer =
          isNamed || !isStrong && (rises[index].mayBeNear || rises[index].isLateEffect)
          ? .possible : .nothing
      }
    }
  }

  /// Those that explain it best; none where nothing speaks for any.
  private func best(of rises: [Rise]) -> [Int] {
    let strong = rises.indices.filter { rises[$0].isStrong }
    guard !strong.isEmpty else {
      let near = rises.indices.filter { rises[$0].isNear }
      let top = near.map { rises[$0].evidence }.max() ?? .nothing
      return top >= .maybe ? near.filter { rises[$0].evidence == top } : []
    }
    // The one with which the drops ended did not begin them.
    let near = strong.filter { rises[$0].isNear && !rises[$0].isItsEnd }
    guard !near.isEmpty else {
      let strong = strong.filter { !rises[$0].isItsEnd }
      // A late effect: that of the last change before it.
      let last = strong.map { start(of: rises[$0]) }.max() ?? .init(nanoseconds: 0)
      return strong.filter { start(of: rises[$0]).distance(to: last) < .seconds(60) }
    }
    let top = near.map { rises[$0].evidence }.max() ?? .nothing
    let pool = near.filter { rises[$0].evidence >= min(top, .policy(.bySelector)) }
    guard pool.count > 1 else {
      return pool
    }
    let last = pool.map { start(of: rises[$0]) }.max() ?? .init(nanoseconds: 0)
    return pool.filter {
      rises[$0].isNear || start(of: rises[$0]).distance(to: last) <= .seconds(90)
    }
  }

  private func start(of rise: Rise) -> Timestamp {
    changes[rise.change].started
  }
}

extension Rise {
  /// Whether it may be a late effect: clients that were let through before, and a policy that the change may have touched.
  fileprivate var isLateEffect: Bool {
    wasForwarded && evidence >= .maybe
  }

  /// Whether its change touched a policy that explains it.
  fileprivate var isStrong: Bool {
    evidence >= .policy(.byNamespace)
  }
}
