internal import CLines

/// The colons and brackets of a line outside of strings, in order: which they are, and where.
///
///     {"flow":{"l4":{"TCP":{}}}}      {:{:{:{}}}}
///
/// One for a whole run: its buffers are made once.
struct LineStructure {
  /// From the line's first byte; what stands behind `count` means nothing.
  var offsets: [UInt16] = []
  /// The bytes themselves.
  var bytes: [UInt8] = []
  /// How many there are.
  var count = 0
  /// Whether the line may hold a backslash.
  var hasBackslash = false

  static var room: Int { Int(lines_structure_room) }
  /// A line with more of them has none here.
  static var maximumCount: Int { Int(lines_structure_count) }
  /// Lines of so many bytes have none here.
  static var lineByteCount: Int { Int(lines_structure_bytes) }

  @inline(__always)
  mutating func makeRoom() {
    if offsets.isEmpty {
      offsets = [UInt16](repeating: 0, count: Self.room)
      bytes = [UInt8](repeating: 0, count: Self.room)
    }
  }

  mutating func append(_ byte: UInt8, at offset: Int) {
    offsets[count] = UInt16(offset)
    bytes[count] = byte
    count += 1
  }

  /// Whether the bytes are these.
  @inline(__always)
  func hasBytes(_ other: [UInt8]) -> Bool {
    count == other.count && Words.areEqual(bytes.span, other.span, count: count)
  }
}
