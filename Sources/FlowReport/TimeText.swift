package import FlowAnswer

/// How exactly a table writes times; the coverage under it always names the whole ones.
package enum TimeStyle {
  /// 2026-05-11T10:00:00Z
  case full
  /// 05-11T10:00:00Z, where all times lie in one year.
  case withinYear
  /// 10:00:00Z, where all times lie on one day.
  case withinDay

  /// The shortest style that tells the times between two apart.
  package static func shortest(from oldest: Timestamp, to newest: Timestamp, _ clock: LocalClock)
    -> Self
  {
    let (old, new) = (clock.text(oldest), clock.text(newest))
    if old.prefix(10) == new.prefix(10) {
      return .withinDay
    }
    return old.prefix(4) == new.prefix(4) ? .withinYear : .full
  }

  /// Appends a time, `-` where there is none; all ASCII.
  package func append(_ time: Timestamp?, _ clock: LocalClock = .utc, to text: inout [UInt8]) {
    guard let time else {
      return text.append(UInt8(ascii: "-"))
    }
    let start = text.count
    clock.append(time, to: &text)
    text.removeSubrange(start..<(start + leftOutByteCount))
  }

  package func text(_ time: Timestamp?, _ clock: LocalClock = .utc) -> String {
    var text: [UInt8] = []
    append(time, clock, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the time of a bucket, which stands in its group as RFC 3339 in UTC; what is no time as it is.
  func append(bucket text: String, _ clock: LocalClock, to bytes: inout [UInt8]) {
    guard let time = Timestamp(written: text) else {
      return bytes.append(text)
    }
    guard clock.offset == nil else {
      return append(time, clock, to: &bytes)
    }
    // A bucket's fraction stays.
    bytes.append(String(text.dropFirst(leftOutByteCount)))
  }

  private var leftOutByteCount: Int {
    switch self {
    case .full: 0
    case .withinYear: 5
    case .withinDay: 11
    }
  }
}

/// A length of time in its two largest units: `14m 59s`.
enum SpanText {
  static func text(from oldest: Timestamp, to newest: Timestamp) -> String {
    guard oldest < newest else {
      return "0s"
    }
    // Reckoned from the seconds that stand beside it.
    let seconds = UInt64(bitPattern: newest.wholeSeconds &- oldest.wholeSeconds)
    let parts = [
      (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m"),
      (seconds % 60, "s"),
    ]
    guard let first = parts.firstIndex(where: { $0.0 > 0 }) else {
      return "under 1s"
    }
    return parts[first...].prefix(2).filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }
      .joined(separator: " ")
  }
}
