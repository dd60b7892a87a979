/// The text of a gzip file, decoded as it is asked for, or by a thread of its own ahead of that.
struct GzipSource: ~Copyable, Sendable {
  private let decoding: Decoding
  /// Nil where text is decoded as it is asked for.
  private let thread: DecodingThread?
  /// The block at hand; nil when the next is to come.
  private var block: DecodedBlock?
  /// What of its text was read.
  private var position = 0
  private(set) var bytesRead: Int64 = 0

  /// Decodes ahead only what can be read at any time: nothing else can be waited for at the end.
  init(_ file: consuming FileSource, _ options: DecodingOptions) {
    let isAhead = options.decodesAhead && file.isRepeatable
    bytesRead = file.bytesRead
    decoding = Decoding(
      GzipDecoder(file, inflater: options.inflater, textByteCount: options.textByteCount),
      textByteCount: options.textByteCount, blockCount: isAhead ? 3 : 1)
    thread = isAhead ? DecodingThread(decoding) : nil
  }
}

extension GzipSource: ByteSource {
  mutating func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    guard let block = block ?? nextBlock() else {
      return .pause
    }
    guard case .bytes = block.result else {
      return pass(block)
    }
    // The caller's space is passed on.
    let count = unsafe block.text.copy(from: position, into: space)
    position += count
    if position == block.text.count {
      release()
    }
    return .bytes(count)
  }

  /// Nil when a signal came while the thread was waited for.
  private mutating func nextBlock() -> DecodedBlock? {
    if thread == nil {
      decoding.decodeBlock()
    }
    block = decoding.takeBlock()
    position = 0
    bytesRead = block?.bytesRead ?? bytesRead
    return block
  }

  /// The end stays the end.
  private mutating func pass(_ block: DecodedBlock) -> ReadResult {
    let result = block.result
    if case .pause = result {
      release()
    }
    return result
  }

  private mutating func release() {
    block = nil
    decoding.releaseBlock()
  }
}
