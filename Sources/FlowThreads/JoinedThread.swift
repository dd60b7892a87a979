internal import Glibc

/// A thread that does one piece of work, waited for when its owner goes.
public struct JoinedThread: ~Copyable, Sendable {
  private let thread: pthread_t

  /// Starts it; nil where the system gives no thread.
  public init?(_ signals: ThreadSignals, _ body: @escaping @Sendable () -> Void) {
    guard let thread = PosixThread.start(signals, body) else {
      return nil
    }
    self.thread = thread
  }

  deinit {
    PosixThread.join(thread)
  }
}
