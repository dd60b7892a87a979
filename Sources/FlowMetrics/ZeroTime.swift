/// How long a new series is written with 0, so that it is read so before its count is.
struct ZeroTime: Sendable {
  /// Nanoseconds since 1970.
  let now: Int64
  /// Nanoseconds; 0 where one write is enough.
  let length: Int64

  /// Whether a series has been there long enough; so it has where the clock was set back since it came.
  func isOver(since came: Int64) -> Bool {
    let (age, overflow) = now.subtractingReportingOverflow(came)
    return overflow || age < 0 || age >= length
  }
}
