/// A moment in nanoseconds since 1970-01-01T00:00:00Z.
///
/// Range: the years 1678 to 2262, what 64 bits of nanoseconds hold. Times outside it read as absent.
@frozen
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Nanoseconds since the epoch, negative before it.
  public let nanoseconds: Int64

  /// The moment so many nanoseconds after the epoch.
  @inlinable
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Earlier moments come first.
  @inlinable
  public static func < (left: Self, right: Self) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Whole seconds since the epoch, rounded down.
  @inlinable
  public var wholeSeconds: Int64 {
    floorDivide(nanoseconds, 1_000_000_000)
  }
}

extension Timestamp {
  /// The moment that a description of one names, with or without its fraction; nil for any other text.
  public init?(written text: String) {
    let digits = Array(text.utf8)
    guard digits.count >= 20, digits.last == UInt8(ascii: "Z"),
      let year = Self.number(digits[..<4]), let month = Self.number(digits[5..<7]),
      let day = Self.number(digits[8..<10]), let hour = Self.number(digits[11..<13]),
      let minute = Self.number(digits[14..<16]), let second = Self.number(digits[17..<19])
    else {
      return nil
    }
    let fraction = digits[19..<(digits.count - 1)].dropFirst()
    guard let part = Self.number(fraction), fraction.count <= 9 else {
      return nil
    }
    let scale = (fraction.count..<9).reduce(Int64(1)) { scale, _ in scale * 10 }
    let days = CivilDate.daysSinceEpoch(year: year, month: month, day: day)
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    guard !overflow else {
      return nil
    }
    self.init(nanoseconds: whole &+ part * scale)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
    var number: Int64 = 0
    for digit in digits {
      guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digit else {
        return nil
      }
      number = number * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return number
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC with 0, 3, 6 or 9 digits of fraction, as protojson writes times.
  public var description: String {
    var text: [UInt8] = []
    append(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the description, all ASCII.
  ///
  /// Allocates nothing where there is room.
  public func append(to text: inout [UInt8]) {
    let start = text.count
    text.append(form)
    var digits = text.mutableSpan
    write(to: &digits, at: start)
  }

  /// The description with zeros for all digits.
  package var form: StaticString {
    fraction.form
  }

  /// Writes the digits of the description over those of `form`, which stands at `start`.
  package func write(to digits: inout MutableSpan<UInt8>, at start: Int) {
    let seconds = wholeSeconds
    let days = floorDivide(seconds, 86_400)
    let date = CivilDate(daysSinceEpoch: days)
    let second = seconds - days * 86_400
    digits.write(date.year, digitCount: 4, at: start)
    digits.write(date.month, digitCount: 2, at: start + 5)
    digits.write(date.day, digitCount: 2, at: start + 8)
    digits.write(second / 3600, digitCount: 2, at: start + 11)
    digits.write(second / 60 % 60, digitCount: 2, at: start + 14)
    digits.write(second % 60, digitCount: 2, at: start + 17)
    digits.write(fraction.number, digitCount: fraction.digitCount, at: start + 20)
  }

  private var fraction: Fraction {
    Fraction(nanoseconds &- wholeSeconds &* 1_000_000_000)
  }

  /// What of a second is written, and how.
  private struct Fraction {
    let number: Int64
    let digitCount: Int
    let form: StaticString

    init(_ nanoseconds: Int64) {
      if nanoseconds == 0 {
        (number, digitCount, form) = (0, 0, "0000-00-00T00:00:00Z")
      } else if nanoseconds % 1_000_000 == 0 {
        (number, digitCount, form) = (nanoseconds / 1_000_000, 3, "0000-00-00T00:00:00.000Z")
      } else if nanoseconds % 1_000 == 0 {
        (number, digitCount, form) = (nanoseconds / 1_000, 6, "0000-00-00T00:00:00.000000Z")
      } else {
        (number, digitCount, form) = (nanoseconds, 9, "0000-00-00T00:00:00.000000000Z")
      }
    }
  }
}

extension MutableSpan<UInt8> {
  /// Puts the last digits of a number, which is not negative and within 32 bits, in the place of other bytes.
  fileprivate mutating func write(_ number: Int64, digitCount: Int, at start: Int) {
    var rest = UInt32(truncatingIfNeeded: number)
    var position = start + digitCount
    while position > start {
      position -= 1
      self[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
