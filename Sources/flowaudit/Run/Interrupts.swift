import CLinux

/// SIGINT and SIGTERM: the first lets the run end with what it has, the second ends the process at once.
enum Interrupts {
  /// From now on signals are only noted.
  static func watch() {
    linux_watch_interrupts()
  }

  /// Whether one came.
  static var hasCome: Bool {
    linux_interrupts() > 0
  }
}
