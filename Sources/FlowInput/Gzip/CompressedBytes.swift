/// The bytes of a compressed file, a chunk at a time; those of it that were not decoded yet.
struct CompressedBytes: ~Copyable, Sendable {
  private static let chunkByteCount = 1 << 17

  private var file: FileSource
  private var chunk = [UInt8](repeating: 0, count: chunkByteCount)
  private var unused = 0..<0

  init(_ file: consuming FileSource) {
    self.file = file
  }

  /// How many bytes are at hand.
  var count: Int {
    unused.count
  }

  /// A byte at hand, counted from the first of them; there are more than `index`.
  subscript(index: Int) -> UInt8 {
    chunk[unused.lowerBound + index]
  }

  /// Where in the file the first byte at hand stands.
  var offset: Int64 {
    file.bytesRead - Int64(file.head.count + unused.count)
  }

  /// Bytes taken from the file so far.
  var bytesRead: Int64 {
    file.bytesRead
  }

  /// Whether `goOn` can work.
  var isRepeatable: Bool {
    file.isRepeatable
  }

  /// Lends the bytes at hand.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    // The chunk lends its storage for this one call.
    unsafe chunk.withUnsafeBytes { unsafe body(UnsafeRawBufferPointer(rebasing: $0[unused])) }
  }

  mutating func dropZeros() {
    unused = chunk[unused].prefix { $0 == 0 }.endIndex..<unused.upperBound
  }

  /// Drops decoded bytes, or for a count below 0 takes such back; false when they are not there.
  mutating func drop(_ count: Int) -> Bool {
    let lowerBound = unused.lowerBound + count
    guard (0...unused.upperBound).contains(lowerBound) else {
      return false
    }
    unused = lowerBound..<unused.upperBound
    return true
  }

  /// Reads more behind the bytes at hand, of which there are fewer than the chunk holds.
  mutating func readMore() -> ReadResult {
    let kept = unused.count
    chunk.replaceSubrange(0..<kept, with: Array(chunk[unused]))
    unused = 0..<kept
    // The chunk lends its space for this one call.
    let result = unsafe chunk.withUnsafeMutableBytes { space in
      unsafe file.read(into: UnsafeMutableRawBufferPointer(rebasing: space[kept...]))
    }
    if case .bytes(let count) = result {
      unused = 0..<(kept + count)
    }
    return result
  }

  /// Goes back to an offset of a file that is repeatable.
  mutating func goOn(from offset: Int64) {
    unused = 0..<0
    file.goOn(from: offset)
  }
}
