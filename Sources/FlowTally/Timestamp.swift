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
    let date = CivilDate(daysSinceEpoch: floorDivide(wholeSeconds, 86_400))
    let second = wholeSeconds - floorDivide(wholeSeconds, 86_400) * 86_400
    let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
    let time =
      "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    return "\(day)T\(time)\(fraction)Z"
  }

  private var fraction: String {
    if remainder == 0 {
      return ""
    }
    if remainder % 1_000_000 == 0 {
      return "." + padded(remainder / 1_000_000, 3)
    }
    if remainder % 1_000 == 0 {
      return "." + padded(remainder / 1_000, 6)
    }
    return "." + padded(remainder, 9)
  }

  private func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }
}
