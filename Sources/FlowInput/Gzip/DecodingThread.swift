internal import FlowThreads

/// The thread that decodes ahead; stopped and waited for when its owner goes.
struct DecodingThread: ~Copyable, Sendable {
  private let decoding: Decoding
  // The thread never waits for anything but a free block, which `stop` gives it before this one is let go and waited for.
  private let thread: JoinedThread

  /// Nil where the system gives no thread.
  init?(_ decoding: Decoding) {
    // Signals are the other threads' business: one that waits in read or for a block is to see them.
    guard let thread = JoinedThread(.blocked, { decoding.decodeAll() }) else {
      return nil
    }
    self.decoding = decoding
    self.thread = thread
  }

  deinit {
    decoding.stop()
  }
}
