internal import FlowAnswer

/// Times as a flow log writes them: RFC 3339, `Z` or an offset, a fraction of any length (cut to nanoseconds).
///
/// Source: protojson's Timestamp; the agent always writes `Z` and 0, 3, 6 or 9 digits.
enum TimestampText {
  /// The time in the string value at `range`, nil where it is none or does not fit `Timestamp`.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Timestamp? {
    StringText.withContent(bytes, range) { content, place in
      parse(content: content, place)
    }
  }

  /// The time in plain text: `2006-01-02T15:04:05[.fraction](Z|+hh:mm|-hh:mm)`.
  static func parse(content bytes: Span<UInt8>, _ range: Range<Int>) -> Timestamp? {
    guard range.count >= 20, hasSeparators(bytes, range.lowerBound) else {
      return nil
    }
    var position = range.lowerBound + 19
    guard let seconds = wholeSeconds(bytes, range.lowerBound),
      let fraction = takeFraction(bytes, &position, range.upperBound),
      let offset = takeOffset(bytes, &position, range.upperBound), position == range.upperBound
    else {
      return nil
    }
    return timestamp(seconds - offset, fraction)
  }

  /// Seconds and a fraction as one number; nil where it does not fit, and for the least one, which means "no time".
  private static func timestamp(_ seconds: Int64, _ fraction: Int64) -> Timestamp? {
    // Below 0 the part is reckoned back from the next second, because the one before may not fit.
    let isNegative = seconds < 0
    let (scaled, overflow) = (isNegative ? seconds + 1 : seconds)
      .multipliedReportingOverflow(by: 1_000_000_000)
    let part = isNegative ? fraction - 1_000_000_000 : fraction
    let (sum, sumOverflow) = scaled.addingReportingOverflow(part)
    return overflow || sumOverflow || sum == .min ? nil : Timestamp(nanoseconds: sum)
  }

  private static func hasSeparators(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    bytes[start + 4] == Byte.minus && bytes[start + 7] == Byte.minus
      && bytes[start + 10] == UInt8(ascii: "T") && bytes[start + 13] == Byte.colon
      && bytes[start + 16] == Byte.colon
  }

  private static func wholeSeconds(_ bytes: Span<UInt8>, _ start: Int) -> Int64? {
    guard let year = number(bytes, start, digits: 4),
      let month = number(bytes, start + 5, digits: 2), 1...12 ~= month,
      let day = number(bytes, start + 8, digits: 2),
      let hour = number(bytes, start + 11, digits: 2), hour < 24,
      let minute = number(bytes, start + 14, digits: 2), minute < 60,
      let second = number(bytes, start + 17, digits: 2), second < 60,
      1...CivilDate.dayCount(year: year, month: month) ~= day
    else {
      return nil
    }
    let days = CivilDate.daysSinceEpoch(year: year, month: month, day: day)
    return days * 86_400 + hour * 3600 + minute * 60 + second
  }

  /// Nanoseconds of a fraction, 0 where there is none, nil where a point has no digit behind it.
  private static func takeFraction(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int
  ) -> Int64? {
    guard bytes[position] == Byte.point else {
      return 0
    }
    position += 1
    let start = position
    var value: Int64 = 0
    while position < end, Byte.isDigit(bytes[position]) {
      if position - start < 9 {
        value = value * 10 + Int64(bytes[position] &- Byte.zero)
      }
      position += 1
    }
    let digitCount = position - start
    for _ in min(digitCount, 9)..<9 {
      value *= 10
    }
    return digitCount > 0 ? value : nil
  }

  /// Seconds east of Greenwich.
  private static func takeOffset(
    _ bytes: Span<UInt8>, _ position: inout Int, _ end: Int
  ) -> Int64? {
    guard position < end else {
      return nil
    }
    let sign = bytes[position]
    position += 1
    if sign == UInt8(ascii: "Z") {
      return 0
    }
    guard sign == Byte.plus || sign == Byte.minus, position + 5 <= end,
      bytes[position + 2] == Byte.colon,
      let hour = number(bytes, position, digits: 2), hour < 24,
      let minute = number(bytes, position + 3, digits: 2), minute < 60
    else {
      return nil
    }
    position += 5
    return (hour * 3600 + minute * 60) * (sign == Byte.minus ? -1 : 1)
  }

  private static func number(_ bytes: Span<UInt8>, _ start: Int, digits: Int) -> Int64? {
    var value: Int64 = 0
    for position in start..<(start + digits) {
      guard Byte.isDigit(bytes[position]) else {
        return nil
      }
      value = value * 10 + Int64(bytes[position] &- Byte.zero)
    }
    return value
  }
}
