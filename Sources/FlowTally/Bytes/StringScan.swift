/// Finds the bytes of a string that need a look, eight at a time.
///
/// Reads up to seven bytes behind the byte it finds: whoever lends the bytes keeps 256 readable ones behind the last line.
/// The words are compared as in "Bit Twiddling Hacks" (hasless, haszero): the lowest marked byte is exact, and no other
/// is looked at. `SIMD16` comparisons compile to a loop over the bytes here and were eight times slower.
enum StringScan {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  /// Position of the first `"`, `\`, control or non-ASCII byte at or behind `start`.
  ///
  /// A line's LF is a control byte, so the search ends within the line.
  @inline(__always)
  static func nextSpecial(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while true {
      let word = word(bytes, position)
      let controls = (word &- ones &* 0x20) & ~word
      let marks = (controls | word | zeros(word ^ ones &* 0x22) | zeros(word ^ ones &* 0x5C))
      let found = marks & highBits
      if found != 0 {
        return position &+ found.trailingZeroBitCount &>> 3
      }
      position &+= 8
    }
  }

  /// Position of the first `"` or `\` at or behind `start`, in text known to be valid.
  @inline(__always)
  static func nextQuoteOrBackslash(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while true {
      let word = word(bytes, position)
      let found = (zeros(word ^ ones &* 0x22) | zeros(word ^ ones &* 0x5C)) & highBits
      if found != 0 {
        return position &+ found.trailingZeroBitCount &>> 3
      }
      position &+= 8
    }
  }

  /// The high bit of each zero byte; bytes above the first zero may be marked wrongly.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    (word &- ones) & ~word
  }

  /// Eight bytes, the first in the lowest bits; unchecked, because a string may end less than eight bytes before the
  /// block does.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ position: Int) -> UInt64 {
    unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: position, as: UInt64.self))
  }
}
