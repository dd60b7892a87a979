internal import Glibc

/// What a thread does with the process's signals.
public enum ThreadSignals: Sendable {
  /// As the thread that starts it.
  case inherited
  /// None interrupts it: they are for the other threads, whose waits they are to end.
  case blocked
}

/// The one place that starts threads.
enum PosixThread {
  /// A class because a thread takes one pointer.
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Starts a thread, which is to be joined once; nil where the system gives none.
  static func start(
    _ signals: ThreadSignals, _ body: @escaping @Sendable () -> Void
  ) -> pthread_t? {
    switch signals {
    case .inherited:
      return start(body)
    case .blocked:
      // A thread inherits the mask of the one that starts it. These calls read and write the two records.
      var (all, before) = (sigset_t(), sigset_t())
      _ = unsafe sigfillset(&all)
      _ = unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
      defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
      return start(body)
    }
  }

  /// Waits for a thread's end.
  static func join(_ thread: pthread_t) {
    // A thread that was started here and not joined before: no other error is possible.
    _ = pthread_join(thread, nil)
  }

  private static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    var thread = pthread_t()
    // The work is retained for the thread, which releases it when it takes it.
    let work = unsafe Unmanaged.passRetained(Work(body))
    let failure = unsafe pthread_create(
      &thread, nil,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        }
        return nil
      }, work.toOpaque())
    guard failure == 0 else {
      unsafe work.release()
      return nil
    }
    return thread
  }
}
