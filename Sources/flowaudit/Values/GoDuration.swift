import FlowAnswer

/// A duration as Go writes it: `1h30m`, `1.5h`, `300ms`, `-5m`, `0`.
///
/// Source of the rules: `time.ParseDuration` of Go 1.17 and later, fractions included: they are scaled as
/// 64-bit floats and cut. `d`, a day of 24 hours, is an extension: Go refuses it.
struct GoDuration: Sendable, Equatable {
  let nanoseconds: Int64

  init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  /// Reads a whole text.
  init(parsing text: String) throws(ValueError) {
    var rest = Substring(text).utf8
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") {
      rest.removeFirst()
    }
    if rest.elementsEqual("0".utf8) {
      nanoseconds = 0
      return
    }
    guard !rest.isEmpty else {
      throw ValueError("\(text) is not a duration: give one like 30s, 5m, 1h30m or 2d")
    }
    var sum: UInt64 = 0
    while !rest.isEmpty {
      let term = try Self.takeTerm(from: &rest, of: text)
      let (next, overflows) = sum.addingReportingOverflow(term)
      guard !overflows, next <= Self.bound else {
        throw Self.tooLong(text)
      }
      sum = next
    }
    guard isNegative || sum < Self.bound else {
      throw Self.tooLong(text)
    }
    nanoseconds = isNegative ? Int64(truncatingIfNeeded: 0 &- sum) : Int64(sum)
  }

  /// The magnitude of the most negative duration.
  private static let bound: UInt64 = 1 << 63

  private static func tooLong(_ text: String) -> ValueError {
    ValueError("\(text) is too long: give at most 292 years")
  }

  /// Takes a number and its unit.
  private static func takeTerm(
    from rest: inout Substring.UTF8View, of text: String
  ) throws(ValueError) -> UInt64 {
    let whole = takeDigits(from: &rest)
    var fraction = Substring("").utf8
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = takeDigits(from: &rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty else {
      throw ValueError("\(text) is not a duration: give one like 30s, 5m, 1h30m or 2d")
    }
    let unit = try nanoseconds(ofUnit: takeUnit(from: &rest), of: text)
    guard let number = wholeNumber(whole), number <= bound / unit else {
      throw tooLong(text)
    }
    return number * unit + scaled(fraction, by: unit)
  }

  private static func takeDigits(from rest: inout Substring.UTF8View) -> Substring.UTF8View {
    let digits = rest.prefix { $0.isDigit }
    rest = rest[digits.endIndex...]
    return digits
  }

  private static func takeUnit(from rest: inout Substring.UTF8View) -> String {
    let unit = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
    rest = rest[unit.endIndex...]
    return String(Substring(unit))
  }

  private static func nanoseconds(
    ofUnit unit: String, of text: String
  ) throws(ValueError) -> UInt64 {
    switch unit {
    case "ns": return 1
    // The micro sign and the Greek letter mu.
    case "us", "\u{B5}s", "\u{3BC}s": return 1000
    case "ms": return 1_000_000
    case "s": return 1_000_000_000
    case "m": return 60 * 1_000_000_000
    case "h": return 3600 * 1_000_000_000
    case "d": return 86_400 * 1_000_000_000
    case "": throw ValueError("\(text) has no unit: add ns, us, ms, s, m, h or d")
    default: throw ValueError("\(text) has the unknown unit \(unit): use ns, us, ms, s, m, h or d")
    }
  }

  /// The number that digits write, nil above the bound.
  private static func wholeNumber(_ digits: Substring.UTF8View) -> UInt64? {
    var number: UInt64 = 0
    for digit in digits {
      guard number <= bound / 10 else {
        return nil
      }
      number = number * 10 + UInt64(digit - UInt8(ascii: "0"))
      guard number <= bound else {
        return nil
      }
    }
    return number
  }

  /// A fraction of a unit; digits beyond 63 bits are ignored, as in Go.
  private static func scaled(_ digits: Substring.UTF8View, by unit: UInt64) -> UInt64 {
    var number: UInt64 = 0
    var scale = 1.0
    for digit in digits {
      guard number <= (bound - 1) / 10 else {
        break
      }
      let next = number * 10 + UInt64(digit - UInt8(ascii: "0"))
      guard next <= bound else {
        break
      }
      number = next
      scale *= 10
    }
    return UInt64(Double(number) * (Double(unit) / scale))
  }
}

/// Durations with a bound.
extension GoDuration {
  /// Reads a duration above 0.
  static func positive(_ text: String) throws(ValueError) -> Nanoseconds {
    let duration = try Self(parsing: text)
    guard duration.nanoseconds > 0 else {
      throw ValueError("\(text) is too short: give a duration above 0")
    }
    return Nanoseconds(duration.nanoseconds)
  }

  /// Reads a duration that is 0 or more.
  static func notNegative(_ text: String) throws(ValueError) -> Nanoseconds {
    try length(of: text, atLeast: .zero)
  }

  /// Reads a duration that is not shorter than another one.
  static func length(
    of text: String, atLeast least: Nanoseconds
  ) throws(ValueError) -> Nanoseconds {
    let length = Nanoseconds(try Self(parsing: text).nanoseconds)
    guard length >= least else {
      throw ValueError(
        least == .zero
          ? "\(text) is below 0: give 0s or more"
          : "\(text) is too short: give \(least.count / 1_000_000)ms or more")
    }
    return length
  }
}
