/// Decoded text, as far as a buffer of fixed size goes.
///
/// Owns one allocation. Sendable, as the pointer has this one owner.
@safe struct DecodedText: ~Copyable, @unchecked Sendable {
  let capacity: Int
  private(set) var count = 0
  // `capacity` bytes, freed in deinit, lent for single calls only.
  private let start: UnsafeMutableRawPointer

  /// Room for so many bytes, at least one.
  init(capacity: Int) {
    self.capacity = max(1, capacity)
    // Owned by the new buffer.
    unsafe start = .allocate(byteCount: self.capacity, alignment: 64)
  }

  deinit {
    // Allocated in init.
    unsafe start.deallocate()
  }

  var isEmpty: Bool {
    count == 0
  }

  /// The room behind the bytes; valid as long as the buffer.
  func free() -> UnsafeMutableRawBufferPointer {
    // Within the allocation.
    unsafe UnsafeMutableRawBufferPointer(start: start + count, count: capacity - count)
  }

  /// Counts bytes that were written to the free room.
  mutating func grow(by written: Int) {
    assert(0...(capacity - count) ~= written, "more text than there was room for")
    count += min(max(0, written), capacity - count)
  }

  /// Whether any byte of a range of the allocation, which has been written, is not zero.
  func holdsOtherThanZeros(in range: Range<Int>) -> Bool {
    let range = range.clamped(to: 0..<capacity)
    // Within the allocation.
    let bytes = unsafe UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count)
    return unsafe bytes.contains { $0 != 0 }
  }

  /// A copy of a range of the allocation, which has been written.
  func bytes(in range: Range<Int>) -> [UInt8] {
    let range = range.clamped(to: 0..<capacity)
    // Within the allocation.
    return unsafe Array(
      UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count))
  }

  /// Keeps at most so many bytes.
  mutating func truncate(to count: Int) {
    self.count = min(self.count, max(0, count))
  }

  /// Of the last `count` bytes keeps only the last `kept`.
  mutating func removeLast(_ count: Int, but kept: Int) {
    let count = min(max(0, count), self.count)
    let kept = min(max(0, kept), count)
    if kept < count {
      // Overlapping moves within the bytes.
      unsafe (start + self.count - count).copyMemory(
        from: start + self.count - kept, byteCount: kept)
      self.count -= count - kept
    }
  }

  /// Copies bytes from an index on, as many as there are and as fit; gives their number.
  func copy(from index: Int, into space: UnsafeMutableRawBufferPointer) -> Int {
    let index = min(max(0, index), count)
    // Both sides have that many bytes; the space is another allocation.
    let bytes = unsafe UnsafeRawBufferPointer(
      start: start + index, count: min(count - index, space.count))
    unsafe space.copyMemory(from: bytes)
    return bytes.count
  }
}
