/// Numbers for the names of nodes, in the order in which they came; the names that came last are found at once.
///
/// Bounded: beyond a limit that no cluster reaches, new names get no number. A number means the same node for the whole run.
struct NodeNames {
  private var names = ByteTable(
    maximumCount: NodeLimit.count, maximumByteCount: 64 << 20)
  private var cache = NodeCache()

  /// Whether a node has found no room.
  var hasOverflowed: Bool {
    names.hasRefused
  }

  /// How many nodes have a number.
  var count: Int {
    names.count
  }

  /// A node's name, decoded.
  func name(of number: Int) -> ArraySlice<UInt8> {
    names.key(at: number)
  }

  /// The number of the node whose name, without escapes, is at `range`; nil where there is no room.
  @inline(__always)
  mutating func number(plain range: Range<Int>, _ bytes: Span<UInt8>) -> Int? {
    let slot = cache.slot(bytes, range)
    if let node = cache[slot], names.equals(node, bytes, range) {
      return node
    }
    let node = names.index(of: bytes.extracting(range))
    cache[slot] = node
    return node
  }

  /// The number of the node whose name is the string value that begins at `start`; nil where there is no room.
  mutating func number(stringAt start: Int, _ bytes: Span<UInt8>) -> Int? {
    let end = StringScan.nextQuoteOrBackslash(bytes, start &+ 1)
    if bytes[end] == Byte.quote {
      return number(plain: (start &+ 1)..<end, bytes)
    }
    let place = start..<ValidText.endOfString(bytes, start)
    return names.index(of: StringText.decoded(bytes, place).span)
  }

  /// Takes the names of another; gives our number of each of its nodes, nil where there is no room.
  mutating func merge(_ other: Self) -> [Int?] {
    (0..<other.names.count).map { names.index(of: Array(other.names.key(at: $0)).span) }
  }
}

/// The nodes that came last, by a few bytes of their names: most lines need no more than one look and one comparison.
private struct NodeCache {
  private var nodes = [Int32](repeating: -1, count: 256)

  @inline(__always)
  func slot(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    guard range.count >= 16 else {
      return range.count
    }
    let end = range.upperBound
    var mixed = Words.load(bytes, range.lowerBound) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= Words.load(bytes, range.lowerBound &+ 8) &* 0xC2B2_AE3D_27D4_EB4F
    mixed ^= Words.load(bytes, (range.lowerBound &+ end) / 2 &- 4) &* 0x1656_67B1_9E37_79F9
    mixed ^= Words.load(bytes, end &- 8) &* 0xD6E8_FEB8_6659_FD93
    return Int(truncatingIfNeeded: mixed &>> 56)
  }

  subscript(slot: Int) -> Int? {
    @inline(__always)
    get {
      nodes[slot] >= 0 ? Int(nodes[slot]) : nil
    }
    set {
      nodes[slot] = Int32(newValue ?? -1)
    }
  }
}
