import CLinux
import FlowAnswer
import FlowTally
import Glibc

/// The system's clocks: the only place that reads them.
enum Clock {
  /// The wall clock, which may stand before 1970.
  static func now() -> Timestamp {
    let time = time(CLOCK_REALTIME)
    return Timestamp(nanoseconds: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
  }

  /// Nanoseconds of a clock that only goes forward.
  static func elapsed() -> UInt64 {
    let time = time(CLOCK_MONOTONIC)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Seconds that local clocks are ahead of UTC at a moment.
  static func localOffset(at time: Timestamp) -> Int {
    linux_local_offset(time.wholeSeconds)
  }

  /// Waits so many nanoseconds, less than a second; a signal ends it.
  static func sleep(_ nanoseconds: UInt64) {
    _ = usleep(UInt32(clamping: nanoseconds / 1000))
  }

  private static func time(_ clock: clockid_t) -> timespec {
    var time = timespec()
    // Unsafe: clock_gettime fills the structure that it is lent for this call.
    unsafe clock_gettime(clock, &time)
    return time
  }
}
