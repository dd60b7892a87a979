internal import CKernels
internal import FlowAnswer

/// Which nodes were seen, and when each input saw each of them: two inputs that overlap on one node count flows twice.
///
/// What several of these saw of one log can be merged: the answers do not depend on who saw what.
struct NodeTimes {
  /// A node's stay in an input.
  private struct Visit: Hashable {
    let input: Int
    let node: Int
  }

  /// Of the present input, by node.
  private var current: [LineStay] = []
  /// The nodes that were seen, with a time or without one.
  private var isSeen: [Bool] = []
  private var visits: [Visit: LineStay] = [:]
  private var input = 0
  private let maximumVisits: Int

  /// Beyond so many visits, which no healthy set of logs reaches, overlaps are no longer looked for.
  init(maximumVisits: Int = 1 << 20) {
    self.maximumVisits = maximumVisits
  }

  /// Whether the visit of a node has found no room.
  var hasOverflowed: Bool {
    visits.count >= maximumVisits
  }

  /// How many nodes were seen, once the input has ended.
  var count: Int {
    isSeen.count { $0 }
  }

  /// What comes belongs to this input.
  mutating func beginInput(_ number: Int) {
    endInput()
    input = number
  }

  /// Notes that a node was seen, at no time that is known.
  mutating func note(_ node: Int) {
    if isSeen.count <= node {
      isSeen += repeatElement(false, count: node + 1 - isSeen.count)
    }
    isSeen[node] = true
  }

  /// Notes a flow's time on its node.
  @inline(__always)
  mutating func note(_ time: OptionalTime, on node: Int?) {
    guard let node else {
      return
    }
    guard time != .absent else {
      return note(node)
    }
    if current.count <= node {
      grow(to: node)
    }
    current[node].note(time.nanoseconds)
  }

  /// Lends the stays of the present input, of at least so many nodes.
  @inline(__always)
  mutating func withStays<Result>(
    _ nodeCount: Int, _ body: (UnsafeMutablePointer<LineStay>?) -> Result
  ) -> Result {
    if current.count < nodeCount {
      grow(to: nodeCount - 1)
    }
    // Lent for this call only.
    return unsafe current.withUnsafeMutableBufferPointer { unsafe body($0.baseAddress) }
  }

  private mutating func grow(to node: Int) {
    current += repeatElement(LineStay.none, count: node + 1 - current.count)
  }

  /// The end of what came of the present input.
  mutating func endInput() {
    for node in current.indices where current[node].oldest <= current[node].newest {
      note(node)
      keep(current[node], Visit(input: input, node: node))
      current[node] = .none
    }
  }

  private mutating func keep(_ stay: LineStay, _ visit: Visit) {
    if visits.count < maximumVisits || visits[visit] != nil {
      visits[visit, default: .none].add(stay)
    }
  }

  /// Adds what another saw; `nodes` are our numbers of its nodes, nil where there is no room.
  mutating func merge(_ other: Self, nodes: [Int?]) {
    var other = other
    other.endInput()
    endInput()
    for (number, isSeen) in other.isSeen.enumerated() where isSeen {
      if let node = nodes[number] {
        note(node)
      }
    }
    for (visit, stay) in other.visits {
      if let node = nodes[visit.node] {
        keep(stay, Visit(input: visit.input, node: node))
      }
    }
  }

  /// The visits of one node that reach into an earlier input's, by input and then by name.
  func overlaps(_ names: NodeNames) -> [NodeOverlap] {
    var byNode: [Int: [(input: Int, stay: LineStay)]] = [:]
    for (visit, stay) in visits {
      byNode[visit.node, default: []].append((visit.input, stay))
    }
    var overlaps: [NodeOverlap] = []
    for (node, visits) in byNode {
      let ordered = visits.sorted { $0.input < $1.input }
      for (index, visit) in ordered.enumerated() {
        if let earlier = ordered[..<index].first(where: {
          $0.stay.oldest <= visit.stay.newest && visit.stay.oldest <= $0.stay.newest
        }) {
          overlaps.append(
            NodeOverlap(first: earlier.input, second: visit.input, node: names.name(of: node)))
        }
      }
    }
    return overlaps.sorted { $0.stands(before: $1) }
  }
}

/// Two inputs, by number, that hold flows of one node from one time.
struct NodeOverlap {
  let first: Int
  let second: Int
  let node: ArraySlice<UInt8>

  fileprivate func stands(before other: Self) -> Bool {
    second != other.second
      ? second < other.second : node.lexicographicallyPrecedes(other.node)
  }
}
