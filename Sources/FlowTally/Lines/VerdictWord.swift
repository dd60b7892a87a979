internal import FlowAnswer

/// Verdicts by their first eight bytes: of a line that is read the long way; a head's verdict is the kernel's to tell.
enum VerdictWord {
  // The texts with their closing quotes, little endian: constants, because a static value is looked up at each use.
  private static var forwarded: UInt64 { 0x4544_5241_5752_4F46 }
  private static var dropped: UInt64 { 0x2244_4550_504F_5244 }
  private static var redirected: UInt64 { 0x5443_4552_4944_4552 }
  private static var translated: UInt64 { 0x5441_4C53_4E41_5254 }
  private static var audit: UInt64 { 0x2254_4944_5541 }
  private static var error: UInt64 { 0x2252_4F52_5245 }
  private static var traced: UInt64 { 0x22_4445_4341_5254 }

  /// The verdict whose content begins at `start`, nil for any that is not so common.
  @inline(__always)
  static func verdict(_ bytes: Span<UInt8>, _ start: Int) -> Verdict? {
    let word = Words.load(bytes, start)
    if word == forwarded {
      return ends("D\"", bytes, start &+ 8) ? .forwarded : nil
    }
    if word == dropped {
      return .dropped
    }
    return rarer(word, bytes, start)
  }

  private static func rarer(_ word: UInt64, _ bytes: Span<UInt8>, _ start: Int) -> Verdict? {
    if word == redirected {
      return ends("ED\"", bytes, start + 8) ? .redirected : nil
    }
    if word == translated {
      return ends("ED\"", bytes, start + 8) ? .translated : nil
    }
    if word << 8 == traced << 8 {
      return .traced
    }
    if word << 16 == audit << 16 {
      return .audit
    }
    return word << 16 == error << 16 ? .error : nil
  }

  @inline(__always)
  private static func ends(_ text: StaticString, _ bytes: Span<UInt8>, _ start: Int) -> Bool {
    for index in 0..<text.utf8CodeUnitCount {
      // A static string's bytes live as long as the program.
      guard unsafe bytes[start &+ index] == text.utf8Start[index] else {
        return false
      }
    }
    return true
  }
}
