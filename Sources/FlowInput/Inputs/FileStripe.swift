internal import Glibc

/// The lines of a plain file that begin within a range of its bytes: what one thread reads of a large log.
public struct FileStripe: Sendable, Hashable {
  /// The file.
  public let path: InputPath
  /// The first byte of the range.
  public let start: Int64
  /// The byte behind the range; nil where it reaches to the file's end, wherever that is by then.
  public let end: Int64?

  /// Where in an open file the first line begins that begins at `offset` or later; the file's end where none does.
  ///
  /// Reads from the byte before, so that a line that begins just there is found.
  static func lineStart(_ descriptor: Int32, at offset: Int64) -> Int64 {
    guard offset > 0 else {
      return 0
    }
    var chunk = [UInt8](repeating: 0, count: 16_384)
    var position = offset - 1
    while true {
      // pread fills at most as many bytes as the array holds, within this call.
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, $0.count, off_t(position))
      }
      guard count > 0 else {
        return position
      }
      if let lineFeed = chunk[..<count].firstIndex(of: UInt8(ascii: "\n")) {
        return position + Int64(lineFeed) + 1
      }
      position += Int64(count)
    }
  }
}
