/// Finds the bytes of a string that need a look, sixteen at a time.
///
/// Reads up to 15 bytes behind the byte it finds: whoever lends the bytes keeps 256 readable ones behind the last line.
enum StringScan {
  /// Position of the first `"`, `\`, control or non-ASCII byte at or behind `start`.
  ///
  /// A line's LF is a control byte, so the search ends within the line.
  @inline(__always)
  static func nextSpecial(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while true {
      let chunk = sixteen(bytes, position)
      // Signed: controls are 0...31 and non-ASCII bytes are negative, so both are below 32.
      // The cast keeps size and layout.
      let signed = unsafe unsafeBitCast(chunk, to: SIMD16<Int8>.self)
      let found =
        (signed .< SIMD16(repeating: 0x20)) .| (chunk .== SIMD16(repeating: Byte.quote))
        .| (chunk .== SIMD16(repeating: Byte.backslash))
      let offset = firstIndex(found)
      if offset < 16 {
        return position &+ offset
      }
      position &+= 16
    }
  }

  /// Position of the first `"` or `\` at or behind `start`, in text known to be valid.
  @inline(__always)
  static func nextQuoteOrBackslash(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    var position = start
    while true {
      let chunk = sixteen(bytes, position)
      let found =
        (chunk .== SIMD16(repeating: Byte.quote)) .| (chunk .== SIMD16(repeating: Byte.backslash))
      let offset = firstIndex(found)
      if offset < 16 {
        return position &+ offset
      }
      position &+= 16
    }
  }

  /// Sixteen bytes; unchecked, because a string may end less than sixteen bytes before the block does.
  @inline(__always)
  private static func sixteen(_ bytes: Span<UInt8>, _ position: Int) -> SIMD16<UInt8> {
    unsafe bytes.bytes.unsafeLoadUnaligned(
      fromUncheckedByteOffset: position, as: SIMD16<UInt8>.self)
  }

  /// Index of the first lane that is set, 16 where none is.
  @inline(__always)
  private static func firstIndex(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
    // A mask is sixteen bytes of all ones or all zeros; the cast keeps size and layout.
    let halves = unsafe unsafeBitCast(mask, to: SIMD2<UInt64>.self)
    if halves.x != 0 {
      return halves.x.trailingZeroBitCount &>> 3
    }
    return 8 &+ halves.y.trailingZeroBitCount &>> 3
  }
}
