internal import Glibc
internal import Synchronization

/// Sees the changes in a log's directory, by inotify where the kernel has it: waits for one, and counts the files that were made as the log.
///
/// A change in a directory that the kernel does not see made (a network file system's) is found by time, too; files are not counted there.
final class ChangeWatch: Sendable {
  /// How often a file was made under the log's name since the watch began.
  struct Births: Sendable, Equatable {
    fileprivate(set) var count = 0
    /// So often the kernel had more to say than it keeps: there may have been more.
    fileprivate(set) var overflowCount = 0
  }

  private let descriptor: Int32
  private let name: [UInt8]
  private let seen = Mutex(Births())
  /// Changes that come at once are one: so long is waited for more of them.
  private static let pause = Duration.milliseconds(50)
  /// Without a word from the kernel a look is worth it after so long.
  private static let longestWait = Duration.seconds(1)

  /// Watches the directory of a log.
  init(_ log: InputPath) {
    name = Array(log.baseName)
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    if descriptor >= 0 {
      let changes = IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
      // The path is copied.
      _ = unsafe inotify_add_watch(descriptor, log.parent.systemBytes, UInt32(changes))
    }
  }

  deinit {
    if descriptor >= 0 {
      close(descriptor)
    }
  }

  /// Waits for a change, at most so long; a signal ends the wait.
  func wait(atMost limit: Duration, hasJustChanged: Bool) {
    if hasJustChanged {
      min(limit, Self.pause).sleep()
      return take()
    }
    var events = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // One record, none where there is no inotify.
    let count = unsafe poll(
      &events, descriptor < 0 ? 0 : 1, min(limit, Self.longestWait).pollTimeout)
    if count > 0 {
      min(limit, Self.pause).sleep()
      take()
    }
  }

  /// The files that were made until now.
  var births: Births {
    take()
    return seen.withLock { $0 }
  }

  /// Takes all that the kernel has to say.
  private func take() {
    guard descriptor >= 0 else {
      return
    }
    var space = [UInt8](repeating: 0, count: 4096)
    while true {
      // At most as many bytes as the array has; whole events.
      let byteCount = unsafe read(descriptor, &space, space.count)
      guard byteCount > 0 else {
        return
      }
      note(space[..<byteCount])
    }
  }

  /// The size of an event without its name, and where in it the mask and the size of the name are (inotify(7)).
  private static let (headByteCount, maskOffset, nameSizeOffset) = (16, 4, 12)

  private func note(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes.span
    while rest.count >= Self.headByteCount {
      // Inside the bytes, checked above.
      let mask = unsafe rest.bytes.unsafeLoadUnaligned(
        fromByteOffset: Self.maskOffset, as: UInt32.self)
      let nameSize = unsafe rest.bytes.unsafeLoadUnaligned(
        fromByteOffset: Self.nameSizeOffset, as: UInt32.self)
      let end = min(Self.headByteCount + Int(nameSize), rest.count)
      if mask & UInt32(IN_Q_OVERFLOW) != 0 {
        seen.withLock { $0.overflowCount += 1 }
      } else if mask & UInt32(IN_CREATE) != 0, isName(rest.extracting(Self.headByteCount..<end)) {
        seen.withLock { $0.count += 1 }
      }
      rest = rest.extracting(end..<rest.count)
    }
  }

  /// Whether a name, which is padded with zeros, is the log's.
  private func isName(_ padded: Span<UInt8>) -> Bool {
    guard padded.count > name.count, padded[name.count] == 0 else {
      return false
    }
    return name.indices.allSatisfy { padded[$0] == name[$0] }
  }
}
