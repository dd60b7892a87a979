/// Bytes from somewhere, in order, each once.
protocol ByteSource: ~Copyable {
  /// Bytes taken from the file so far, compressed ones where they are.
  var bytesRead: Int64 { get }
  /// Writes at most `space.count` bytes, which is at least one, to the beginning of `space`.
  mutating func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult
}
