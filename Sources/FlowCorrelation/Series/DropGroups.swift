import FlowAnswer
import FlowPolicy

/// All groups of a log's attempts: links, and the pairs of namespaces that they are of.
struct DropGroups: Sendable {
  /// The links first, in the order of their keys, then the pairs.
  private(set) var groups: [DropGroup] = []
  /// How many of these are links.
  private(set) var linkCount = 0
  /// The groups that have a namespace at one end.
  private var byNamespace: [String: [Int]] = [:]

  private struct Key: Hashable {
    let pair: DropGroup.Pair
    let link: DropGroup.Link
  }

  /// The groups of timelines.
  init(_ found: [AttemptGroup], _ log: LogTime) {
    var numbers: [Key: Int] = [:]
    var times: [[Double]] = []
    var firsts: [[(Double, DropGroup.Ends)]] = []
    for group in found {
      let key = Self.key(group)
      let number = numbers[key] ?? groups.count
      if number == groups.count {
        numbers[key] = number
        groups.append(DropGroup(pair: key.pair, link: key.link))
        times.append([])
        firsts.append([])
      }
      let seconds = group.times.map(log.seconds)
      times[number] += seconds
      groups[number].deniedBy.formUnion(group.deniedBy.compactMap(ObjectReference.init(text:)))
      firsts[number].append((seconds.first ?? .infinity, DropGroup.Ends(group)))
    }
    linkCount = groups.count
    for number in groups.indices {
      let sorted = times[number].sorted()
      groups[number].attempts = EventTimes(sorted)
      groups[number].calls = EventTimes(Self.calls(sorted, log))
      groups[number].ends = Self.ends(firsts[number])
    }
    addPairs()
    for (number, group) in groups.enumerated() {
      for namespace in Set([group.pair.source, group.pair.destination]) {
        byNamespace[namespace, default: []].append(number)
      }
    }
  }

  private mutating func addPairs() {
    var members: [DropGroup.Pair: [Int]] = [:]
    var order: [DropGroup.Pair] = []
    for (number, group) in groups.enumerated() {
      if members[group.pair] == nil {
        order.append(group.pair)
      }
      members[group.pair, default: []].append(number)
    }
    for pair in order {
      var whole = DropGroup(pair: pair, link: nil)
      whole.members = members[pair] ?? []
      whole.attempts = EventTimes(whole.members.flatMap { groups[$0].attempts.times }.sorted())
      whole.calls = EventTimes(whole.members.flatMap { groups[$0].calls.times }.sorted())
      groups.append(whole)
    }
  }

  private static func key(_ group: AttemptGroup) -> Key {
    let (client, server) = (group.source.workload, group.destination.workload)
    let isOutside = group.source.namespace.hasPrefix("reserved:") || client.isEmpty
    return Key(
      pair: DropGroup.Pair(
        source: group.source.namespace, destination: group.destination.namespace,
        reason: DropCause(reason: group.reason), direction: PolicyDirection(group.direction)),
      link: DropGroup.Link(client: client, server: server, port: isOutside ? nil : group.port))
  }

  /// The first attempt of each ten seconds, by the clock.
  private static func calls(_ attempts: [Double], _ log: LogTime) -> [Double] {
    var calls: [Double] = []
    var last: Int64?
    for attempt in attempts {
      let stretch = floorDivide(log.timestamp(attempt).wholeSeconds, 10)
      if stretch != last {
        calls.append(attempt)
        last = stretch
      }
    }
    return calls
  }

  /// The ends in the order of their first attempts, each once, a few of them.
  private static func ends(_ firsts: [(Double, DropGroup.Ends)]) -> [DropGroup.Ends] {
    var ends: [DropGroup.Ends] = []
    for (_, one) in firsts.sorted(by: { $0.0 < $1.0 }) where !ends.contains(one) {
      ends.append(one)
      if ends.count == mostEnds {
        break
      }
    }
    return ends
  }

  private static let mostEnds = 8

  /// The groups that a change may have to do with, by number.
  func numbers(of change: Change) -> [Int] {
    guard !change.isClusterWide else {
      return Array(groups.indices)
    }
    var numbers: Set<Int> = []
    for namespace in change.namespaces {
      numbers.formUnion(byNamespace[namespace] ?? [])
    }
    return numbers.sorted()
  }
}

extension PolicyDirection {
  fileprivate init?(_ direction: TrafficDirection?) {
    switch direction {
    case .ingress: self = .ingress
    case .egress: self = .egress
    case .unknown, nil: return nil
    }
  }
}

extension DropGroup.Ends {
  fileprivate init(_ group: AttemptGroup) {
    let port = group.port ?? 0
    let layer4: Layer4 =
      switch group.transport {
      case "TCP": .tcp(port)
      case "UDP": .udp(port)
      case "SCTP": .sctp(port)
      case _: .other
      }
    self.init(
      source: group.sourceLabels, destination: group.destinationLabels, layer4: layer4)
  }
}

extension ObjectReference {
  /// The object of a text `KIND/NAMESPACE/NAME`, whose namespace is empty where it has none; nil for any other text.
  init?(text: String) {
    let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      return nil
    }
    self.init(
      kind: String(parts[0]), namespace: parts[1].isEmpty ? nil : String(parts[1]),
      name: String(parts[2]))
  }

  /// `KIND/NAMESPACE/NAME`, or `KIND/NAME` where it is of no namespace.
  var text: String {
    namespace.map { "\(kind)/\($0)/\(name)" } ?? "\(kind)/\(name)"
  }
}
