/// Eight bytes at a time, unchecked: the one place where the fast ways read without a bound.
///
/// Whoever calls knows that the bytes lie within the block, 64 in front of it or 256 behind it, which its owner keeps
/// readable.
enum Words {
  /// Eight bytes, the first in the lowest bits.
  @inline(__always)
  static func load(_ bytes: Span<UInt8>, _ position: Int) -> UInt64 {
    unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self))
  }

  /// The high bit of each byte that is zero, exact for every byte.
  @inline(__always)
  static func zeroBytes(_ word: UInt64) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    return ~(((word & low) &+ low) | word | low)
  }

  /// A word of eight times the same byte.
  @inline(__always)
  static func repeating(_ byte: UInt8) -> UInt64 {
    0x0101_0101_0101_0101 &* UInt64(byte)
  }

  /// Whether a byte stands in a range, behind which 7 bytes can be read.
  static func contains(_ byte: UInt8, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var position = range.lowerBound
    while position < range.upperBound {
      let marks = zeroBytes(load(bytes, position) ^ repeating(byte))
      if marks != 0 {
        return position &+ marks.trailingZeroBitCount &>> 3 < range.upperBound
      }
      position &+= 8
    }
    return false
  }

  /// Whether two texts of 8 to 64 bytes are equal, without a branch for each word: texts of many lengths take turns.
  @inline(__always)
  static func areEqual(
    _ left: Span<UInt8>, _ leftStart: Int, _ right: Span<UInt8>, _ rightStart: Int,
    upTo64 count: Int
  ) -> Bool {
    // Words beyond the last one are the last one again, of whose bytes some have come already.
    let last = count &- 8
    @inline(__always)
    func difference(_ word: Int) -> UInt64 {
      let position = min(8 &* word, last)
      return load(left, leftStart &+ position) ^ load(right, rightStart &+ position)
    }
    let head = difference(0) | difference(1) | difference(2) | difference(3)
    guard count > 32 else {
      return head == 0
    }
    return head | difference(4) | difference(5) | difference(6) | difference(7) == 0
  }

  /// Whether bytes that begin at `start` are those of a fixed text.
  @inline(__always)
  static func areEqual(
    _ bytes: Span<UInt8>, _ start: Int, _ text: UnsafePointer<UInt8>, count: Int
  ) -> Bool {
    precondition(start >= 0 && start + count <= bytes.count)
    guard count >= 8 else {
      // As many as the text has.
      return (0..<count).allSatisfy { unsafe bytes[start &+ $0] == text[$0] }
    }
    var position = 0
    while true {
      // Eight of as many bytes as were asked for; the last eight may have come in part.
      let word = unsafe UnsafeRawPointer(text).loadUnaligned(
        fromByteOffset: position, as: UInt64.self)
      guard load(bytes, start &+ position) == UInt64(littleEndian: word) else {
        return false
      }
      guard position < count &- 8 else {
        return true
      }
      position = min(position &+ 8, count &- 8)
    }
  }

  /// Whether the first `count` bytes of both, which have at least as many, are equal.
  @inline(__always)
  static func areEqual(_ left: Span<UInt8>, _ right: Span<UInt8>, count: Int) -> Bool {
    precondition(count <= left.count && count <= right.count)
    var position = 0
    while position &+ 8 <= count {
      guard load(left, position) == load(right, position) else {
        return false
      }
      position &+= 8
    }
    while position < count {
      guard left[position] == right[position] else {
        return false
      }
      position &+= 1
    }
    return true
  }
}
