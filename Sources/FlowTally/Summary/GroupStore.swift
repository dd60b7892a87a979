/// A time that may be absent, in eight bytes.
struct OptionalTime: Sendable, Equatable {
  static let absent = OptionalTime(nanoseconds: .min)

  let nanoseconds: Int64

  init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  init(_ timestamp: Timestamp?) {
    nanoseconds = timestamp?.nanoseconds ?? .min
  }

  var timestamp: Timestamp? {
    self == .absent ? nil : Timestamp(nanoseconds: nanoseconds)
  }

  /// Whether this time comes first, an absent one always last; the two differ.
  func sortsFirst(_ other: Self, ascending: Bool) -> Bool {
    if self == .absent || other == .absent {
      return other == .absent
    }
    return ascending ? nanoseconds < other.nanoseconds : nanoseconds > other.nanoseconds
  }

  @inline(__always)
  func older(_ other: Self) -> Self {
    // One less, an absent one is the greatest.
    nanoseconds &- 1 <= other.nanoseconds &- 1 ? self : other
  }

  @inline(__always)
  func newer(_ other: Self) -> Self {
    nanoseconds >= other.nanoseconds ? self : other
  }
}

/// Groups and their counts: one buffer of keys, one array per number.
struct GroupStore: Sendable {
  private(set) var keyBytes: [UInt8] = []
  private(set) var keyEnds: [Int] = []
  private(set) var counts: [UInt64] = []
  private(set) var firsts: [OptionalTime] = []
  private(set) var lasts: [OptionalTime] = []

  init() {}

  init(
    keyBytes: [UInt8], keyEnds: [Int], counts: [UInt64], firsts: [OptionalTime],
    lasts: [OptionalTime]
  ) {
    self.keyBytes = keyBytes
    self.keyEnds = keyEnds
    self.counts = counts
    self.firsts = firsts
    self.lasts = lasts
  }

  var count: Int {
    counts.count
  }

  func key(at index: Int) -> ArraySlice<UInt8> {
    keyBytes[place(of: index)]
  }

  /// Where a key lies in `keyBytes`.
  func place(of index: Int) -> Range<Int> {
    (index == 0 ? 0 : keyEnds[index - 1])..<keyEnds[index]
  }

  mutating func add(_ count: UInt64, to index: Int, first: OptionalTime, last: OptionalTime) {
    counts[index] &+= count
    firsts[index] = firsts[index].older(first)
    lasts[index] = lasts[index].newer(last)
  }

  mutating func append(
    key: some Collection<UInt8>, count: UInt64, first: Timestamp?, last: Timestamp?
  ) {
    keyBytes.append(contentsOf: key)
    keyEnds.append(keyBytes.count)
    counts.append(count)
    firsts.append(OptionalTime(first))
    lasts.append(OptionalTime(last))
  }
}
