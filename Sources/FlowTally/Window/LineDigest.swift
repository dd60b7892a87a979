/// Tells lines apart by 64 bits that nobody can foresee who does not know the state: both seeds are drawn when it begins.
///
/// One pass, 16 bytes at a step. Two lines of one bucket have the same digest by chance once in 2^64 pairs.
/// Source of the step: wyhash, a product of 64 bits by 64 with its halves folded.
struct LineDigest: Sendable, Equatable {
  /// The seeds, any two numbers.
  let first: UInt64
  let second: UInt64

  /// What is digested, so that a uuid is never taken for a line.
  enum Kind: UInt64 {
    case uuid = 0x9E37_79B9_7F4A_7C15
    case line = 0xC2B2_AE3D_27D4_EB4F
    /// A line whose bytes were passed over.
    case unread = 0x1656_67B1_9E37_79F9
  }

  init() {
    self.init(first: .random(in: 0 ... .max), second: .random(in: 0 ... .max))
  }

  init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  /// The digest of some bytes of a block, and of a number that goes with them.
  func value(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ kind: Kind, context: Int64 = 0
  ) -> UInt64 {
    var sum = first ^ Self.folded(kind.rawValue ^ second, UInt64(bitPattern: context) ^ first)
    var position = range.lowerBound
    while position &+ 16 <= range.upperBound {
      sum = Self.folded(
        Words.load(bytes, position) ^ second, Words.load(bytes, position &+ 8) ^ sum)
      position &+= 16
    }
    let rest = range.upperBound &- position
    let low = rest > 0 ? Words.load(bytes, position) & Self.mask(rest) : 0
    let high = rest > 8 ? Words.load(bytes, position &+ 8) & Self.mask(rest &- 8) : 0
    sum = Self.folded(low ^ second, high ^ sum)
    return Self.folded(sum ^ UInt64(truncatingIfNeeded: range.count), second)
  }

  /// Both halves of a product.
  @inline(__always)
  private static func folded(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    return product.high ^ product.low
  }

  /// The lowest bytes of a word, at least one.
  @inline(__always)
  private static func mask(_ byteCount: Int) -> UInt64 {
    byteCount >= 8 ? .max : (1 &<< UInt64(8 &* byteCount)) &- 1
  }
}
