/// Integers as a flow log may write them: a JSON number with an integral value (`5e3`, `5000.0`) or a string of one.
///
/// Source: protojson's rules for integers; 64-bit numbers are strings in Hubble's output, 32-bit ones numbers.
enum IntegerText {
  /// The integer at `range`, nil for anything else and for what 64 bits with sign cannot hold.
  static func signed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    guard let number = parse(bytes, range) else {
      return nil
    }
    if number.isNegative {
      return number.magnitude <= UInt64(Int64.max) + 1
        ? Int64(truncatingIfNeeded: 0 &- number.magnitude) : nil
    }
    return Int64(exactly: number.magnitude)
  }

  /// The integer at `range`, nil for anything else and for what 64 bits without sign cannot hold.
  static func unsigned(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard let number = parse(bytes, range), !number.isNegative || number.magnitude == 0 else {
      return nil
    }
    return number.magnitude
  }

  /// Whether the value at `range` is a number or a string of one, whatever its size and fraction.
  static func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    decimal(bytes, range) != nil
  }

  private static func parse(
    _ bytes: Span<UInt8>, _ range: Range<Int>
  ) -> (magnitude: UInt64, isNegative: Bool)? {
    if let magnitude = plain(bytes, range) {
      return (magnitude, false)
    }
    guard let decimal = decimal(bytes, range), let magnitude = decimal.magnitude else {
      return nil
    }
    return (magnitude, decimal.isNegative)
  }

  /// Digits alone, few enough for 64 bits and without a zero in front: as nearly all numbers of a log are.
  @inline(__always)
  private static func plain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
    guard 1...18 ~= range.count, bytes[range.lowerBound] != Byte.zero else {
      return nil
    }
    var value: UInt64 = 0
    for position in range {
      let digit = bytes[position] &- Byte.zero
      guard digit < 10 else {
        return nil
      }
      value = value &* 10 &+ UInt64(digit)
    }
    return value
  }

  /// How many digits stand at `start` as they would be printed: one to seven, no zero in front, a comma or a brace behind them; nil where
  /// the value is anything else.
  @inline(__always)
  static func printedDigitCount(_ bytes: Span<UInt8>, _ start: Int) -> Int? {
    guard let digits = shortDigits(bytes, start), digits.count == 1 || bytes[start] != Byte.zero
    else {
      return nil
    }
    return digits.count
  }

  /// The number that begins at `start`, of at most seven digits and with a comma or a brace behind it; nil for any other.
  ///
  /// Nearly all numbers of a log are such. The bytes are those of a line known to be valid.
  @inline(__always)
  static func short(_ bytes: Span<UInt8>, _ start: Int) -> UInt64? {
    guard let (values, count) = shortDigits(bytes, start) else {
      return nil
    }
    // The digits become the last ones of eight, with zeros in front.
    let digits = values &<< UInt64(truncatingIfNeeded: 64 &- 8 &* count)
    let pairs = (digits &* 10 &+ digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let fours = (pairs &* 100 &+ pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return (fours &* 10_000 &+ fours &>> 32) & 0xFFFF_FFFF
  }

  /// One to seven digits with a comma or a brace behind them: a byte of the word for each, the first in the lowest.
  @inline(__always)
  private static func shortDigits(
    _ bytes: Span<UInt8>, _ start: Int
  ) -> (values: UInt64, count: Int)? {
    let word = Words.load(bytes, start)
    let values = word &- Words.repeating(Byte.zero)
    // The first byte that is no digit; those behind it may be marked wrongly.
    let odd = (values | (values &+ Words.repeating(0x76))) & Words.repeating(0x80)
    let bits = odd.trailingZeroBitCount & ~7
    guard bits > 0, bits < 64 else {
      return nil
    }
    let end = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: bits))
    return end == Byte.comma || end == Byte.closeBrace ? (values, bits &>> 3) : nil
  }

  private static func decimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> DecimalCursor? {
    guard bytes[range.lowerBound] == Byte.quote else {
      return DecimalCursor(bytes, range)
    }
    return StringText.withContent(bytes, range) { DecimalCursor($0, $1) }
  }
}

/// A decimal number being read: significant digits, zeros behind them, exponent.
private struct DecimalCursor {
  private(set) var isNegative = false
  private let range: Range<Int>
  private var position: Int
  private var exponent = 0
  private var significant: UInt64 = 0
  private var pendingZeros = 0
  private var hasOverflowed = false

  /// Reads digits, fraction and exponent; the whole range has to be a JSON number.
  init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    self.range = range
    position = range.lowerBound
    isNegative = take(Byte.minus, bytes)
    let integer = position
    guard takeDigits(bytes) > 0, bytes[integer] != Byte.zero || position == integer + 1 else {
      return nil
    }
    if take(Byte.point, bytes) {
      let fraction = takeDigits(bytes)
      guard fraction > 0 else {
        return nil
      }
      exponent -= fraction
    }
    guard takeExponent(bytes), position == range.upperBound else {
      return nil
    }
  }

  private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard position < range.upperBound, bytes[position] == byte else {
      return false
    }
    position += 1
    return true
  }

  private mutating func takeDigits(_ bytes: Span<UInt8>) -> Int {
    let start = position
    while position < range.upperBound, Byte.isDigit(bytes[position]) {
      append(bytes[position] &- Byte.zero)
      position += 1
    }
    return position - start
  }

  private mutating func append(_ digit: UInt8) {
    if digit == 0 {
      pendingZeros += 1
      return
    }
    for _ in 0...(min(pendingZeros, 20)) where significant != 0 {
      multiplyByTen()
    }
    let (sum, overflow) = significant.addingReportingOverflow(UInt64(digit))
    significant = sum
    hasOverflowed = hasOverflowed || overflow
    pendingZeros = 0
  }

  private mutating func multiplyByTen() {
    let (product, overflow) = significant.multipliedReportingOverflow(by: 10)
    significant = product
    hasOverflowed = hasOverflowed || overflow
  }

  /// Reads `[eE][+-]?[0-9]+` if it is there; false where it is begun and not finished.
  private mutating func takeExponent(_ bytes: Span<UInt8>) -> Bool {
    guard take(UInt8(ascii: "e"), bytes) || take(UInt8(ascii: "E"), bytes) else {
      return true
    }
    let isNegative = take(Byte.minus, bytes)
    if !isNegative {
      _ = take(Byte.plus, bytes)
    }
    var value = 0
    let start = position
    while position < range.upperBound, Byte.isDigit(bytes[position]) {
      value = min(value * 10 + Int(bytes[position] &- Byte.zero), 1 << 40)
      position += 1
    }
    exponent += isNegative ? -value : value
    return position > start
  }

  /// The whole number, nil where it has a fraction or is too large.
  var magnitude: UInt64? {
    guard significant != 0 else {
      return hasOverflowed ? nil : 0
    }
    let power = pendingZeros + exponent
    guard !hasOverflowed, 0...19 ~= power else {
      return nil
    }
    var value = significant
    for _ in 0..<power {
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow else {
        return nil
      }
      value = product
    }
    return value
  }
}
