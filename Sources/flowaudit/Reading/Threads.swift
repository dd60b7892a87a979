import Glibc

/// Runs the same work on several threads and waits for all of them.
enum Threads {
  /// A class because a thread takes one pointer.
  private final class Work: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
      self.body = body
    }
  }

  /// Calls `body` on `count` threads, the calling one among them; fewer where the system gives no more.
  static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var threads: [pthread_t] = []
    for _ in 1..<max(1, count) {
      var thread = pthread_t()
      // Unsafe: the work is retained for the thread, which releases it when it takes it.
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
        break
      }
      threads.append(thread)
    }
    body()
    for thread in threads {
      pthread_join(thread, nil)
    }
  }
}

/// A lock with a condition: a class because its address must not change.
@safe final class Monitor: @unchecked Sendable {
  // Unsafe: both live at fixed addresses from init to deinit, as POSIX asks.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Calls `body` while no other thread is inside.
  func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Waits, inside `locked`, until another thread calls `wakeAll`.
  func wait() {
    unsafe pthread_cond_wait(condition, mutex)
  }

  /// Lets all that wait look again.
  func wakeAll() {
    unsafe pthread_cond_broadcast(condition)
  }
}
