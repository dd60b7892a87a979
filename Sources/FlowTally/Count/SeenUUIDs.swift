/// The flows already seen, by uuid: 16 bytes each, at most 32 Mi of them, the oldest leave first.
struct SeenUUIDs {
  private let maximumCount: Int
  private var ring: [SIMD2<UInt64>] = []
  private var slots = [Int32](repeating: -1, count: 1024)
  private var next = 0
  /// Whether any had to leave.
  private(set) var hasForgotten = false

  init(maximumCount: Int = 32 << 20) {
    self.maximumCount = maximumCount
  }

  /// Whether this uuid is new; it is seen from now on.
  mutating func insert(_ text: [UInt8]) -> Bool {
    let uuid = Self.digest(text)
    var slot = Self.slot(uuid, slots.count)
    while slots[slot] >= 0 {
      if ring[Int(slots[slot])] == uuid {
        return false
      }
      slot = (slot &+ 1) & (slots.count - 1)
    }
    append(uuid, slot)
    return true
  }

  private mutating func append(_ uuid: SIMD2<UInt64>, _ slot: Int) {
    if ring.count == maximumCount {
      hasForgotten = true
      replaceOldest(with: uuid)
      return
    }
    slots[slot] = Int32(ring.count)
    ring.append(uuid)
    if ring.count * 2 > slots.count {
      slots = [Int32](repeating: -1, count: slots.count * 2)
      for index in ring.indices {
        slots[freeSlot(for: ring[index])] = Int32(index)
      }
    }
  }

  private mutating func replaceOldest(with uuid: SIMD2<UInt64>) {
    let index = next
    next = (next + 1) % maximumCount
    removeSlot(of: index)
    ring[index] = uuid
    slots[freeSlot(for: uuid)] = Int32(index)
  }

  private func freeSlot(for uuid: SIMD2<UInt64>) -> Int {
    var slot = Self.slot(uuid, slots.count)
    while slots[slot] >= 0 {
      slot = (slot &+ 1) & (slots.count - 1)
    }
    return slot
  }

  /// Empties a slot and moves up those behind it, so that every search still ends at the first empty one.
  private mutating func removeSlot(of index: Int) {
    var hole = Self.slot(ring[index], slots.count)
    while slots[hole] != Int32(index) {
      hole = (hole &+ 1) & (slots.count - 1)
    }
    var slot = (hole &+ 1) & (slots.count - 1)
    while slots[slot] >= 0 {
      let home = Self.slot(ring[Int(slots[slot])], slots.count)
      if (slot &- home) & (slots.count - 1) >= (slot &- hole) & (slots.count - 1) {
        slots[hole] = slots[slot]
        hole = slot
      }
      slot = (slot &+ 1) & (slots.count - 1)
    }
    slots[hole] = -1
  }

  /// Odd and made anew in each process, so that no log can be made to collide.
  private static let seed = UInt64.random(in: .min ... .max) | 1

  private static func slot(_ uuid: SIMD2<UInt64>, _ count: Int) -> Int {
    let mixed = (uuid.x &+ seed).multipliedFullWidth(by: uuid.y ^ seed)
    return Int(truncatingIfNeeded: mixed.high ^ mixed.low) & (count - 1)
  }

  /// The 16 bytes of a uuid in its usual form; of any other text two seeded hashes.
  private static func digest(_ text: [UInt8]) -> SIMD2<UInt64> {
    if text.count == 36, let uuid = parse(text) {
      return uuid
    }
    var first = Hasher()
    first.combine(text)
    var second = first
    second.combine(1)
    return SIMD2(
      UInt64(bitPattern: Int64(first.finalize())), UInt64(bitPattern: Int64(second.finalize())))
  }

  private static func parse(_ text: [UInt8]) -> SIMD2<UInt64>? {
    var halves = SIMD2<UInt64>(0, 0)
    var digitCount = 0
    for (index, byte) in text.enumerated() {
      if [8, 13, 18, 23].contains(index) {
        guard byte == Byte.minus else {
          return nil
        }
        continue
      }
      guard let digit = Byte.hexValue(byte) else {
        return nil
      }
      let half = digitCount / 16
      halves[half] = halves[half] << 4 | UInt64(digit)
      digitCount += 1
    }
    return halves
  }
}
