internal import CLines
internal import FlowAnswer

extension LineMatch {
  /// The verdict's code for DROPPED.
  static var dropped: UInt8 { UInt8(lines_dropped) }

  /// The verdict, if it is FORWARDED.
  @inline(__always)
  var knownVerdict: Verdict? {
    verdict == UInt8(lines_forwarded) ? .forwarded : nil
  }
}

extension LineTail {
  /// Whether the line ends as the agent writes it.
  @inline(__always)
  var isThere: Bool {
    node_start < node_end
  }

  /// Where the node's name is, without its quotes.
  @inline(__always)
  var node: Range<Int> {
    Int(node_start)..<Int(node_end)
  }
}

/// A head's bytes and masks, whose C arrays Swift sees as tuples.
extension LineHead {
  func text(at index: Int) -> UInt8 {
    // The tuple is as large as the C array, and the index lies within it.
    unsafe withUnsafeBytes(of: text) { unsafe $0[index] }
  }

  func hasQuote(at index: Int) -> Bool {
    unsafe withUnsafeBytes(of: quotes) { unsafe $0[index / 8] } >> (index % 8) & 1 == 1
  }

  func isFixed(at index: Int) -> Bool {
    unsafe withUnsafeBytes(of: fixed) { unsafe $0[index / 8] } >> (index % 8) & 1 == 1
  }

  /// Sets a byte and its bits; a byte that is not fixed may be any but quote and backslash.
  mutating func set(_ byte: UInt8, isFixed: Bool, at index: Int) {
    let bit = UInt8(1) << (index % 8)
    // The tuples are as large as the C arrays, little-endian words whose byte i holds bits 8 i to 8 i + 7.
    unsafe withUnsafeMutableBytes(of: &text) { unsafe $0[index] = byte }
    unsafe withUnsafeMutableBytes(of: &valid) { unsafe $0[index / 8] |= bit }
    if byte == Byte.quote {
      unsafe withUnsafeMutableBytes(of: &quotes) { unsafe $0[index / 8] |= bit }
    }
    if isFixed {
      unsafe withUnsafeMutableBytes(of: &fixed) { unsafe $0[index / 8] |= bit }
    }
    byte_count = UInt32(index + 1)
    block_count = UInt32(index / 64 + 1)
  }
}
