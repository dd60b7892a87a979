internal import Glibc

/// A lock with a condition: a class because its address must not change.
@safe public final class Monitor: @unchecked Sendable {
  // Unsafe: both live at fixed addresses from init to deinit, as POSIX asks.
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// A lock that nobody has.
  public init() {
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
  public func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Waits, inside `locked`, until another thread calls `wakeAll`.
  public func wait() {
    unsafe pthread_cond_wait(condition, mutex)
  }

  /// Lets all that wait look again.
  public func wakeAll() {
    unsafe pthread_cond_broadcast(condition)
  }
}
