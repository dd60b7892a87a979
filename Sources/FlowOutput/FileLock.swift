internal import Glibc

/// An advisory lock that one run has at a time, beside the file that it guards.
///
/// The file itself is replaced, so the lock is on another: its name with `.lock` behind it, which stays. Given up when the
/// owner lets it go, or dies.
public struct FileLock: ~Copyable, Sendable {
  private let file: OpenFile

  /// The file that the lock for a file is on.
  public static func path(forFileAt path: String) -> String {
    path + ".lock"
  }

  /// Whether a run has the lock for a file; false where it cannot be told.
  ///
  /// Takes it for a moment, with all others that ask: a run that comes just then looks once more.
  public static func isTaken(forFileAt path: String) -> Bool {
    let name = Self.path(forFileAt: path)
    guard let file = try? OpenFile(name, flags: O_RDONLY, path: name, step: .open) else {
      return false
    }
    return !file.lockShared()
  }

  /// How long a run waits between two looks.
  private static let pause = Duration.milliseconds(100)

  /// Takes the lock for a file; nil where another run has it and does not give it up within `timeout`.
  public static func take(forFileAt path: String, timeout: Duration) throws(OutputError) -> Self? {
    let name = Self.path(forFileAt: path)
    let file = try OpenFile(name, flags: O_RDWR | O_CREAT, path: name, step: .open)
    var waited = Duration.zero
    while !file.lock() {
      guard waited < max(timeout, pause) else {
        return nil
      }
      // A signal ends the wait early, and then the next look comes early.
      _ = usleep(UInt32(pause / .microseconds(1)))
      waited += pause
    }
    return Self(file: file)
  }

  private init(file: consuming OpenFile) {
    self.file = file
  }
}
