/// A moment in nanoseconds since 1970-01-01T00:00:00Z.
///
/// Range: the years 1678 to 2262, what 64 bits of nanoseconds hold. Times outside it read as absent.
public struct Timestamp: Sendable, Hashable, Comparable {
  /// Nanoseconds since the epoch, negative before it.
  public let nanoseconds: Int64

  /// The moment so many nanoseconds after the epoch.
  public init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Earlier moments come first.
  public static func < (left: Self, right: Self) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Whole seconds since the epoch, rounded down.
  public var wholeSeconds: Int64 {
    floorDivide(nanoseconds, 1_000_000_000)
  }

  private var remainder: Int64 {
    let rest = nanoseconds % 1_000_000_000
    return rest < 0 ? rest + 1_000_000_000 : rest
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
    let date = CivilDate(daysSinceEpoch: floorDivide(wholeSeconds, 86_400))
    let second = wholeSeconds - floorDivide(wholeSeconds, 86_400) * 86_400
    let start = text.count
    text.append("0000-00-00T00:00:00")
    text.write(date.year, digitCount: 4, at: start)
    text.write(date.month, digitCount: 2, at: start + 5)
    text.write(date.day, digitCount: 2, at: start + 8)
    text.write(second / 3600, digitCount: 2, at: start + 11)
    text.write(second / 60 % 60, digitCount: 2, at: start + 14)
    text.write(second % 60, digitCount: 2, at: start + 17)
    appendFraction(to: &text)
    text.append(UInt8(ascii: "Z"))
  }

  private func appendFraction(to text: inout [UInt8]) {
    let start = text.count + 1
    if remainder == 0 {
      return
    }
    if remainder % 1_000_000 == 0 {
      text.append(".000")
      text.write(remainder / 1_000_000, digitCount: 3, at: start)
    } else if remainder % 1_000 == 0 {
      text.append(".000000")
      text.write(remainder / 1_000, digitCount: 6, at: start)
    } else {
      text.append(".000000000")
      text.write(remainder, digitCount: 9, at: start)
    }
  }
}

extension [UInt8] {
  /// Puts the last digits of a number, which is not negative, in the place of other bytes.
  fileprivate mutating func write(_ number: Int64, digitCount: Int, at start: Int) {
    // No part of a time is beyond 32 bits.
    var rest = UInt32(truncatingIfNeeded: number)
    var digits = mutableSpan
    var position = start + digitCount
    while position > start {
      position -= 1
      digits[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
