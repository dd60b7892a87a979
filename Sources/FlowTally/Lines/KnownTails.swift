internal import CKernels

/// The ends of lines that were seen, learned from lines that were looked at: the next line of a node is known by its end.
///
/// LineKernels.h says what they are. Bounded, kept over the whole run; what finds no room, or the slot of another, is looked at
/// each time.
@safe struct KnownTails: ~Copyable, @unchecked Sendable {
  // Unchecked because of the pointers: what they point to is this value's own.
  private let slots: UnsafeMutablePointer<UInt16>
  private let tails: UnsafeMutablePointer<LineKnownTail>
  /// The nodes' numbers, by tail.
  private let nodes: UnsafeMutablePointer<Int64>
  /// How many are known.
  private(set) var count = 0

  private static let maximumCount = 512
  private static let slotCount = Int(LINE_TAIL_SLOTS)

  init() {
    // All freed in deinit. Of the tails only those are looked at whose number is in a slot.
    unsafe slots = .allocate(capacity: Self.slotCount)
    unsafe slots.initialize(repeating: Self.none, count: Self.slotCount)
    unsafe tails = .allocate(capacity: Self.maximumCount)
    unsafe nodes = .allocate(capacity: Self.maximumCount)
  }

  deinit {
    // What init allocated.
    unsafe slots.deallocate()
    unsafe tails.deallocate()
    unsafe nodes.deallocate()
  }

  /// What a line has whose end is not known.
  static var none: UInt16 { UInt16(LINE_NO_TAIL) }

  /// What the kernels look into, as long as this value lives.
  @inline(__always)
  var table: LineKnownTails {
    unsafe LineKnownTails(slots: slots, tails: tails)
  }

  /// The number of each tail's node, for the kernels, as long as this value lives.
  @inline(__always)
  var nodeNumbers: UnsafePointer<Int64> {
    unsafe UnsafePointer(nodes)
  }

  /// The node of a line with this tail, nil where its end is not known.
  @inline(__always)
  func node(_ tail: UInt16) -> Int? {
    // The number of a tail that was learned.
    tail == Self.none ? nil : unsafe Int(nodes[Int(tail)])
  }

  /// Learns the end of a line that has a tail.
  mutating func learn(_ bytes: Span<UInt8>, _ line: Range<Int>, _ tail: LineTail, node: Int) {
    let end = tail.node.upperBound
    let key: StaticString = "},\"node_name\":\""
    let byteCount = key.utf8CodeUnitCount + tail.node.count
    // Behind blanks the name stands elsewhere.
    guard count < Self.maximumCount, line.count >= LineKnownTail.lineByteCount,
      line.upperBound - end == LineKnownTail.behindNode, byteCount <= LineKnownTail.byteCount,
      bytes[end - byteCount] == Byte.closeBrace
    else {
      return
    }
    let slot = Self.slot(bytes, end)
    // Within the tables.
    guard unsafe slots[slot] == Self.none else {
      return
    }
    unsafe (tails + count).initialize(to: LineKnownTail(bytes, end: end, count: byteCount))
    unsafe (nodes + count).initialize(to: Int64(node))
    unsafe slots[slot] = UInt16(count)
    count += 1
  }

  /// The slot of a line whose node's name ends before `end`.
  static func slot(_ bytes: Span<UInt8>, _ end: Int) -> Int {
    unsafe bytes.withUnsafeBufferPointer { block in
      // The line is long enough.
      unsafe block.baseAddress.map { unsafe Int(line_tail_slot($0 + end)) } ?? 0
    }
  }
}

/// A tail's bytes and masks, whose C arrays Swift sees as tuples.
extension LineKnownTail {
  static var byteCount: Int { Int(LINE_TAIL_BYTES) }
  static var lineByteCount: Int { Int(LINE_TAIL_LINE_BYTES) }
  static var timeByteCount: Int { Int(LINE_TAIL_TIME_BYTES) }
  /// Bytes between the name and the line's end.
  static var behindNode: Int { Int(LINE_TAIL_BYTES_BEHIND) }

  /// The last `count` bytes before `end`.
  init(_ bytes: Span<UInt8>, end: Int, count: Int) {
    self.init()
    for index in (Self.byteCount - count)..<Self.byteCount {
      // The tuples are as large as the C arrays, little-endian words whose byte i holds bits 8 i to 8 i + 7.
      unsafe withUnsafeMutableBytes(of: &text) {
        unsafe $0[index] = bytes[end - Self.byteCount + index]
      }
      unsafe withUnsafeMutableBytes(of: &mask) { unsafe $0[index / 8] |= 1 << (index % 8) }
    }
  }

  func text(at index: Int) -> UInt8 {
    // The tuple is as large as the C array, and the index lies within it.
    unsafe withUnsafeBytes(of: text) { unsafe $0[index] }
  }

  func isFixed(at index: Int) -> Bool {
    // The tuple is as large as the C array, and the index lies within it.
    unsafe withUnsafeBytes(of: mask) { unsafe $0[index / 8] } >> (index % 8) & 1 == 1
  }
}
