internal import Glibc

/// Text on its way to a file descriptor, and the only place of unsafe memory in the generator.
///
/// Every offset is checked against the buffer before it is used. The descriptor stays the caller's.
@safe struct OutputBuffer: ~Copyable {
  private let bytes: UnsafeMutableRawPointer
  private let capacity: Int
  private let descriptor: Int32
  private var count = 0

  /// A buffer that holds at least 256 KiB, and at least one text of `longestText` bytes.
  init(descriptor: Int32, longestText: Int) {
    capacity = max(256 << 10, longestText)
    // Page alignment lets the kernel copy whole pages; freed in deinit, never handed out.
    unsafe bytes = .allocate(byteCount: capacity, alignment: 4096)
    self.descriptor = descriptor
  }

  deinit {
    // Allocated in init and owned by this value alone.
    unsafe bytes.deallocate()
  }

  /// Copies `text`, writing out what is there first if it does not fit; returns its offset.
  mutating func append(_ text: Span<UInt8>) throws(OutputError) -> Int {
    if text.count > capacity - count {
      try flush()
    }
    precondition(text.count <= capacity - count)
    let start = count
    // Checked in the line above: the text fits behind `count`.
    unsafe text.withUnsafeBytes { source in
      if let base = source.baseAddress {
        unsafe (bytes + start).copyMemory(from: base, byteCount: source.count)
      }
    }
    count += text.count
    return start
  }

  /// Overwrites what stands at `offset`, which must be text appended and not yet flushed.
  mutating func overwrite(_ offset: Int, with time: TimeText) {
    precondition(offset >= 0 && offset <= count - TimeText.count)
    store(time.minute.0, at: offset)
    store(time.minute.1, at: offset + 8)
    store(time.seconds, at: offset + 16)
    store(time.fraction, at: offset + 20)
    store(time.lastDigit, at: offset + 28)
  }

  mutating func overwrite(_ offset: Int, with identifier: IdentifierText) {
    precondition(offset >= 0 && offset <= count - IdentifierText.count)
    store(identifier.first, at: offset)
    store(identifier.middle.0, at: offset + 9)
    store(identifier.middle.1, at: offset + 14)
    store(identifier.middle.2, at: offset + 19)
    store(identifier.last.0, at: offset + 24)
    store(identifier.last.1, at: offset + 28)
  }

  mutating func overwrite(_ offset: Int, with port: PortText) {
    precondition(offset >= 0 && offset <= count - PortText.count)
    store(port.first, at: offset)
    store(port.last, at: offset + 4)
  }

  /// Writes out everything appended so far.
  mutating func flush() throws(OutputError) {
    var written = 0
    while written < count {
      // The range lies within the buffer; write(2) only reads it.
      let result = unsafe write(descriptor, bytes + written, count - written)
      if result >= 0 {
        written += result
      } else if errno != EINTR {
        throw OutputError(code: errno)
      }
    }
    count = 0
  }

  private func store<Word: FixedWidthInteger & BitwiseCopyable>(_ word: Word, at offset: Int) {
    // The callers checked that their whole text lies within the buffer.
    unsafe bytes.storeBytes(of: word.littleEndian, toByteOffset: offset, as: Word.self)
  }
}

/// A write that the system refused.
public struct OutputError: Error, Sendable {
  let code: Int32

  /// The system's words for it.
  public var message: String {
    // strerror's text is valid until the next call and copied at once.
    unsafe String(cString: strerror(code))
  }
}
