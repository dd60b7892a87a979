internal import Glibc

/// Waits, as the system takes them.
extension Duration {
  /// Milliseconds for poll: at least so long, and never for ever.
  var pollTimeout: Int32 {
    Int32(clamping: components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000 + 1)
  }

  /// Sleeps so long, less than a second; a signal ends it early.
  func sleep() {
    _ = usleep(
      UInt32(clamping: components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000))
  }
}
