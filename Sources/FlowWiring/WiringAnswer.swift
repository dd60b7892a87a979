/// What Prometheus sees of Cilium, and why not all of it.
public struct WiringAnswer: Sendable {
  /// What is wrong, by code, then by what.
  public let findings: [WiringFinding]
  /// Whether Prometheus scrapes each component; empty where no objects were given.
  public let visible: [WiringComponent: Bool]
  /// Components that the values ask Prometheus to see; without values all of them.
  public let asked: Set<WiringComponent>

  init(
    _ findings: [WiringFinding], visible: [WiringComponent: Bool], asked: Set<WiringComponent>
  ) {
    var kept: [WiringFinding] = []
    for finding in findings.sorted(by: WiringFinding.stands)
    where kept.last?.code != finding.code || kept.last?.what != finding.what {
      kept.append(finding)
    }
    self.findings = kept
    self.visible = visible
    self.asked = asked
  }

  /// Whether something that is asked for is not there: a component that is not seen, a key that nobody reads, a chart that fails.
  public var isBroken: Bool {
    asked.contains { visible[$0] == false }
      || findings.contains { $0.code == .keyIgnored || $0.code.stopsAll }
  }

  /// What has to be mended, first of all what stands in the way of what is asked for, in the order of the way that metrics go.
  public var inOrder: [WiringFinding] {
    findings.enumerated().sorted { left, right in
      let (first, second) = (rank(left.element), rank(right.element))
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }

  /// The first thing that keeps a component from being seen; nil where nothing is known to.
  public func firstLink(of component: WiringComponent) -> WiringFinding? {
    inOrder.first { finding in
      finding.code != .scrapedTwice
        && (finding.component == component
          || finding.component == nil && finding.code != .keyIgnored)
    }
  }

  private func rank(_ finding: WiringFinding) -> [Int] {
    let group: Int
    if let component = finding.component {
      group = asked.contains(component) && visible[component] != true ? 0 : 2
    } else {
      let isInTheWay = finding.code.stopsAll || asked.contains { visible[$0] == false }
      group = finding.code == .keyIgnored ? 1 : isInTheWay ? 0 : 2
    }
    return [group, finding.code.position, finding.component?.position ?? 0]
  }
}

extension [Int] {
  fileprivate static func < (left: Self, right: Self) -> Bool {
    left.lexicographicallyPrecedes(right)
  }
}
