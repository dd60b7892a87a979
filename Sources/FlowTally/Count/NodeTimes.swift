/// The nodes seen, and when each input saw each of them: two inputs that overlap on one node count flows twice.
struct NodeTimes {
  private struct Stay {
    var oldest: Int64
    var newest: Int64
    var input: Int
  }

  private var names = ByteTable(
    maximumCount: NodeNumbers.maximumCount, maximumByteCount: 64 << 20)
  /// Of the present input, by node.
  private var current: [Int: Stay] = [:]
  private var earlier: [[Stay]] = []
  private let maximumStays: Int
  private var stayCount = 0
  private var name: [UInt8] = []
  /// The last name as the log wrote it, escapes and all.
  private var lastText: [UInt8] = []
  private var lastIndex: Int?
  private var input = 0
  private(set) var overlaps: [NodeOverlap] = []
  private(set) var overlapCount = 0

  /// Keeps so many times of nodes in inputs; what comes later is compared with these alone.
  init(maximumStays: Int = 1 << 20) {
    self.maximumStays = maximumStays
  }

  /// Distinct node names.
  var count: Int {
    names.count
  }

  /// Notes a node and gives its number, nil where there is no name or no room.
  @inline(__always)
  mutating func note(_ place: Range<Int>?, _ bytes: Span<UInt8>) -> Int? {
    guard let place else {
      return nil
    }
    if isLast(place, bytes) {
      return lastIndex
    }
    lastText.removeAll(keepingCapacity: true)
    for position in place {
      lastText.append(bytes[position])
    }
    name.removeAll(keepingCapacity: true)
    StringText.append(bytes, place, to: &name)
    let decoded = name
    lastIndex = names.index(of: decoded.span)
    return lastIndex
  }

  private func isLast(_ place: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    guard lastText.count == place.count else {
      return false
    }
    for offset in 0..<lastText.count where lastText[offset] != bytes[place.lowerBound + offset] {
      return false
    }
    return true
  }

  /// Notes a flow's time on its node.
  mutating func note(_ time: OptionalTime, on node: Int?) {
    guard let node, time != .absent else {
      return
    }
    let nanoseconds = time.nanoseconds
    if var stay = current[node] {
      stay.oldest = min(stay.oldest, nanoseconds)
      stay.newest = max(stay.newest, nanoseconds)
      current[node] = stay
    } else {
      current[node] = Stay(oldest: nanoseconds, newest: nanoseconds, input: input)
    }
  }

  /// The end of an input: compares it with those before.
  mutating func endInput() {
    for node in current.keys.sorted() {
      guard let stay = current[node] else {
        continue
      }
      while earlier.count <= node {
        earlier.append([])
      }
      if let other = earlier[node].first(where: {
        $0.oldest <= stay.newest && stay.oldest <= $0.newest
      }) {
        overlapCount += 1
        keep(NodeOverlap(first: other.input, second: input, node: names.key(at: node)))
      }
      if stayCount < maximumStays {
        earlier[node].append(stay)
        stayCount += 1
      }
    }
    current.removeAll(keepingCapacity: true)
    input += 1
  }

  private mutating func keep(_ overlap: NodeOverlap) {
    if overlaps.count < 3 {
      overlaps.append(overlap)
    }
  }
}

/// Two inputs, by number, that hold flows of one node from one time.
struct NodeOverlap {
  let first: Int
  let second: Int
  let node: ArraySlice<UInt8>
}
