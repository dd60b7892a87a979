/// Ordered sets of slots, each known by its root, -1 where it is empty; a slot stands in one of them at most.
///
/// Treaps: every step costs the logarithm of the set's size, because the priorities are random: no log can make a set deep.
struct SlotTrees: ~Copyable {
  private struct Node {
    var left: Int32 = -1
    var right: Int32 = -1
    var priority: UInt32 = 0
    var order = SlotOrder(time: 0)
  }

  private var nodes: [Node] = []
  private var random = UInt64.random(in: 1 ... .max)
  /// Nodes that were looked at, for tests of the cost.
  private(set) var stepCount = 0

  /// The place of a slot that stands in a set.
  @inline(__always)
  func order(of slot: Int32) -> SlotOrder {
    nodes[Int(slot)].order
  }

  /// Xorshift; seeded in each process anew.
  private mutating func nextPriority() -> UInt32 {
    random ^= random << 13
    random ^= random >> 7
    random ^= random << 17
    return UInt32(truncatingIfNeeded: random >> 32)
  }
}

// MARK: Changes

extension SlotTrees {
  mutating func insert(_ slot: Int32, _ order: SlotOrder, into root: inout Int32) {
    while nodes.count <= Int(slot) {
      nodes.append(Node())
    }
    nodes[Int(slot)] = Node(priority: nextPriority(), order: order)
    root = inserting(slot, into: root)
  }

  private mutating func inserting(_ slot: Int32, into root: Int32) -> Int32 {
    guard root >= 0 else {
      return slot
    }
    stepCount &+= 1
    if nodes[Int(slot)].priority > nodes[Int(root)].priority {
      let (left, right) = split(root, at: nodes[Int(slot)].order)
      nodes[Int(slot)].left = left
      nodes[Int(slot)].right = right
      return slot
    }
    if nodes[Int(slot)].order < nodes[Int(root)].order {
      nodes[Int(root)].left = inserting(slot, into: nodes[Int(root)].left)
    } else {
      nodes[Int(root)].right = inserting(slot, into: nodes[Int(root)].right)
    }
    return root
  }

  /// What stands before a place, and the rest.
  private mutating func split(_ root: Int32, at order: SlotOrder) -> (left: Int32, right: Int32) {
    guard root >= 0 else {
      return (-1, -1)
    }
    stepCount &+= 1
    if nodes[Int(root)].order < order {
      let (left, right) = split(nodes[Int(root)].right, at: order)
      nodes[Int(root)].right = left
      return (root, right)
    }
    let (left, right) = split(nodes[Int(root)].left, at: order)
    nodes[Int(root)].left = right
    return (left, root)
  }

  mutating func remove(_ slot: Int32, from root: inout Int32) {
    root = removing(slot, from: root)
  }

  private mutating func removing(_ slot: Int32, from root: Int32) -> Int32 {
    stepCount &+= 1
    if root == slot {
      return joining(nodes[Int(slot)].left, nodes[Int(slot)].right)
    }
    precondition(root >= 0, "the slot stands in the set")
    if nodes[Int(slot)].order < nodes[Int(root)].order {
      nodes[Int(root)].left = removing(slot, from: nodes[Int(root)].left)
    } else {
      nodes[Int(root)].right = removing(slot, from: nodes[Int(root)].right)
    }
    return root
  }

  /// One set of two, of which the first stands before the second.
  private mutating func joining(_ left: Int32, _ right: Int32) -> Int32 {
    guard left >= 0, right >= 0 else {
      return max(left, right)
    }
    stepCount &+= 1
    if nodes[Int(left)].priority > nodes[Int(right)].priority {
      nodes[Int(left)].right = joining(nodes[Int(left)].right, right)
      return left
    }
    nodes[Int(right)].left = joining(left, nodes[Int(right)].left)
    return right
  }
}

// MARK: Questions

extension SlotTrees {
  /// The first slot of a set, -1 where it is empty.
  mutating func first(_ root: Int32) -> Int32 {
    var slot = root
    while slot >= 0, nodes[Int(slot)].left >= 0 {
      stepCount &+= 1
      slot = nodes[Int(slot)].left
    }
    return slot
  }

  /// The last slot of a set, -1 where it is empty.
  mutating func last(_ root: Int32) -> Int32 {
    var slot = root
    while slot >= 0, nodes[Int(slot)].right >= 0 {
      stepCount &+= 1
      slot = nodes[Int(slot)].right
    }
    return slot
  }

  /// The first slot that stands behind a place, -1 where there is none.
  mutating func first(_ root: Int32, behind order: SlotOrder) -> Int32 {
    var (slot, found) = (root, Int32(-1))
    while slot >= 0 {
      stepCount &+= 1
      if order < nodes[Int(slot)].order {
        found = slot
        slot = nodes[Int(slot)].left
      } else {
        slot = nodes[Int(slot)].right
      }
    }
    return found
  }

  /// The last slot that stands before a place, -1 where there is none.
  mutating func last(_ root: Int32, before order: SlotOrder) -> Int32 {
    var (slot, found) = (root, Int32(-1))
    while slot >= 0 {
      stepCount &+= 1
      if nodes[Int(slot)].order < order {
        found = slot
        slot = nodes[Int(slot)].right
      } else {
        slot = nodes[Int(slot)].left
      }
    }
    return found
  }
}
