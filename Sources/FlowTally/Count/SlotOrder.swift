internal import FlowAnswer

/// Where a slot stands in a tree: by its hash, then by time, of one time by rank, then as in the input.
struct SlotOrder: Equatable {
  let hash: UInt32
  let time: Int64
  /// The rank in the upper byte, the place in the input below.
  private let tie: UInt64

  init(hash: UInt32 = 0, time: Int64, rank: UInt8 = 0, serial: Int = 0) {
    self.hash = hash
    self.time = time
    tie = UInt64(rank) << 56 | UInt64(serial)
  }

  /// Behind every slot of this hash and time.
  init(behind time: Int64, hash: UInt32) {
    self.hash = hash
    self.time = time
    tie = .max
  }

  /// The place in a set whose slots all belong together.
  var withoutHash: Self {
    Self(hash: 0, time: time, tie: tie)
  }

  private init(hash: UInt32, time: Int64, tie: UInt64) {
    self.hash = hash
    self.time = time
    self.tie = tie
  }

  @inline(__always)
  static func < (left: Self, right: Self) -> Bool {
    if left.hash != right.hash {
      return left.hash < right.hash
    }
    return left.time != right.time ? left.time < right.time : left.tie < right.tie
  }
}

extension Int64 {
  /// A time so much later, or the last there is.
  @inline(__always)
  func adding(_ length: Nanoseconds) -> Int64 {
    let (sum, overflow) = addingReportingOverflow(length.count)
    return overflow ? .max : sum
  }

  /// A time so much earlier, or the first there is.
  @inline(__always)
  func subtracting(_ length: Nanoseconds) -> Int64 {
    let (sum, overflow) = subtractingReportingOverflow(length.count)
    return overflow ? .min : sum
  }
}
