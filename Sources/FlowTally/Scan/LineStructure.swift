internal import CKernels

/// The colons and brackets of a line outside of strings, in order: which they are, and where.
///
///     {"flow":{"l4":{"TCP":{}}}}      {:{:{:{}}}}
///
/// One for a whole run, in one place: `Members` look its offsets up as long as it is not filled anew.
@safe struct LineStructure: ~Copyable, @unchecked Sendable {
  // Unchecked because of the pointers: what they point to is this value's own.
  /// From the line's first byte; room for `room` of them, what stands behind `count` means nothing.
  let offsets: UnsafeMutablePointer<UInt16>
  /// The bytes themselves.
  let bytes: UnsafeMutablePointer<UInt8>
  /// How many there are.
  var count = 0
  /// Whether the line may hold a backslash.
  var hasBackslash = false

  static var room: Int { Int(LINE_STRUCTURE_ROOM) }
  /// A line with more of them has none here.
  static var maximumCount: Int { Int(LINE_STRUCTURE_COUNT) }
  /// Lines of so many bytes have none here.
  static var lineByteCount: Int { Int(LINE_STRUCTURE_BYTES) }

  init() {
    // Both freed in deinit. Where the heap would put them decided about a twentieth of the time of a log of drops.
    unsafe offsets = Self.aligned(UInt16.self)
    unsafe offsets.initialize(repeating: 0, count: Self.room)
    unsafe bytes = Self.aligned(UInt8.self)
    unsafe bytes.initialize(repeating: 0, count: Self.room)
  }

  /// Memory for as many as there is room for, at the beginning of a cache line.
  private static func aligned<Element>(_: Element.Type) -> UnsafeMutablePointer<Element> {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: room * MemoryLayout<Element>.stride, alignment: 64)
    // Nobody has bound it before.
    return unsafe memory.bindMemory(to: Element.self, capacity: room)
  }

  deinit {
    // What init allocated.
    unsafe offsets.deallocate()
    unsafe bytes.deallocate()
  }

  mutating func append(_ byte: UInt8, at offset: Int) {
    precondition(count < Self.room)
    // The count is below the room of both.
    unsafe offsets[count] = UInt16(offset)
    unsafe bytes[count] = byte
    count += 1
  }

  /// One of the bytes.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    precondition(index >= 0 && index < Self.room)
    return unsafe bytes[index]
  }

  /// Where it stands, from the line's first byte.
  @inline(__always)
  func offset(_ index: Int) -> Int {
    precondition(index >= 0 && index < Self.room)
    return unsafe Int(offsets[index])
  }

  /// All bytes.
  var allBytes: [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
  }

  /// All offsets.
  var allOffsets: [UInt16] {
    unsafe Array(UnsafeBufferPointer(start: offsets, count: count))
  }

  /// A hash of the bytes.
  @inline(__always)
  var hash: UInt32 {
    let own = unsafe UnsafeBufferPointer(start: bytes, count: count)
    return unsafe ByteTable.hash(own.span)
  }

  /// Whether the bytes are these.
  @inline(__always)
  func hasBytes(_ other: [UInt8]) -> Bool {
    let own = unsafe UnsafeBufferPointer(start: bytes, count: count)
    return unsafe count == other.count && Words.areEqual(own.span, other.span, count: count)
  }
}
