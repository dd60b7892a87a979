internal import CKernels
internal import FlowAnswer

extension LineMatch {
  /// The verdict; nil where it is none of Hubble's.
  @inline(__always)
  var knownVerdict: Verdict? {
    switch Int(verdict) {
    case LINE_FORWARDED: .forwarded
    case LINE_DROPPED: .dropped
    case LINE_ERROR: .error
    case LINE_AUDIT: .audit
    case LINE_REDIRECTED: .redirected
    case LINE_TRACED: .traced
    case LINE_TRANSLATED: .translated
    default: nil
    }
  }
}

extension LineTail {
  /// Whether the line ends as the agent writes it.
  @inline(__always)
  var isThere: Bool {
    nodeStart < nodeEnd
  }

  /// Where the node's name is, without its quotes.
  @inline(__always)
  var node: Range<Int> {
    Int(nodeStart)..<Int(nodeEnd)
  }
}

extension LineStay {
  /// No time.
  static var none: Self {
    Self(oldest: .max, newest: .min)
  }

  @inline(__always)
  mutating func note(_ time: Int64) {
    oldest = min(oldest, time)
    newest = max(newest, time)
  }

  mutating func add(_ other: Self) {
    oldest = min(oldest, other.oldest)
    newest = max(newest, other.newest)
  }
}

/// A head's bytes and masks, whose C arrays Swift sees as tuples.
extension LineHead {
  func text(at index: Int) -> UInt8 {
    // The tuple is as large as the C array, and the index lies within it.
    unsafe withUnsafeBytes(of: text) { unsafe $0[index] }
  }

  func hasQuote(at index: Int) -> Bool {
    // The tuple is as large as the C array, and the index lies within it.
    unsafe withUnsafeBytes(of: quotes) { unsafe $0[index / 8] } >> (index % 8) & 1 == 1
  }

  func isFixed(at index: Int) -> Bool {
    // The tuple is as large as the C array, and the index lies within it.
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
    byteCount = UInt32(index + 1)
    blockCount = UInt32(index / 64 + 1)
  }
}
