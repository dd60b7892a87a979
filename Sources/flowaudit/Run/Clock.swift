import FlowTally
import Glibc

/// The system's clocks: the only place that reads them.
enum Clock {
  /// The wall clock.
  static func now() -> Timestamp {
    Timestamp(nanoseconds: Int64(clamping: nanoseconds(CLOCK_REALTIME)))
  }

  /// Nanoseconds of a clock that only goes forward.
  static func elapsed() -> UInt64 {
    nanoseconds(CLOCK_MONOTONIC)
  }

  /// Waits so many nanoseconds, less than a second; a signal ends it.
  static func sleep(_ nanoseconds: UInt64) {
    _ = usleep(UInt32(clamping: nanoseconds / 1000))
  }

  private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    // Unsafe: clock_gettime fills the structure that it is lent for this call.
    unsafe clock_gettime(clock, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
