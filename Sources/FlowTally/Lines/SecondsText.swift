/// The end of a time as Hubble writes it, behind its minute: seconds and nine digits of fraction.
enum SecondsText {
  /// Nanoseconds of `:05.123456789Z`, nil where that is not what stands there.
  @inline(__always)
  static func nanoseconds(_ bytes: Span<UInt8>, _ start: Int) -> Int64? {
    let word = Words.load(bytes, start)
    let last = Words.load(bytes, start &+ 6) &>> 48
    // Tens and ones of the seconds, the lowest byte first; their high bits are set where they are no digits, or above 59.
    let whole = (word &>> 8 & 0xFFFF) &- 0x3030
    let lowest = last &- 0x5A30
    guard word & 0xFF00_00FF == 0x2E00_003A, (whole | (whole &+ 0x767A)) & 0x8080 == 0,
      whole <= 0xFFFF, lowest < 10, let digits = eightDigits(bytes, start &+ 4)
    else {
      return nil
    }
    let seconds = Int64((whole & 0xFF) &* 10 &+ whole &>> 8)
    return seconds &* 1_000_000_000 &+ Int64(digits) &* 10 &+ Int64(lowest)
  }

  /// The number of eight decimal digits.
  ///
  /// Pairs of digits, then of pairs, then of fours are joined by multiplication.
  @inline(__always)
  private static func eightDigits(_ bytes: Span<UInt8>, _ start: Int) -> UInt64? {
    let word = Words.load(bytes, start)
    let values = word &- 0x3030_3030_3030_3030
    // A digit's value has no high bit, and neither has it with 0x76 added.
    guard (values | (values &+ 0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 == 0 else {
      return nil
    }
    let pairs = (values &* 10 &+ values &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
  }
}
