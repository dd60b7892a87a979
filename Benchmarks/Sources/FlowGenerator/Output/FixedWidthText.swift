// Numbers as text of a fixed length, held in machine words ready to be stored.
// The first character is the lowest byte, so the words are stored little-endian.

/// The text `2026-05-11T06:00:00.000699696`.
struct TimeText: Sendable {
  /// `2026-05-11T06:00` and `:00.`; the same for a whole second.
  private(set) var minute = (UInt64(0), UInt64(0))
  private(set) var seconds = UInt32(0)
  /// Nine digits.
  private(set) var fraction = UInt64(0)
  private(set) var lastDigit = UInt8(0)
  private var secondOfText: Int?

  static let count = 29

  /// Takes the time, in nanoseconds since 1970.
  ///
  /// Within one second only the fraction is redone.
  mutating func set(_ nanoseconds: Int) {
    let (second, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    if second != secondOfText {
      setSecond(second)
    }
    fraction = digits(rest / 10, count: 8)
    lastDigit = UInt8(ascii: "0") + UInt8(rest % 10)
  }

  private mutating func setSecond(_ second: Int) {
    let (day, clock) = second.quotientAndRemainder(dividingBy: 86_400)
    let date = CivilDate(day: day)
    minute.0 = text(date.year, 4, at: 0) | text("-", at: 4) | text(date.month, 2, at: 5)
    minute.0 |= text("-", at: 7)
    minute.1 = text(date.day, 2, at: 0) | text("T", at: 2) | text(clock / 3600, 2, at: 3)
    minute.1 |= text(":", at: 5) | text(clock / 60 % 60, 2, at: 6)
    let end = text(":", at: 0) | text(clock % 60, 2, at: 1) | text(".", at: 3)
    seconds = UInt32(truncatingIfNeeded: end)
    secondOfText = second
  }

  private func text(_ value: Int, _ count: Int, at offset: UInt64) -> UInt64 {
    digits(value, count: count) << (8 * offset)
  }

  private func text(_ character: Unicode.Scalar, at offset: UInt64) -> UInt64 {
    UInt64(UInt8(ascii: character)) << (8 * offset)
  }
}

/// The text of a random UUID (version 4) without its hyphens, which stand in the template.
struct IdentifierText {
  let first: UInt64
  let middle: (UInt32, UInt32, UInt32)
  let last: (UInt32, UInt64)

  static let count = 36

  init(_ high: UInt64, _ low: UInt64) {
    let version = (high & ~0xf000) | 0x4000
    let variant = (low & ~(0xc0 << 56)) | (0x80 << 56)
    let second = hexadecimalDigits(UInt32(truncatingIfNeeded: version))
    let third = hexadecimalDigits(UInt32(truncatingIfNeeded: variant >> 32))
    first = hexadecimalDigits(UInt32(truncatingIfNeeded: version >> 32))
    middle = (
      UInt32(truncatingIfNeeded: second), UInt32(truncatingIfNeeded: second >> 32),
      UInt32(truncatingIfNeeded: third)
    )
    last = (
      UInt32(truncatingIfNeeded: third >> 32),
      hexadecimalDigits(UInt32(truncatingIfNeeded: variant))
    )
  }
}

/// A client's port from 32768 to 60999, as five digits.
struct PortText {
  let first: UInt32
  let last: UInt8

  static let count = 5

  init(_ bits: UInt64) {
    let port = 32_768 + Int(bits % 28_232)
    first = UInt32(truncatingIfNeeded: digits(port / 10, count: 4))
    last = UInt8(ascii: "0") + UInt8(port % 10)
  }
}

/// `count` decimal digits of `value`, at most eight.
private func digits(_ value: Int, count: Int) -> UInt64 {
  var rest = UInt64(truncatingIfNeeded: value)
  var text = UInt64(0)
  for _ in 0..<count {
    text = text << 8 | (rest % 10 &+ 0x30)
    rest /= 10
  }
  return text
}

/// Eight hexadecimal digits, the highest first.
private func hexadecimalDigits(_ value: UInt32) -> UInt64 {
  // Spread to one digit a byte, all eight at once.
  var spread = UInt64(value.byteSwapped)
  spread = (spread | spread << 16) & 0x0000_ffff_0000_ffff
  spread = (spread | spread << 8) & 0x00ff_00ff_00ff_00ff
  spread = (spread & 0x000f_000f_000f_000f) << 8 | (spread >> 4 & 0x000f_000f_000f_000f)
  // A digit above 9 carries into the fifth bit when 6 is added: 39 more make it a letter.
  let letters = (spread &+ 0x0606_0606_0606_0606) >> 4 & 0x0101_0101_0101_0101
  return spread &+ 0x3030_3030_3030_3030 &+ letters &* 39
}
