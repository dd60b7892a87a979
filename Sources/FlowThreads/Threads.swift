internal import Glibc

/// Runs one piece of work on several threads and waits for all of them.
public enum Threads: Sendable {
  /// Calls `body` on `count` threads, the calling one among them; fewer where the system gives no more.
  public static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var threads: [pthread_t] = []
    for _ in 1..<max(1, count) {
      guard let thread = PosixThread.start(.inherited, body) else {
        break
      }
      threads.append(thread)
    }
    body()
    threads.forEach(PosixThread.join)
  }
}
