/// What became of waiting lines, as far as coverage tells of it.
struct WaitingCounts: Equatable {
  /// How often a node's time went back by more than lines wait for each other.
  var jumps: UInt64 = 0
  /// Lines that left alone because their node's clock was far from them.
  var left: UInt64 = 0
  /// Lines that left only because too many waited.
  var early: UInt64 = 0

  mutating func add(_ other: Self) {
    jumps &+= other.jumps
    left &+= other.left
    early &+= other.early
  }

  /// Takes all, and counts anew.
  mutating func take() -> Self {
    defer { self = Self() }
    return self
  }
}
