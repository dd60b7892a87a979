internal import CLinux
internal import Glibc

/// Bytes being collected until they are whole lines, and the room around them that a block's borrower may read.
///
/// Owns one allocation: 64 bytes, the bytes (aligned to 64), one for an LF that a file's last line lacks, 256 bytes. Indices count from the
/// first of the bytes.
/// Sendable, as the pointer has this one owner.
@safe struct BlockBuffer: ~Copyable, @unchecked Sendable {
  static let leadingByteCount = 64
  static let trailingByteCount = 256

  /// What a look over whole lines finds.
  struct Survey {
    var lineCount = 0
    /// No line begins with a digit, as container prefixes do, and none is longer than the limit.
    var isPlain = true
  }

  private(set) var byteCount = 0
  /// Capacity without the one byte for an LF.
  private var capacity: Int
  // The bytes; the allocation begins `leadingByteCount` before. Never handed out but by `lend` and `free`.
  private var start: UnsafeMutableRawPointer
  /// Bytes at the front that a borrower has.
  private(set) var lentCount = 0
  /// Bytes at the front that are known to hold no LF.
  private var searchedCount = 0

  init(capacity: Int) {
    self.capacity = capacity
    // Owned by the new buffer.
    unsafe start = Self.allocate(capacity)
  }

  deinit {
    // The allocation begins there, see `allocate`.
    unsafe (start - Self.leadingByteCount).deallocate()
  }

  private static func allocate(_ capacity: Int) -> UnsafeMutableRawPointer {
    let space = UnsafeMutableRawBufferPointer.allocate(
      byteCount: leadingByteCount + capacity + 1 + trailingByteCount, alignment: 64)
    // The leading bytes are part of the allocation; readers in front of a block find zeros, not what was there.
    unsafe UnsafeMutableRawBufferPointer(rebasing: space[..<leadingByteCount])
      .initializeMemory(as: UInt8.self, repeating: 0)
    // `allocate` gives a base address for a count above 0.
    return unsafe space.baseAddress.unsafelyUnwrapped + leadingByteCount
  }

  // MARK: Bytes in

  /// Makes room for so many bytes in all; moves them when it has to.
  mutating func reserve(_ count: Int) {
    guard count > capacity else {
      return
    }
    // The old allocation's bytes are copied before it is given back.
    let wider = unsafe Self.allocate(count)
    unsafe wider.copyMemory(from: start, byteCount: byteCount)
    unsafe (start - Self.leadingByteCount).deallocate()
    unsafe start = wider
    capacity = count
  }

  /// The room behind the bytes, up to so many in all; valid until the buffer changes.
  mutating func free(upTo count: Int) -> UnsafeMutableRawBufferPointer {
    reserve(count)
    // Within the capacity.
    return unsafe UnsafeMutableRawBufferPointer(
      start: start + byteCount, count: max(0, count - byteCount))
  }

  /// Counts bytes that were written to the free room.
  mutating func grow(by count: Int) {
    assert(0...(capacity - byteCount) ~= count, "more bytes than there was room for")
    byteCount = min(byteCount + count, capacity)
  }

  mutating func append(_ bytes: Span<UInt8>) {
    reserve(byteCount + bytes.count)
    // Room for them was made above; the span's storage is another.
    unsafe bytes.withUnsafeBytes { source in
      unsafe UnsafeMutableRawBufferPointer(start: start + byteCount, count: source.count)
        .copyMemory(from: source)
    }
    byteCount += bytes.count
  }

  /// There is always room for one LF.
  mutating func appendLineFeed() {
    // The byte behind the capacity belongs to the allocation.
    unsafe start.storeBytes(of: UInt8(ascii: "\n"), toByteOffset: byteCount, as: UInt8.self)
    byteCount += 1
    searchedCount = 0
  }

  // MARK: Lines

  /// Where the last whole line ends, after its LF; nil without one.
  ///
  /// No byte is looked at twice.
  mutating func endOfLastLine() -> Int? {
    defer { searchedCount = byteCount }
    // Both pointers lie in the bytes.
    let found = unsafe linux_memrchr(start + searchedCount, 10, byteCount - searchedCount)
    guard let found = unsafe found else {
      return nil
    }
    return unsafe found - UnsafeRawPointer(start) + 1
  }

  /// Where the first line that begins at `index` or later ends, before its LF; nil without one.
  func lineFeed(from index: Int) -> Int? {
    // Both pointers lie in the bytes.
    guard let found = unsafe memchr(start + index, 10, byteCount - index) else {
      return nil
    }
    return unsafe found - start
  }

  /// Looks at every line of the first `end` bytes, which are whole lines.
  func survey(upTo end: Int, longestLine limit: Int) -> Survey {
    var survey = Survey()
    var lineStart = 0
    while lineStart < end, let lineEnd = lineFeed(from: lineStart) {
      // A line has at least its LF to load.
      let first = unsafe start.load(fromByteOffset: lineStart, as: UInt8.self)
      survey.isPlain = survey.isPlain && !isDigit(first) && lineEnd - lineStart <= limit
      survey.lineCount += 1
      lineStart = lineEnd + 1
    }
    return survey
  }

  /// Lends bytes for reading.
  func withBytes<Result>(_ range: Range<Int>, _ body: (Span<UInt8>) -> Result) -> Result {
    let range = range.clamped(to: 0..<byteCount)
    // Within the bytes, which stand still while the buffer is borrowed.
    let bytes = unsafe UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
    return unsafe body(Span(_unsafeBytes: bytes))
  }

  /// Lends all bytes for changes that keep their number.
  mutating func withMutableBytes(_ body: (inout MutableSpan<UInt8>) -> Void) {
    // Within the bytes, which nobody else has for this call.
    var bytes = unsafe MutableSpan<UInt8>(
      _unsafeBytes: UnsafeMutableRawBufferPointer(start: start, count: byteCount))
    body(&bytes)
    searchedCount = 0
  }

  // MARK: Bytes out

  /// Lends the first bytes.
  mutating func lend(_ count: Int) -> UnsafeRawPointer {
    assert(lentCount == 0, "lent before the last loan was taken back")
    assert(1...byteCount ~= count, "only bytes that are there can be lent")
    assert(byteCount <= capacity + 1, "the room behind the bytes is not all there")
    lentCount = min(count, byteCount)
    return unsafe UnsafeRawPointer(start)
  }

  /// Drops what was lent.
  mutating func takeBack() {
    drop(lentCount)
    lentCount = 0
  }

  /// Takes back what was lent as if it had not been, and gives how much that was.
  mutating func takeBackWhole() -> Int {
    defer { lentCount = 0 }
    return lentCount
  }

  /// Removes bytes from the front.
  mutating func drop(_ count: Int) {
    assert(0...byteCount ~= count, "only bytes that are there can be dropped")
    let count = min(count, byteCount)
    // Overlapping moves within the bytes.
    unsafe start.copyMemory(from: start + count, byteCount: byteCount - count)
    byteCount -= count
    searchedCount = max(0, searchedCount - count)
  }
}
