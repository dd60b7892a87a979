import FlowAnswer

/// A sample's value: exact, never a floating point number.
enum MetricValue: Equatable {
  case integer(UInt64)
  /// Written in seconds.
  case nanoseconds(UInt64, isNegative: Bool)
  /// A sum of lengths of time, written in seconds.
  case nanosecondSum(UInt128)
  /// As an earlier run wrote it.
  case kept(String)

  static func time(_ time: Timestamp) -> Self {
    .nanoseconds(time.nanoseconds.magnitude, isNegative: time.nanoseconds < 0)
  }

  /// A length of time; a negative one, of a clock that was set back, is 0.
  static func duration(_ duration: Duration) -> Self {
    let (seconds, attoseconds) = duration.components
    guard seconds >= 0 && attoseconds >= 0 else {
      return .nanoseconds(0, isNegative: false)
    }
    let whole = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    let rest = UInt64(attoseconds / 1_000_000_000)
    return .nanoseconds(whole.overflow ? .max : whole.partialValue &+ rest, isNegative: false)
  }

  static func flag(_ isSet: Bool) -> Self {
    .integer(isSet ? 1 : 0)
  }

  var text: String {
    switch self {
    case .integer(let number): return String(number)
    case .kept(let text): return text
    case .nanoseconds(let count, let isNegative):
      return (isNegative ? "-" : "") + Self.seconds(UInt128(count))
    case .nanosecondSum(let count): return Self.seconds(count)
    }
  }

  private static func seconds(_ nanoseconds: UInt128) -> String {
    let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    if rest == 0 {
      return String(whole)
    }
    var digits = String(String(rest + 1_000_000_000).dropFirst())
    while digits.hasSuffix("0") {
      digits.removeLast()
    }
    return "\(whole).\(digits)"
  }
}
