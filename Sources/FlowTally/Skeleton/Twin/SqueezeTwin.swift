internal import CKernels

/// The second kernel in plain Swift: takes white space out of the skeleton.
enum SqueezeTwin {
  /// Writes within what it has read; the buffers are lent for this call.
  static func run(_ work: inout SkeletonWork) {
    var count = 0
    var isBehindPlain = false
    var isSpaceBehindPlain = false
    unsafe work.hasWhiteSpace = false
    for position in unsafe 0..<work.skeletonCount {
      // Within the skeleton; `count` never passes `position`.
      let byte = unsafe work.skeleton[position]
      if Byte.isWhiteSpace(byte) {
        unsafe work.hasWhiteSpace = true
        isSpaceBehindPlain = isSpaceBehindPlain || isBehindPlain
        isBehindPlain = false
        continue
      }
      isBehindPlain = isPlain(byte)
      // Two scalars that only white space parts: a space instead of the second's first byte keeps them wrong.
      unsafe work.skeleton[count] = isBehindPlain && isSpaceBehindPlain ? Byte.space : byte
      isSpaceBehindPlain = false
      count += 1
    }
    unsafe work.skeletonCount = count
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case Byte.quote, Byte.comma, Byte.colon, Byte.openBrace, Byte.closeBrace, Byte.openBracket,
      Byte.closeBracket, Byte.lineFeed:
      false
    default:
      true
    }
  }
}
