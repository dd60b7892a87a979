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
  private var lastName: [UInt8] = []
  private var lastIndex: Int?
  private var input = 0
  private(set) var overlaps: [NodeOverlap] = []
  private(set) var overlapCount = 0

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
    lastName.removeAll(keepingCapacity: true)
    StringText.append(bytes, place, to: &lastName)
    let name = lastName
    lastIndex = names.index(of: name.span)
    return lastIndex
  }

  private func isLast(_ place: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
    guard lastName.count == place.count - 2 else {
      return false
    }
    for offset in 0..<lastName.count where lastName[offset] != bytes[place.lowerBound + 1 + offset]
    {
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
      earlier[node].append(stay)
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
