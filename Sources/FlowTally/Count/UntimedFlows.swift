internal import FlowAnswer

/// Weight of the flows that a range leaves out because they have no time.
struct UntimedFlows {
  private(set) var all: UInt64 = 0
  private(set) var dropped: UInt64 = 0

  mutating func add(_ weight: UInt64, isDropped: Bool) {
    all.addSaturating(weight)
    if isDropped {
      dropped.addSaturating(weight)
    }
  }

  mutating func merge(_ other: Self) {
    all.addSaturating(other.all)
    dropped.addSaturating(other.dropped)
  }
}
