internal import Glibc

/// An advisory lock that one run has at a time, beside the file that it guards.
///
/// The file itself is replaced, so the lock is on another: its name with `.lock` behind it, which stays. Given up when the
/// owner lets it go, or dies.
public struct FileLock: ~Copyable, Sendable {
  private let file: OpenFile

  /// Takes the lock for a file; nil where another run has it and does not give it up within `timeout` nanoseconds.
  public static func take(forFileAt path: String, timeout: Int64) throws(OutputError) -> Self? {
    let name = path + ".lock"
    let file = try OpenFile(name, flags: O_RDWR | O_CREAT, path: name, step: .open)
    var waited: Int64 = 0
    while !file.lock() {
      guard waited < timeout else {
        return nil
      }
      // A tenth of a second; a signal ends the wait early, and then the next look comes early.
      _ = usleep(100_000)
      waited += 100_000_000
    }
    return Self(file: file)
  }

  private init(file: consuming OpenFile) {
    self.file = file
  }
}
