internal import CLinux
internal import Glibc

/// A producer that runs: how long it is waited for, and how it ends.
///
/// Owns the process and all of its group: none is left when it goes, be it killed. Does not own the descriptor.
struct ProducerProcess: ~Copyable, Sendable {
  /// From the wish that it ends to SIGKILL.
  private static let grace = Duration.seconds(2)
  /// So long processes that it has left behind may be silent and hold its output open.
  private static let leftoverSilence = Duration.seconds(1)
  /// A wait that is no longer is hardly noticed, and long enough to cost nothing.
  private static let longestWait = Duration.milliseconds(200)

  private enum Phase {
    case running
    /// It was asked to end.
    case asked(since: Duration)
    case killed(since: Duration)
  }

  private let producer: Producer
  private let id: pid_t
  private var phase = Phase.running
  /// What made us end it, nil where it ends by itself.
  private var reason: ReadResult?
  private var silentSince: Duration?
  private var pausedAt = Duration.zero
  /// The next wait for its end.
  private var patience = Duration.milliseconds(1)
  /// How it ended; nil while it is to be waited for.
  private var ending: ReadResult?

  /// Starts it; `output` is the end of its pipe to read, the caller's to close.
  init(_ producer: Producer, output: inout Int32) throws(OpeningFailure) {
    var words: [UnsafeMutablePointer<CChar>?] = unsafe producer.words.map { word in
      // strdup copies up to the NUL that is put behind the bytes; freed below.
      unsafe strdup((word + [0]).map { CChar(bitPattern: $0) })
    }
    unsafe words.append(nil)
    // The words and the descriptor are lent for this call.
    let id = unsafe linux_start_program(&words, &output)
    let cause = errno
    unsafe words.forEach { unsafe free($0) }
    guard id > 0 else {
      throw .problem(.cannotStart(errno: cause))
    }
    self.producer = producer
    self.id = id
  }

  deinit {
    guard ending == nil else {
      return
    }
    linux_signal_program(id, SIGTERM)
    let start = producer.clock()
    while linux_has_program_ended(id) == 0 && producer.clock() - start < Self.grace {
      Duration.milliseconds(1).sleep()
    }
    _ = linux_end_program(id)
  }

  /// To be called before a read: what to give instead, nil where there is nothing against it.
  mutating func check() -> ReadResult? {
    if case .running = phase, !producer.isStopped {
      return nil
    }
    return step(producer.clock())
  }

  /// To be called after a read that gave bytes.
  mutating func noteBytes() {
    silentSince = nil
  }

  /// Waits a while for bytes; nil when there are some, or the end of them.
  mutating func wait(for descriptor: Int32) -> ReadResult? {
    let now = producer.clock()
    if silentSince == nil && now - pausedAt > Self.longestWait {
      // Bytes have come in drops: their lines should not wait for a block to fill.
      pausedAt = now
      silentSince = now
      return .pause
    }
    if let result = step(now) {
      return result
    }
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // poll reads and writes this one record.
    if unsafe poll(&wanted, 1, waitTime(now).pollTimeout) > 0 {
      return nil
    }
    pausedAt = producer.clock()
    return .pause
  }

  /// To be called where the output is at its end: waits a while for that of the process.
  mutating func end() -> ReadResult {
    guard ending == nil && linux_has_program_ended(id) == 0 else {
      return finish()
    }
    if let result = step(producer.clock()) {
      return result
    }
    // A signal ends it early.
    patience.sleep()
    patience = min(patience * 2, Self.longestWait)
    return linux_has_program_ended(id) == 0 ? .pause : finish()
  }

  /// What is due now; gives how it ended once there is nothing more to wait for.
  private mutating func step(_ now: Duration) -> ReadResult? {
    if let ending {
      return ending
    }
    let silence = now - (silentSince ?? now)
    silentSince = now - silence
    switch phase {
    case .running:
      let hasEnded = linux_has_program_ended(id) != 0
      if producer.isStopped {
        ask(because: .stopped, now)
      } else if let timeout = producer.timeout, silence >= timeout, !hasEnded {
        ask(because: .problem(.commandSilent(timeout)), now)
      } else if hasEnded && silence >= Self.leftoverSilence {
        kill(now)
      }
    case .asked(let since):
      if now - since >= Self.grace {
        kill(now)
      }
    case .killed(let since):
      // Who has left the group may hold the output open for ever.
      if now - since >= Self.longestWait {
        return finish()
      }
    }
    return nil
  }

  /// How long nothing is due.
  private func waitTime(_ now: Duration) -> Duration {
    guard case .running = phase, let timeout = producer.timeout, let silentSince else {
      return Self.longestWait
    }
    let silence = now - silentSince
    return silence < timeout ? min(Self.longestWait, timeout - silence) : Self.longestWait
  }

  private mutating func ask(because reason: ReadResult, _ now: Duration) {
    self.reason = reason
    phase = .asked(since: now)
    linux_signal_program(id, SIGTERM)
  }

  private mutating func kill(_ now: Duration) {
    phase = .killed(since: now)
    linux_signal_program(id, SIGKILL)
  }

  /// Takes leave of the process and of what it has left behind.
  private mutating func finish() -> ReadResult {
    if let ending {
      return ending
    }
    let status = linux_end_program(id)
    let result: ReadResult =
      switch status {
      case 0: .end
      case ..<0: .problem(.commandKilled(signal: -status))
      default: .problem(.commandFailed(status: status))
      }
    ending = reason ?? result
    return reason ?? result
  }
}
