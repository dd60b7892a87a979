import FlowAnswer
import FlowTally

/// A value of `--since` or `--until`.
///
/// Source: `FromString` of Cilium's hubble/pkg/time/time.go: first a Go duration, then the layouts of
/// `TimeLayout`. `end-5m` and the unit `d` are our own.
enum TimeArgument: Sendable, Equatable {
  case absolute(Timestamp)
  /// So long before now; negative: ahead of it.
  case beforeNow(Nanoseconds)
  /// So long before the newest flow of the input, not negative.
  case beforeEnd(Nanoseconds)

  /// What stands before a duration that counts back from the newest flow.
  private static let endPrefix = "end-"

  /// Reads a whole text.
  init(parsing text: String) throws(ValueError) {
    if text.hasPrefix(Self.endPrefix) {
      self = .beforeEnd(try Self.durationBeforeEnd(text))
      return
    }
    do {
      self = .beforeNow(Nanoseconds(try GoDuration(parsing: text).nanoseconds))
    } catch {
      guard let timestamp = TimeLayout.timestamp(of: text) else {
        throw Self.error(for: text, readAsDuration: error)
      }
      self = .absolute(timestamp)
    }
  }

  private static func durationBeforeEnd(_ text: String) throws(ValueError) -> Nanoseconds {
    let duration = String(text.dropFirst(endPrefix.count))
    guard let first = duration.utf8.first, first.isDigit || first == UInt8(ascii: ".") else {
      throw ValueError("\(text) has no duration after end-: give one like end-5m")
    }
    return Nanoseconds(try GoDuration(parsing: duration).nanoseconds)
  }

  /// What begins like a date was meant as one; the rest may be a duration with a slip in it.
  private static func error(
    for text: String, readAsDuration durationError: ValueError
  ) -> ValueError {
    let isUnitMissing = text.utf8.allSatisfy(\.isDigit) && !text.isEmpty
    let isDurationLike = text.utf8.contains(where: \.isDigit) && !text.contains("-")
    guard isUnitMissing || isDurationLike && !text.contains(":") else {
      return ValueError(
        "\(text) is not a time: give one like 5m, end-5m, 2006-01-02 or 2006-01-02T15:04:05Z")
    }
    return durationError
  }

  /// The moment meant, given the clock and the newest flow; nil where that flow is not known.
  ///
  /// Moments outside of what `Timestamp` holds become its nearest.
  func moment(now: Timestamp, newest: Timestamp?) -> Timestamp? {
    switch self {
    case .absolute(let timestamp): timestamp
    case .beforeNow(let length): now.moved(back: length)
    case .beforeEnd(let length): newest?.moved(back: length)
    }
  }
}

extension Timestamp {
  /// The moment so much earlier, or the nearest that 64 bits hold.
  fileprivate func moved(back distance: Nanoseconds) -> Self {
    let (moved, overflows) = nanoseconds.subtractingReportingOverflow(distance.count)
    guard overflows else {
      return max(Self(nanoseconds: moved), .earliest)
    }
    return distance > .zero ? .earliest : .latest
  }
}
