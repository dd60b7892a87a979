internal import Glibc

/// An advisory lock that one run has at a time, beside the file that it guards.
///
/// The file itself is replaced, so the lock is on another: its name with `.lock` behind it, which stays. Whatever links lead to the
/// file, it has one lock. Given up when the owner lets it go, or dies.
public struct FileLock: ~Copyable, Sendable {
  private let file: OpenFile

  /// The file that the lock for a file is on: beside the one that links lead to.
  public static func path(forFileAt path: String) throws(OutputError) -> String {
    try OutputTarget.behindLinks(path) + ".lock"
  }

  /// Whether a run has the lock for a file; false where it cannot be told.
  ///
  /// Takes it for a moment, with all others that ask: a run that comes just then looks once more.
  public static func isTaken(forFileAt path: String) -> Bool {
    guard let name = try? Self.path(forFileAt: path),
      let file = try? OpenFile(name, flags: O_RDONLY, path: name, step: .open)
    else {
      return false
    }
    return (try? file.lockShared()) == false
  }

  /// How long a run waits between two looks.
  private static let pause = Duration.milliseconds(100)

  /// Takes the lock for a file; nil where another run has it and does not give it up within `timeout`.
  public static func take(forFileAt path: String, timeout: Duration) throws(OutputError) -> Self? {
    let file = try open(try Self.path(forFileAt: path))
    var waited = Duration.zero
    while try !file.lock() {
      guard waited < max(timeout, pause) else {
        return nil
      }
      // A signal ends the wait early, and then the next look comes early.
      _ = usleep(UInt32(pause / .microseconds(1)))
      waited += pause
    }
    return Self(file: file)
  }

  /// Makes the file, or opens the one that is there; never what a link leads to.
  private static func open(_ name: String) throws(OutputError) -> OpenFile {
    do throws(OutputError) {
      let flags = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW
      return try OpenFile(name, flags: flags, path: name, step: .open)
    } catch .failed(_, _, EEXIST) {
      return try openOld(name)
    }
  }

  private static func openOld(_ name: String) throws(OutputError) -> OpenFile {
    do throws(OutputError) {
      let flags = O_RDWR | O_NOFOLLOW | O_NONBLOCK
      return try OpenFile(name, flags: flags, path: name, step: .open)
    } catch .failed(_, _, ELOOP) {
      throw .refused(path: name, reason: "it is a symbolic link, and a lock is none: remove it")
    }
  }

  private init(file: consuming OpenFile) {
    self.file = file
  }
}
