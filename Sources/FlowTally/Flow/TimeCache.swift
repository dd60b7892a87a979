internal import FlowAnswer

/// Reads times of one minute quickly: the minute is compared, only seconds and fraction are read.
struct TimeCache {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var minute: Int64 = 0

  /// The time whose content is at `range`, absent where it cannot be read.
  @inline(__always)
  mutating func time(_ bytes: Span<UInt8>, _ range: Range<Int>) -> OptionalTime {
    let start = range.lowerBound
    guard range.count == 30, Words.load(bytes, start) == first,
      Words.load(bytes, start &+ 8) == second, let seconds = Self.seconds(bytes, start &+ 16)
    else {
      return read(bytes, range)
    }
    return OptionalTime(nanoseconds: minute &+ seconds)
  }

  private mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> OptionalTime {
    guard let time = TimestampText.parse(content: bytes, range) else {
      return .absent
    }
    let start = range.lowerBound
    if range.count == 30, let seconds = Self.seconds(bytes, start + 16),
      let begin = Self.wholeMinute(time.nanoseconds, seconds)
    {
      first = Words.load(bytes, start)
      second = Words.load(bytes, start + 8)
      minute = begin
    }
    return OptionalTime(time)
  }

  /// Where a minute begins, nil for the first and the last of the range, of which 64 bits hold only a part.
  private static func wholeMinute(_ time: Int64, _ seconds: Int64) -> Int64? {
    let (begin, isBelow) = time.subtractingReportingOverflow(seconds)
    return isBelow || begin > .max - 60_000_000_000 ? nil : begin
  }

  /// Nanoseconds of `:05.123456789Z`, nil where that is not what stands there.
  @inline(__always)
  private static func seconds(_ bytes: Span<UInt8>, _ start: Int) -> Int64? {
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
