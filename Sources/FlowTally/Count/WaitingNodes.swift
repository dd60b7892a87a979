/// The nodes of waiting lines, each with its clock and those of its lines that the clock may send away.
///
/// A node goes with its last waiting line, so that a log with a new node on every line takes no more memory than its waiting
/// lines do. A few that have gone are remembered for a while: the next line of most finds its node still there.
struct WaitingNodes: ~Copyable {
  private struct Node {
    var name = TextBuffer()
    var hash: UInt32 = 0
    /// The next one of the same bucket.
    var next: Int32 = -1
    var clock: Int64?
    /// The lines that the clock may send away, ordered by time.
    var passed: Int32 = -1
    var lineCount = 0
    var isListed = false
  }

  private var nodes: [Node] = []
  private var free: [Int32] = []
  private var buckets: [Int32] = []
  private var nodeCount = 0
  /// Nodes that were without lines at some time: they are looked through when they are many.
  private var idle: [Int32] = []
  private var idleByteCount = 0
  private static let mostIdle = (count: 16_384, byteCount: 1 << 20)

  /// The number of a node, which stays until `leave` has been called as often as this.
  mutating func enter(_ name: TextBuffer) -> Int {
    let hash = ByteTable.hash(name.storage.span.extracting(0..<name.count))
    let number = existing(name, hash) ?? add(name, hash)
    nodes[number].lineCount += 1
    return number
  }

  /// Lets go of a node once.
  mutating func leave(_ number: Int) {
    nodes[number].lineCount -= 1
    guard nodes[number].lineCount == 0, !nodes[number].isListed else {
      return
    }
    nodes[number].isListed = true
    idle.append(Int32(number))
    idleByteCount += nodes[number].name.count
    if idle.count > Self.mostIdle.count || idleByteCount > Self.mostIdle.byteCount {
      forgetIdle()
    }
  }

  /// Forgets the nodes that have no line.
  mutating func forgetIdle() {
    for number in idle.map(Int.init) {
      nodes[number].isListed = false
      if nodes[number].lineCount == 0 {
        remove(number)
      }
    }
    idle.removeAll(keepingCapacity: true)
    idleByteCount = 0
  }

  /// The node's clock: the time of its line that began to wait last.
  func clock(of number: Int) -> Int64? {
    nodes[number].clock
  }

  /// Sets the clock.
  mutating func setClock(of number: Int, to time: Int64) {
    nodes[number].clock = time
  }

  /// The set of the node's lines that the clock may send away.
  subscript(passed number: Int) -> Int32 {
    get { nodes[number].passed }
    _modify { yield &nodes[number].passed }
  }

  /// The nodes that have lines and their clocks.
  var clocks: [(node: [UInt8], time: Int64)] {
    nodes.filter { $0.lineCount > 0 }
      .compactMap { node in node.clock.map { (node.name.bytes, $0) } }
      .sorted { $0.0.lexicographicallyPrecedes($1.0) }
  }

  /// How many nodes are known.
  var count: Int {
    nodeCount
  }
}

// MARK: The table

extension WaitingNodes {
  private func existing(_ name: TextBuffer, _ hash: UInt32) -> Int? {
    guard !buckets.isEmpty else {
      return nil
    }
    var number = buckets[Int(hash) & (buckets.count - 1)]
    while number >= 0 {
      if nodes[Int(number)].hash == hash && nodes[Int(number)].name.equals(name) {
        return Int(number)
      }
      number = nodes[Int(number)].next
    }
    return nil
  }

  private mutating func add(_ name: TextBuffer, _ hash: UInt32) -> Int {
    if nodeCount >= buckets.count {
      grow()
    }
    nodeCount += 1
    let number = free.popLast().map(Int.init) ?? nodes.count
    if number == nodes.count {
      nodes.append(Node())
    }
    nodes[number].name.append(name)
    nodes[number].hash = hash
    link(number)
    return number
  }

  private mutating func link(_ number: Int) {
    let bucket = Int(nodes[number].hash) & (buckets.count - 1)
    nodes[number].next = buckets[bucket]
    buckets[bucket] = Int32(number)
  }

  private mutating func grow() {
    let known = buckets.flatMap { chain($0) }
    buckets = [Int32](repeating: -1, count: max(64, 2 * buckets.count))
    for number in known {
      link(number)
    }
  }

  private func chain(_ first: Int32) -> [Int] {
    var numbers: [Int] = []
    var number = first
    while number >= 0 {
      numbers.append(Int(number))
      number = nodes[Int(number)].next
    }
    return numbers
  }

  private mutating func remove(_ number: Int) {
    let bucket = Int(nodes[number].hash) & (buckets.count - 1)
    let next = nodes[number].next
    if buckets[bucket] == Int32(number) {
      buckets[bucket] = next
    } else {
      var before = Int(buckets[bucket])
      while nodes[before].next != Int32(number) {
        before = Int(nodes[before].next)
      }
      nodes[before].next = next
    }
    nodeCount -= 1
    var name = TextBuffer()
    swap(&name, &nodes[number].name)
    nodes[number] = Node()
    if name.capacity <= 512 {
      name.removeAll()
      swap(&name, &nodes[number].name)
    }
    free.append(Int32(number))
  }
}
