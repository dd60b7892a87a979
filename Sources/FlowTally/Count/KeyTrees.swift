/// Waiting lines, by slot, under the hashes of their keys, to find the first in the input that is old enough.
///
/// A log may let a hundred thousand lines of one key wait, each younger than the notifications that ask for one, so a
/// list would be walked to its end each time. Each bucket is a treap: slots in input order, each knowing the least time
/// of its subtree; the priorities are random, so that no log can make it deep.
struct KeyTrees: ~Copyable {
  private struct Node {
    var left: Int32 = -1
    var right: Int32 = -1
    var hash: UInt32 = 0
    var priority: UInt32 = 0
    var serial = 0
    var time: Int64 = 0
    var least: Int64 = 0
  }

  private let bucketCount: Int
  private var roots: [Int32] = []
  private var nodes: [Node] = []
  private var serial = 0
  private var random = UInt64.random(in: 1 ... .max)

  /// So many trees, a power of two; they take no memory until the first slot comes.
  ///
  /// Few, because all are to stay in the cache: where many lines wait, a tree's height grows with the logarithm of their number.
  init(bucketCount: Int) {
    precondition(bucketCount.nonzeroBitCount == 1)
    self.bucketCount = bucketCount
  }

  private func bucket(of hash: UInt32) -> Int {
    Int(hash) & (bucketCount - 1)
  }

  /// Adds a slot as the last one in the input.
  mutating func append(_ slot: Int32, hash: UInt32, time: Int64) {
    if roots.isEmpty {
      roots = [Int32](repeating: -1, count: bucketCount)
    }
    while nodes.count <= Int(slot) {
      nodes.append(Node())
    }
    serial += 1
    nodes[Int(slot)] = Node(
      hash: hash, priority: nextPriority(), serial: serial, time: time, least: time)
    let bucket = bucket(of: hash)
    roots[bucket] = appending(slot, to: roots[bucket])
  }

  /// Xorshift; seeded in each process anew.
  private mutating func nextPriority() -> UInt32 {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    return UInt32(truncatingIfNeeded: random >> 32)
  }

  private mutating func appending(_ slot: Int32, to root: Int32) -> Int32 {
    guard root >= 0 else {
      return slot
    }
    if nodes[Int(slot)].priority > nodes[Int(root)].priority {
      nodes[Int(slot)].left = root
      update(slot)
      return slot
    }
    nodes[Int(root)].right = appending(slot, to: nodes[Int(root)].right)
    update(root)
    return root
  }

  /// The first slot in the input with this hash and a time that is not greater, for which `matches` holds.
  func first(hash: UInt32, notYoungerThan time: Int64, where matches: (Int32) -> Bool) -> Int32? {
    let slot = roots.isEmpty ? -1 : first(roots[bucket(of: hash)], hash, time, matches)
    return slot < 0 ? nil : slot
  }

  private func first(
    _ root: Int32, _ hash: UInt32, _ time: Int64, _ matches: (Int32) -> Bool
  ) -> Int32 {
    guard root >= 0, nodes[Int(root)].least <= time else {
      return -1
    }
    let node = nodes[Int(root)]
    let inLeft = first(node.left, hash, time, matches)
    if inLeft >= 0 {
      return inLeft
    }
    if node.time <= time && node.hash == hash && matches(root) {
      return root
    }
    return first(node.right, hash, time, matches)
  }

  mutating func remove(_ slot: Int32) {
    let bucket = bucket(of: nodes[Int(slot)].hash)
    roots[bucket] = removing(slot, from: roots[bucket])
  }

  private mutating func removing(_ slot: Int32, from root: Int32) -> Int32 {
    if root == slot || root < 0 {
      return joining(nodes[Int(slot)].left, nodes[Int(slot)].right)
    }
    if nodes[Int(slot)].serial < nodes[Int(root)].serial {
      nodes[Int(root)].left = removing(slot, from: nodes[Int(root)].left)
    } else {
      nodes[Int(root)].right = removing(slot, from: nodes[Int(root)].right)
    }
    update(root)
    return root
  }

  /// One tree of two, of which the first comes before the second in the input.
  private mutating func joining(_ left: Int32, _ right: Int32) -> Int32 {
    guard left >= 0, right >= 0 else {
      return max(left, right)
    }
    if nodes[Int(left)].priority > nodes[Int(right)].priority {
      nodes[Int(left)].right = joining(nodes[Int(left)].right, right)
      update(left)
      return left
    }
    nodes[Int(right)].left = joining(left, nodes[Int(right)].left)
    update(right)
    return right
  }

  private mutating func update(_ slot: Int32) {
    let node = nodes[Int(slot)]
    nodes[Int(slot)].least = min(node.time, least(node.left), least(node.right))
  }

  private func least(_ slot: Int32) -> Int64 {
    slot < 0 ? .max : nodes[Int(slot)].least
  }
}
