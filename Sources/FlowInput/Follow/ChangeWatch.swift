internal import Glibc

/// Waits until something in a directory changes, by inotify where the kernel has it, else by time alone.
///
/// A change in a directory that the kernel does not see made (a network file system's) is found by time, too.
public final class ChangeWatch: Sendable {
  private let descriptor: Int32
  /// Changes that come at once are one: so long is waited for more of them.
  private static let pause = Duration.milliseconds(50)
  /// Without a word from the kernel a look is worth it after so long.
  private static let longestWait = Duration.seconds(1)

  /// Watches a directory.
  public init(_ directory: InputPath) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    if descriptor >= 0 {
      let changes = IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
      // The path is copied.
      _ = unsafe inotify_add_watch(descriptor, directory.systemBytes, UInt32(changes))
    }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
    }
  }

  /// Waits for a change, at most so long; a signal ends the wait.
  public func wait(atMost limit: Duration, hasJustChanged: Bool) {
    if hasJustChanged {
      min(limit, Self.pause).sleep()
      return drain()
    }
    var events = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // One record, none where there is no inotify.
    let count = unsafe poll(
      &events, descriptor < 0 ? 0 : 1, min(limit, Self.longestWait).pollTimeout)
    if count > 0 {
      min(limit, Self.pause).sleep()
      drain()
    }
  }

  private func drain() {
    guard descriptor >= 0 else {
      return
    }
    var space = [UInt8](repeating: 0, count: 4096)
    // At most as many bytes as the array has; what they say does not matter.
    while unsafe read(descriptor, &space, space.count) > 0 {}
  }
}
