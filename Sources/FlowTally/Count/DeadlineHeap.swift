/// When a waiting line has waited long enough: its own time, against which its node's clock runs.
struct Deadline {
  let time: Int64
  let slot: Int32
}

/// The deadlines of one node, the earliest first: a binary heap that any may leave.
///
/// The caller keeps the place of each slot in an array that all heaps share, because a slot stands in one of them only.
struct DeadlineHeap {
  private var heap: [Deadline] = []

  var first: Deadline? {
    heap.first
  }

  mutating func insert(_ deadline: Deadline, _ places: inout [Int32]) {
    heap.append(deadline)
    rise(heap.count - 1, &places)
  }

  mutating func remove(_ slot: Int32, _ places: inout [Int32]) {
    let place = Int(places[Int(slot)])
    guard let last = heap.popLast(), place < heap.count else {
      shrink()
      return
    }
    heap[place] = last
    rise(place, &places)
    sink(Int(places[Int(last.slot)]), &places)
    shrink()
  }

  /// Many nodes may each have had many lines at some time: what is not used is given back.
  private mutating func shrink() {
    if heap.capacity > 64 && heap.count < heap.capacity / 4 {
      heap = heap.map { $0 }
    }
  }

  private mutating func rise(_ start: Int, _ places: inout [Int32]) {
    var child = start
    while child > 0, heap[child].time < heap[(child - 1) / 2].time {
      exchange(child, (child - 1) / 2, &places)
      child = (child - 1) / 2
    }
    places[Int(heap[child].slot)] = Int32(child)
  }

  private mutating func sink(_ start: Int, _ places: inout [Int32]) {
    var parent = start
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child].time < heap[least].time {
        least = child
      }
      if least == parent {
        places[Int(heap[parent].slot)] = Int32(parent)
        return
      }
      exchange(parent, least, &places)
      parent = least
    }
  }

  private mutating func exchange(_ left: Int, _ right: Int, _ places: inout [Int32]) {
    heap.swapAt(left, right)
    places[Int(heap[left].slot)] = Int32(left)
    places[Int(heap[right].slot)] = Int32(right)
  }
}
