import CLinux

/// SIGINT and SIGTERM: the first lets the run end with what it has, the second ends the process at once.
///
/// SIGHUP is for a log that is followed: it is looked for anew, and the metrics are written.
enum Interrupts {
  /// From now on signals are only noted.
  static func watch() {
    linux_watch_interrupts()
  }

  /// SIGHUP too.
  static func watchHangups() {
    linux_watch_hangups()
  }

  /// Whether one came.
  static var hasCome: Bool {
    linux_interrupts() > 0
  }

  /// Whether SIGHUP has asked for the metrics since they were asked for last.
  static var isAsked: Bool {
    linux_hangups() > 0
  }

  /// Whether SIGHUP has come since it was taken last; takes it.
  static func takeAsked() -> Bool {
    linux_take_hangups() > 0
  }
}
