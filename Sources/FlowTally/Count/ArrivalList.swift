/// Waiting lines, by slot, in input order: a list linked both ways, so that any may leave at once.
struct ArrivalList {
  private struct Links {
    var previous: Int32 = -1
    var next: Int32 = -1
  }

  private var links: [Links] = []
  private var head: Int32 = -1
  private var tail: Int32 = -1

  /// The slot that came first, nil where none waits.
  var first: Int32? {
    head < 0 ? nil : head
  }

  /// The slots in their order.
  var slots: [Int32] {
    var slots: [Int32] = []
    var next = head
    while next >= 0 {
      slots.append(next)
      next = links[Int(next)].next
    }
    return slots
  }

  mutating func append(_ slot: Int32) {
    while links.count <= Int(slot) {
      links.append(Links())
    }
    links[Int(slot)] = Links(previous: tail, next: -1)
    if tail >= 0 {
      links[Int(tail)].next = slot
    } else {
      head = slot
    }
    tail = slot
  }

  mutating func remove(_ slot: Int32) {
    let own = links[Int(slot)]
    if own.previous >= 0 {
      links[Int(own.previous)].next = own.next
    } else {
      head = own.next
    }
    if own.next >= 0 {
      links[Int(own.next)].previous = own.previous
    } else {
      tail = own.previous
    }
  }
}
