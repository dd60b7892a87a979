internal import Glibc

/// Standard output, written in pieces of 64 KiB.
///
/// The command must ignore SIGPIPE: then a reader that went away is `OutputError.closedPipe`. What
/// is in the buffer when the value is let go is lost: call `flush` last, its error is the run's.
public struct StandardOutput: ~Copyable, Sendable {
  private let file: OpenFile
  private var buffer: [UInt8] = []
  private static let capacity = 65_536

  /// Standard output, or another descriptor that stays open; the name is for errors.
  public init(descriptor: Int32 = 1, name: String = "standard output") {
    file = OpenFile(borrowing: descriptor, path: name)
    buffer.reserveCapacity(Self.capacity)
  }

  /// Takes a text; it is written when the buffer is full.
  public mutating func write(_ text: String) throws(OutputError) {
    buffer.append(contentsOf: text.utf8)
    try flushIfFull()
  }

  /// Takes bytes; they are written when the buffer is full.
  public mutating func write(_ bytes: some Sequence<UInt8>) throws(OutputError) {
    buffer.append(contentsOf: bytes)
    try flushIfFull()
  }

  /// Writes what the buffer holds.
  ///
  /// After an error it is empty: nothing is written twice.
  public mutating func flush() throws(OutputError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    try file.write(buffer)
  }

  private mutating func flushIfFull() throws(OutputError) {
    if buffer.count >= Self.capacity {
      try flush()
    }
  }
}
