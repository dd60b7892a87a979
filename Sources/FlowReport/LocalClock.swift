public import FlowAnswer

/// How moments are written: in UTC, or as local clocks show them.
public struct LocalClock: Sendable {
  /// How many seconds local clocks are ahead of UTC; nil for UTC.
  let offset: (@Sendable (Timestamp) -> Int)?

  /// Times in UTC.
  public static let utc = Self(offset: nil)

  /// A clock that is so many seconds ahead of UTC at a moment; nil for UTC.
  public init(offset: (@Sendable (Timestamp) -> Int)?) {
    self.offset = offset
  }

  /// Appends a moment as RFC 3339, cut to the second: `2026-05-11T06:00:00Z`, `2026-05-11T08:00:00+02:00`.
  func append(_ time: Timestamp, to text: inout [UInt8]) {
    let end = text.count + Self.dateAndTimeByteCount
    guard let offset else {
      time.append(to: &text)
      text.removeSubrange(end...)
      return text.append(UInt8(ascii: "Z"))
    }
    let ahead = offset(time)
    let (shifted, overflow) = time.nanoseconds.addingReportingOverflow(
      Int64(ahead) * 1_000_000_000)
    Timestamp(nanoseconds: overflow ? time.nanoseconds : shifted).append(to: &text)
    text.removeSubrange(end...)
    text.append(overflow ? "Z" : Self.zone(ahead))
  }

  /// A moment as RFC 3339, cut to the second.
  public func text(_ time: Timestamp) -> String {
    var text: [UInt8] = []
    append(time, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Two moments, the second without the date where both lie on one day, and no seconds where they are days apart.
  func range(from oldest: Timestamp, to newest: Timestamp) -> String {
    let (old, new) = (text(oldest), text(newest))
    if old.prefix(10) == new.prefix(10) {
      return "\(old) to \(new.dropFirst(11))"
    }
    return "\(withoutSeconds(old)) to \(withoutSeconds(new))"
  }

  private func withoutSeconds(_ text: String) -> String {
    "\(text.prefix(16))\(text.dropFirst(Self.dateAndTimeByteCount))"
  }

  private static let dateAndTimeByteCount = 19

  private static func zone(_ ahead: Int) -> String {
    let minutes = abs(ahead) / 60
    func two(_ number: Int) -> String {
      number < 10 ? "0\(number)" : "\(number)"
    }
    return "\(ahead < 0 ? "-" : "+")\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
