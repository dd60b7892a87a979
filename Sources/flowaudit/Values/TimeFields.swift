import FlowAnswer
import FlowTally
import Glibc

/// The fields of a date and time, not yet checked against the calendar.
struct TimeFields {
  static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
  static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  var year: Int64 = 0
  var month: Int64 = 1
  var day: Int64 = 1
  var hour: Int64 = 0
  var minute: Int64 = 0
  var second: Int64 = 0
  var nanosecond: Int64 = 0
  /// Seconds east of UTC.
  var offset: Int64 = 0

  /// The moment, nil where the calendar has none; outside of what `Timestamp` holds its nearest.
  var timestamp: Timestamp? {
    guard (1...12).contains(month), hour < 24, minute < 60, second < 60,
      let seconds = secondsSinceEpoch
    else {
      return nil
    }
    let (product, overflows) = (seconds - offset).multipliedReportingOverflow(by: 1_000_000_000)
    let (sum, overflowsToo) = product.addingReportingOverflow(nanosecond)
    guard !overflows, !overflowsToo else {
      return seconds < 0 ? .earliest : .latest
    }
    return max(Timestamp(nanoseconds: sum), .earliest)
  }

  /// Seconds since 1970 as if in UTC, nil where the month has no such day.
  private var secondsSinceEpoch: Int64? {
    // Unsafe: tm holds a pointer to a zone's name, nil here; timegm sets it to a constant that nobody reads, and
    // writes to the one struct only. It carries a day too many into the next month, which gives it away.
    var parts = unsafe tm(
      tm_sec: Int32(second), tm_min: Int32(minute), tm_hour: Int32(hour), tm_mday: Int32(day),
      tm_mon: Int32(month - 1), tm_year: Int32(year - 1900), tm_wday: 0, tm_yday: 0, tm_isdst: 0,
      tm_gmtoff: 0, tm_zone: nil)
    let seconds = unsafe timegm(&parts)
    return unsafe parts.tm_mday == Int32(day) ? Int64(seconds) : nil
  }
}

extension Timestamp {
  /// The earliest whole second there is; what is before it is no time to ask for.
  static let earliest = Self(nanoseconds: -9_223_372_036_000_000_000)
  /// The latest moment there is.
  static let latest = Self(nanoseconds: .max)
}
