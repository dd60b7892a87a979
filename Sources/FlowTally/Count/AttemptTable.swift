internal import FlowAnswer

/// Attempts by digest: when each was seen first, and in which group.
///
/// Bounded: where there are too many, every second one leaves, by its digest, and none of these comes again. What stays is a fair sample,
/// and the same one for any order of the lines.
struct AttemptTable: Sendable {
  /// An attempt.
  struct Attempt: Sendable {
    let digest: SIMD2<UInt64>
    var time: Int64
    var group: Int32
  }

  private let maximumCount: Int
  private(set) var attempts: [Attempt] = []
  private var slots = [Int32](repeating: -1, count: 1024)
  /// One of two to the power of this stays.
  private(set) var sampleShift: UInt64 = 0

  init(maximumCount: Int = 1 << 21) {
    self.maximumCount = maximumCount
  }

  /// Whether an attempt with this digest is one of those that stay.
  @inline(__always)
  func keeps(_ digest: SIMD2<UInt64>) -> Bool {
    Self.keeps(digest, sampleShift)
  }

  @inline(__always)
  private static func keeps(_ digest: SIMD2<UInt64>, _ shift: UInt64) -> Bool {
    shift == 0 || digest.y &>> (64 &- shift) == 0
  }

  /// Notes a line of an attempt; of two lines at one time the one whose group `comesFirst` counts.
  mutating func note(
    _ digest: SIMD2<UInt64>, at time: Int64, group: Int32, comesFirst: (Int32, Int32) -> Bool
  ) {
    guard keeps(digest) else {
      return
    }
    let slot = slot(of: digest)
    let index = Int(slots[slot])
    if index >= 0 {
      let known = attempts[index]
      if time < known.time
        || time == known.time && group != known.group && comesFirst(group, known.group)
      {
        attempts[index].time = time
        attempts[index].group = group
      }
      return
    }
    slots[slot] = Int32(attempts.count)
    attempts.append(Attempt(digest: digest, time: time, group: group))
    if attempts.count > maximumCount {
      thin(to: sampleShift + 1)
    } else if attempts.count * 2 > slots.count {
      fillSlots(count: slots.count * 2)
    }
  }

  /// Lets only one of two to the power of `shift` stay.
  mutating func thin(to shift: UInt64) {
    guard shift > sampleShift else {
      return
    }
    sampleShift = shift
    attempts.removeAll { !Self.keeps($0.digest, shift) }
    fillSlots(count: slots.count)
    if attempts.count > maximumCount, sampleShift < 63 {
      thin(to: sampleShift + 1)
    }
  }

  private mutating func fillSlots(count: Int) {
    slots = [Int32](repeating: -1, count: count)
    for index in attempts.indices {
      slots[slot(of: attempts[index].digest)] = Int32(index)
    }
  }

  private func slot(of digest: SIMD2<UInt64>) -> Int {
    var slot = Self.slot(digest) & (slots.count - 1)
    while slots[slot] >= 0, attempts[Int(slots[slot])].digest != digest {
      slot = (slot &+ 1) & (slots.count - 1)
    }
    return slot
  }

  /// Odd and made anew in each process, so that no log can be made to collide.
  private static let seed = UInt64.random(in: .min ... .max) | 1

  private static func slot(_ digest: SIMD2<UInt64>) -> Int {
    let mixed = (digest.x &+ seed).multipliedFullWidth(by: digest.y ^ seed)
    return Int(truncatingIfNeeded: (mixed.high ^ mixed.low) &>> 1)
  }
}
