internal import FlowAnswer

/// Reads times of one minute quickly: the minute is compared, only seconds and fraction are read.
struct TimeCache {
  /// The first 16 bytes of the minute's times, as two words, and when it begins.
  private(set) var first: UInt64 = 0
  private(set) var second: UInt64 = 0
  private(set) var minute: Int64 = 0

  /// The time whose content is at `range`, absent where it cannot be read.
  @inline(__always)
  mutating func time(_ bytes: Span<UInt8>, _ range: Range<Int>) -> OptionalTime {
    let start = range.lowerBound
    guard range.count == 30, Words.load(bytes, start) == first,
      Words.load(bytes, start &+ 8) == second,
      let seconds = SecondsText.nanoseconds(bytes, start &+ 16)
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
    if range.count == 30, let seconds = SecondsText.nanoseconds(bytes, start + 16),
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
}
