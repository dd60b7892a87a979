/// A waiting line's place in the order of the input.
struct Arrival {
  let slot: Int32
  let serial: Int
}

/// Waiting lines in input order.
struct ArrivalQueue {
  private var arrivals: [Arrival] = []
  private var head = 0

  var count: Int {
    arrivals.count - head
  }

  mutating func append(_ arrival: Arrival) {
    arrivals.append(arrival)
  }

  mutating func removeFirst() -> Arrival? {
    guard head < arrivals.count else {
      return nil
    }
    head += 1
    return arrivals[head - 1]
  }

  mutating func keep(_ isKept: (Arrival) -> Bool) {
    arrivals.removeFirst(head)
    head = 0
    arrivals.removeAll { !isKept($0) }
  }
}

/// When a waiting line has waited long enough: its own time, against which its node's clock runs.
struct Deadline {
  let time: Int64
  let slot: Int32
  let serial: Int
}

/// The deadlines of one node, the earliest first: a binary heap.
struct DeadlineHeap {
  private var heap: [Deadline] = []

  var count: Int {
    heap.count
  }

  var first: Deadline? {
    heap.first
  }

  mutating func insert(_ deadline: Deadline) {
    heap.append(deadline)
    var child = heap.count - 1
    while child > 0, heap[child].time < heap[(child - 1) / 2].time {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func removeFirst() {
    guard let last = heap.popLast(), !heap.isEmpty else {
      return
    }
    heap[0] = last
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    var parent = start
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].time < heap[least].time {
        least = child
      }
      if least == parent {
        return
      }
      heap.swapAt(parent, least)
      parent = least
    }
  }

  mutating func keep(_ isKept: (Deadline) -> Bool) {
    heap.removeAll { !isKept($0) }
    for parent in stride(from: heap.count / 2, through: 0, by: -1) {
      sink(parent)
    }
  }
}

/// Numbers for node names; the names beyond a limit no cluster reaches share one.
struct NodeNumbers {
  static let maximumCount = 131_072
  private var names = ByteTable(maximumCount: maximumCount, maximumByteCount: 64 << 20)

  mutating func number(of name: [UInt8]) -> Int {
    names.index(of: name.span) ?? Self.maximumCount
  }
}
