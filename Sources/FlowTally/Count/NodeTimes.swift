internal import FlowAnswer

/// The nodes seen, and when each input saw each of them: two inputs that overlap on one node count flows twice.
///
/// What several of these saw of one log can be merged: the answers do not depend on who saw what.
struct NodeTimes {
  /// From a node's first flow to its last; empty where `oldest` is the younger.
  private struct Stay {
    var oldest = Int64.max
    var newest = Int64.min

    @inline(__always)
    mutating func note(_ time: Int64) {
      oldest = min(oldest, time)
      newest = max(newest, time)
    }

    mutating func add(_ other: Self) {
      oldest = min(oldest, other.oldest)
      newest = max(newest, other.newest)
    }
  }

  /// A node's stay in an input.
  private struct Visit: Hashable {
    let input: Int
    let node: Int
  }

  private var names = ByteTable(
    maximumCount: NodeNumbers.maximumCount, maximumByteCount: 64 << 20)
  private var cache = NodeCache()
  /// Of the present input, by node.
  private var current: [Stay] = []
  private var visits: [Visit: Stay] = [:]
  private var input = 0
  private let maximumVisits: Int

  /// Beyond so many visits, which no healthy set of logs reaches, overlaps are no longer looked for.
  init(maximumVisits: Int = 1 << 20) {
    self.maximumVisits = maximumVisits
  }

  /// Whether a node, or a visit of one, has found no room.
  var hasOverflowed: Bool {
    names.hasRefused || visits.count >= maximumVisits
  }

  /// Distinct node names.
  var count: Int {
    names.count
  }

  /// What comes belongs to this input.
  mutating func beginInput(_ number: Int) {
    endInput()
    input = number
  }

  /// Notes a node whose name, without escapes, is at `range`; gives its number, nil where there is no room.
  @inline(__always)
  mutating func note(plain range: Range<Int>, _ bytes: Span<UInt8>) -> Int? {
    let slot = cache.slot(bytes, range)
    if let node = cache[slot], names.equals(node, bytes, range) {
      return node
    }
    let node = names.index(of: bytes.extracting(range))
    cache[slot] = node
    return node
  }

  /// Notes the node whose name is the string value that begins at `start`.
  mutating func note(stringAt start: Int, _ bytes: Span<UInt8>) -> Int? {
    let end = StringScan.nextQuoteOrBackslash(bytes, start &+ 1)
    if bytes[end] == Byte.quote {
      return note(plain: (start &+ 1)..<end, bytes)
    }
    let place = start..<ValidText.endOfString(bytes, start)
    return names.index(of: StringText.decoded(bytes, place).span)
  }

  /// Notes a flow's time on its node.
  @inline(__always)
  mutating func note(_ time: OptionalTime, on node: Int?) {
    guard let node, time != .absent else {
      return
    }
    if current.count <= node {
      grow(to: node)
    }
    current[node].note(time.nanoseconds)
  }

  private mutating func grow(to node: Int) {
    current += repeatElement(Stay(), count: node + 1 - current.count)
  }

  /// The end of what came of the present input.
  mutating func endInput() {
    for node in current.indices where current[node].oldest <= current[node].newest {
      keep(current[node], Visit(input: input, node: node))
      current[node] = Stay()
    }
  }

  private mutating func keep(_ stay: Stay, _ visit: Visit) {
    if visits.count < maximumVisits || visits[visit] != nil {
      visits[visit, default: Stay()].add(stay)
    }
  }

  /// Adds what another saw.
  mutating func merge(_ other: Self) {
    var other = other
    other.endInput()
    endInput()
    var numbers: [Int?] = []
    for node in 0..<other.names.count {
      numbers.append(names.index(of: Array(other.names.key(at: node)).span))
    }
    for (visit, stay) in other.visits {
      if let node = numbers[visit.node] {
        keep(stay, Visit(input: visit.input, node: node))
      }
    }
  }

  /// The visits of one node that reach into an earlier input's, by input and then by name.
  func overlaps() -> [NodeOverlap] {
    var byNode: [Int: [(input: Int, stay: Stay)]] = [:]
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
            NodeOverlap(first: earlier.input, second: visit.input, node: names.key(at: node)))
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

/// The nodes that came last, by a few bytes of their names: most lines need no more than one look and one comparison.
private struct NodeCache {
  private var nodes = [Int32](repeating: -1, count: 256)

  @inline(__always)
  func slot(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    guard range.count >= 16 else {
      return range.count
    }
    let end = range.upperBound
    var mixed = Words.load(bytes, range.lowerBound) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= Words.load(bytes, range.lowerBound &+ 8) &* 0xC2B2_AE3D_27D4_EB4F
    mixed ^= Words.load(bytes, (range.lowerBound &+ end) / 2 &- 4) &* 0x1656_67B1_9E37_79F9
    mixed ^= Words.load(bytes, end &- 8) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> 56)
  }

  subscript(slot: Int) -> Int? {
    @inline(__always)
    get {
      nodes[slot] >= 0 ? Int(nodes[slot]) : nil
    }
    set {
      nodes[slot] = Int32(newValue ?? -1)
    }
  }
}
