internal import Synchronization

/// A command that prints a flow log: a program and its arguments, started when it is read, without a shell.
///
/// A class because who reads it and who stops it share it. Each reading starts it again.
public final class Producer: Sendable {
  /// The program as it was typed, for messages; not escaped.
  public let name: String
  let words: [[UInt8]]
  /// After so long without a byte it is ended; nil for any time.
  let timeout: Duration?
  /// The time since some moment, of a clock that only goes forward.
  let clock: @Sendable () -> Duration
  private let isToStop = Atomic(false)

  /// A command of these words, without NUL in them: a program, which is looked for in PATH where its name has no slash, and its
  /// arguments.
  public init(
    _ words: [[UInt8]], timeout: Duration?, clock: @escaping @Sendable () -> Duration
  ) {
    self.words = words
    self.timeout = timeout
    self.clock = clock
    let program = words.first ?? []
    name = program.isEmpty ? "''" : String(decoding: program, as: UTF8.self)
  }

  /// Has it ended: what it has printed until then is read, and its input has no more; this is no problem.
  public func stop() {
    isToStop.store(true, ordering: .relaxed)
  }

  var isStopped: Bool {
    isToStop.load(ordering: .relaxed)
  }
}

extension Producer: Hashable {
  /// Whether it is the very same.
  public static func == (left: Producer, right: Producer) -> Bool {
    left === right
  }

  /// As `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(self))
  }
}
