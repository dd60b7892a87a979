internal import Glibc

/// The thread that decodes ahead; stopped and waited for when its owner goes.
struct DecodingThread: ~Copyable, Sendable {
  private let decoding: Decoding
  private let thread: pthread_t

  /// Nil where the system gives no thread.
  init?(_ decoding: Decoding) {
    // Signals are the other threads' business: one that waits in read or for a block is to see them.
    // These calls read and write the two records.
    var (all, before) = (sigset_t(), sigset_t())
    _ = unsafe sigfillset(&all)
    _ = unsafe pthread_sigmask(SIG_SETMASK, &all, &before)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    var thread = pthread_t()
    // The thread gets a reference of its own, and gives it up at its end.
    let reference = unsafe Unmanaged.passRetained(decoding)
    let result = unsafe pthread_create(
      &thread, nil,
      { reference in
        if let reference = unsafe reference {
          unsafe Unmanaged<Decoding>.fromOpaque(reference).takeRetainedValue().decodeAll()
        }
        return nil
      }, reference.toOpaque())
    guard result == 0 else {
      unsafe reference.release()
      return nil
    }
    self.decoding = decoding
    self.thread = thread
  }

  deinit {
    decoding.stop()
    // Not joined before; the thread never waits for anything but a free block, which `stop` gives it.
    _ = pthread_join(thread, nil)
  }
}
