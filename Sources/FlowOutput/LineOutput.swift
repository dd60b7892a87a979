internal import Glibc

/// Lines written to standard output from where they lie: small pieces are gathered, large ones are written in place.
///
/// No byte is copied more than once. As with `StandardOutput`, SIGPIPE has to be ignored, and what is in the buffer when the
/// value is let go is lost: call `flush` last.
public struct LineOutput: ~Copyable, Sendable {
  private let file: OpenFile
  private var buffer: [UInt8] = []
  private static let capacity = 65_536

  /// Standard output, or another descriptor that stays open; the name is for errors.
  public init(descriptor: Int32 = 1, name: String = "standard output") {
    file = OpenFile(borrowing: descriptor, path: name)
    buffer.reserveCapacity(Self.capacity)
  }

  /// Whether it is a pipe or socket whose reader has gone away: known without writing, so that who waits for lines can end.
  public static func hasLostReader(descriptor: Int32 = 1) -> Bool {
    var events = pollfd(fd: descriptor, events: 0, revents: 0)
    // One record, filled within this call, which does not wait.
    let count = unsafe poll(&events, 1, 0)
    return count > 0 && events.revents & Int16(POLLERR | POLLHUP) != 0
  }

  /// Writes pieces of some bytes, which are read within this call, or keeps a copy of them where they are small.
  public mutating func write(
    _ bytes: UnsafeRawBufferPointer, _ pieces: [Range<Int>]
  ) throws(OutputError) {
    let count = pieces.reduce(0) { $0 + $1.count }
    guard buffer.count + count > Self.capacity else {
      for piece in pieces {
        // The pieces lie within the bytes, which the caller lends for this call.
        unsafe buffer.append(contentsOf: bytes[piece])
      }
      return
    }
    try flush()
    // The caller lends the bytes for this call, see above.
    try unsafe file.write(bytes, pieces)
  }

  /// Writes what the buffer holds; after an error it is empty.
  public mutating func flush() throws(OutputError) {
    guard !buffer.isEmpty else {
      return
    }
    defer { buffer.removeAll(keepingCapacity: true) }
    try file.write(buffer)
  }
}

extension OpenFile {
  /// Writes pieces of some bytes, as many of them at a time as the system takes.
  fileprivate func write(
    _ bytes: UnsafeRawBufferPointer, _ pieces: [Range<Int>]
  ) throws(OutputError) {
    var vectors = unsafe [iovec]()
    for piece in pieces {
      // Each piece lies within the bytes; write only reads them.
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[piece])
      unsafe vectors.append(
        iovec(
          iov_base: UnsafeMutableRawPointer(mutating: part.baseAddress), iov_len: part.count))
    }
    var first = 0
    while unsafe first < vectors.count {
      let count = unsafe min(vectors.count - first, Self.mostVectors)
      var written = unsafe try writeSome(vectors, first, count)
      while written > 0 {
        let length = unsafe vectors[first].iov_len
        if written >= length {
          written -= length
          first += 1
        } else {
          // Part of a piece was written: its rest comes next.
          unsafe vectors[first].iov_base += written
          unsafe vectors[first].iov_len -= written
          written = 0
        }
      }
    }
  }

  /// Source: POSIX's IOV_MAX on Linux, UIO_MAXIOV.
  private static let mostVectors = 1024
}
