internal import Glibc

/// The lines of a plain file that begin within a range of its bytes: what one thread reads of a large log.
public struct FileStripe: Sendable, Hashable {
  /// The file.
  public let path: InputPath
  /// The first byte of the range.
  public let start: Int64
  /// The byte behind the range; nil where it reaches to the file's end, wherever that is by then.
  public let end: Int64?
  /// Bytes of the file when it was cut into stripes: one that has fewer has been cut since.
  let fileByteCount: Int64

  /// Where in an open file the first line begins that begins at `offset` or later; the file's end where none does.
  ///
  /// Reads from the byte before, so that a line that begins just there is found.
  func lineStart(_ descriptor: Int32, at offset: Int64) throws(InputProblem) -> Int64 {
    guard offset > 0 else {
      return 0
    }
    var position = offset - 1
    while true {
      let chunk = try FileCall.bytes(
        descriptor, at: position, count: Self.chunkByteCount, of: .file(path))
      if let lineFeed = chunk.firstIndex(of: UInt8(ascii: "\n")) {
        return position + Int64(lineFeed) + 1
      }
      position += Int64(chunk.count)
      guard chunk.count == Self.chunkByteCount else {
        try check(descriptor, end: position)
        return position
      }
    }
  }

  private static let chunkByteCount = 16_384

  /// Throws where the file ends before the end that it had.
  private func check(_ descriptor: Int32, end: Int64) throws(InputProblem) {
    if end < fileByteCount {
      throw InputProblem(
        origin: .file(path), cause: Self.shrunk(descriptor, from: fileByteCount, seenAt: end))
    }
  }

  /// Of a file that had more bytes: where it ends now, at the place where nothing was read or before that.
  static func shrunk(
    _ descriptor: Int32, from byteCount: Int64, seenAt position: Int64
  ) -> InputProblem.Cause {
    let now = try? FileCall.status(descriptor, of: .standardInput).st_size
    return .shrunk(byteCount: byteCount, offset: min(position, now.map { Int64($0) } ?? position))
  }
}
