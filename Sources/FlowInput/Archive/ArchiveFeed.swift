/// Where an archive's bytes come from.
///
/// A class because the library has its address. Sendable: it belongs to the one reader that pulls from it.
class ArchiveFeed: @unchecked Sendable {
  private static let chunkByteCount = 1 << 17

  private var chunk = DecodedText(capacity: chunkByteCount)
  /// Bytes handed on.
  private(set) final var byteCount: Int64 = 0
  /// What was wrong with the bytes, nil where they are all there.
  private(set) final var problem: InputProblem.Cause?
  /// Whether nobody wants the bytes any more; asked before each chunk.
  private let isStopped: @Sendable () -> Bool
  /// Whether that was so: what the library says of the bytes then is of no use.
  private(set) final var wasStopped = false

  init(isStopped: @escaping @Sendable () -> Bool) {
    self.isStopped = isStopped
  }

  /// Bytes taken from the file, compressed ones where they are.
  var bytesRead: Int64 {
    0
  }

  /// The next bytes of the source.
  func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    .end
  }

  /// Lends the next bytes until the next call: their number, 0 at the end, below 0 after a failure.
  ///
  /// Waits for them: a source is a file.
  final func pull(_ bytes: inout UnsafeRawPointer?) -> Int {
    while problem == nil {
      guard !isStopped() else {
        wasStopped = true
        return -1
      }
      chunk.truncate(to: 0)
      // The chunk lends its room for this one call.
      let space = unsafe chunk.free()
      switch unsafe read(into: space) {
      case .bytes(let count):
        byteCount += Int64(count)
        // Lent as long as the chunk is not filled again.
        unsafe bytes = UnsafeRawPointer(space.baseAddress)
        return count
      case .end, .stopped: return 0
      case .pause: continue
      case .problem(let cause): problem = cause
      }
    }
    return -1
  }
}

/// The bytes of a source.
final class SourceFeed<Source: ByteSource & ~Copyable & Sendable>: ArchiveFeed, @unchecked Sendable
{
  private var source: Source

  init(_ source: consuming Source, isStopped: @escaping @Sendable () -> Bool = { false }) {
    self.source = source
    super.init(isStopped: isStopped)
  }

  override var bytesRead: Int64 {
    source.bytesRead
  }

  override func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    // The caller's space is passed on.
    unsafe source.read(into: space)
  }
}
