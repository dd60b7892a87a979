internal import FlowAnswer

/// Which stretches of time have flows, a bit for each: so that a hole in a log's time is seen.
///
/// All stretches are of one width, the narrowest in which what was seen has room. So the answer depends on the set of times alone, not
/// on their order, nor on who saw which of them.
struct OccupiedTimes {
  /// Stretches that have room: 8 KiB of bits.
  static let capacity: Int64 = 1 << 16

  /// The width of a stretch is two to the power of this, in nanoseconds: at first about a second.
  private(set) var shift: Int64 = 30
  /// The stretch of the last flow, which mostly is that of the next one.
  private(set) var latest = Int64.min
  /// The first and the last stretch that has flows; empty where the first is the greater.
  private var first = Int64.max
  private var last = Int64.min
  /// A stretch's bit lies at its number modulo the capacity.
  private var bits = Self.noBits

  private static let noBits = [UInt64](repeating: 0, count: Int(capacity) / UInt64.bitWidth)

  /// Notes a flow's time.
  @inline(__always)
  mutating func note(_ time: OptionalTime) {
    if time.nanoseconds &>> shift != latest {
      noteNew(time)
    }
  }

  private mutating func noteNew(_ time: OptionalTime) {
    guard time != .absent else {
      return
    }
    let stretch = time.nanoseconds &>> shift
    makeRoom(for: stretch, stretch)
    latest = time.nanoseconds &>> shift
    occupy(latest)
  }

  /// Adds what another has seen.
  mutating func merge(_ other: Self) {
    guard !other.isEmpty else {
      return
    }
    widen(to: max(shift, other.shift))
    let before = shift - other.shift
    makeRoom(for: other.first &>> before, other.last &>> before)
    let wider = shift - other.shift
    for stretch in other.first...other.last where other.isOccupied(stretch) {
      occupy(stretch &>> wider)
    }
  }

  private var isEmpty: Bool {
    first > last
  }

  private func isOccupied(_ stretch: Int64) -> Bool {
    let (word, bit) = Self.place(stretch)
    return bits[word] & bit != 0
  }

  private mutating func occupy(_ stretch: Int64) {
    first = min(first, stretch)
    last = max(last, stretch)
    let (word, bit) = Self.place(stretch)
    bits[word] |= bit
  }

  private static func place(_ stretch: Int64) -> (word: Int, bit: UInt64) {
    let index = Int(stretch & (capacity - 1))
    return (index / UInt64.bitWidth, 1 << UInt64(index % UInt64.bitWidth))
  }

  /// Widens the stretches until two of them, and all that are occupied, have room.
  private mutating func makeRoom(for low: Int64, _ high: Int64) {
    let (low, high) = (min(first, low), max(last, high))
    var steps: Int64 = 0
    while high &>> steps - low &>> steps >= Self.capacity {
      steps += 1
    }
    widen(to: shift + steps)
  }

  private mutating func widen(to wider: Int64) {
    let steps = wider - shift
    guard steps > 0 else {
      return
    }
    shift = wider
    latest = .min
    guard !isEmpty else {
      return
    }
    let before = self
    (first, last, bits) = (.max, .min, Self.noBits)
    for stretch in before.first...before.last where before.isOccupied(stretch) {
      occupy(stretch &>> steps)
    }
  }
}

extension OccupiedTimes {
  /// What a silence has to be to be told: so many seconds, and so many times the usual distance of stretches with flows; one of few.
  private static let (fewestSeconds, timesUsual, mostLikeIt) = (Int64(60), Int64(30), 3)
  /// Less tells nothing of what is usual.
  private static let fewestStretches: Int64 = 10

  /// The longest time without a flow between two flows, the first of several; nil where it is not striking.
  ///
  /// It is told where it is much longer than is usual in this log: a log of few flows has many long ones.
  var silence: Coverage.Silence? {
    let gaps = gaps
    guard let longest = gaps.holes.max(by: { $0.count < $1.count })?.count,
      gaps.occupied >= Self.fewestStretches,
      longest * gaps.occupied >= Self.timesUsual * (last - first + 1 - longest),
      gaps.holes.count(where: { $0.count * 4 >= longest }) <= Self.mostLikeIt,
      let hole = gaps.holes.first(where: { $0.count == longest })
    else {
      return nil
    }
    // In whole seconds, of which none has a flow.
    let second: Int64 = 1_000_000_000
    let (start, end) = (hole.start &<< shift, (hole.start + hole.count) &<< shift)
    let (from, to) = (floorDivide(start + second - 1, second), floorDivide(end, second))
    return to - from >= Self.fewestSeconds
      ? Coverage.Silence(
        from: Timestamp(nanoseconds: from * second), to: Timestamp(nanoseconds: to * second)) : nil
  }

  /// Which time the flows speak of.
  ///
  /// A hole is longer than a minute, and than twenty of the pauses that are long among the usual ones: nine of ten are no longer.
  func observed(from oldest: OptionalTime, to newest: OptionalTime) -> ObservedTime {
    let gaps = gaps
    guard !isEmpty, let oldest = oldest.timestamp, let newest = newest.timestamp else {
      return ObservedTime(start: nil, end: nil, holes: [])
    }
    let pauses = gaps.holes.map { $0.count + 1 }.sorted()
    // All other pauses are those between stretches side by side.
    let rank = (gaps.occupied - 1) * 9 / 10 - (gaps.occupied - 1 - Int64(pauses.count))
    let usual = rank >= 0 && rank < Int64(pauses.count) ? pauses[Int(rank)] : 1
    let least = max(Self.fewestSeconds * 1_000_000_000 >> shift, 20 * usual)
    let holes = gaps.holes.filter { $0.count >= least && gaps.occupied > Self.fewestStretches }
      .map { hole in
        Timestamp(
          nanoseconds: hole.start &<< shift)..<Timestamp(
            nanoseconds: (hole.start + hole.count) &<< shift)
      }
    let start = Timestamp(nanoseconds: max(oldest.nanoseconds, first &<< shift))
    let end = Timestamp(nanoseconds: min(newest.nanoseconds, (last + 1) &<< shift))
    return ObservedTime(start: start, end: max(start, end), holes: holes)
  }

  /// The stretches without flows that follow each other, and how many have flows.
  private var gaps: (holes: [(start: Int64, count: Int64)], occupied: Int64) {
    var holes: [(start: Int64, count: Int64)] = []
    var occupied: Int64 = 0
    guard !isEmpty else {
      return (holes, occupied)
    }
    var next = first
    for stretch in first...last where isOccupied(stretch) {
      occupied += 1
      if stretch > next {
        holes.append((next, stretch - next))
      }
      next = stretch + 1
    }
    return (holes, occupied)
  }
}
