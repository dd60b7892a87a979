internal import Glibc

/// POSIX's counting semaphore.
///
/// Owns the record, which must not move. Sendable, as threads are what it is for.
@safe public struct Semaphore: ~Copyable, @unchecked Sendable {
  // Initialised in init, destroyed in deinit, never handed out.
  private let semaphore: UnsafeMutablePointer<sem_t>

  /// A semaphore that so many can take before one is given.
  public init(count: Int) {
    // sem_init fails only for counts beyond its limit.
    unsafe semaphore = .allocate(capacity: 1)
    unsafe semaphore.initialize(to: sem_t())
    _ = unsafe sem_init(semaphore, 0, UInt32(clamping: count))
  }

  deinit {
    // Nobody waits any more: who waited had a reference to the owner.
    _ = unsafe sem_destroy(semaphore)
    unsafe semaphore.deallocate()
  }

  /// Takes one when there is one; false when a signal came first.
  public func wait() -> Bool {
    // The record is initialised.
    unsafe sem_wait(semaphore) == 0
  }

  /// Gives one.
  public func signal() {
    // The record is initialised.
    _ = unsafe sem_post(semaphore)
  }
}
