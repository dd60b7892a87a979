extension Byte {
  /// Whether a byte is white space within a line (RFC 8259, 2).
  @inline(__always)
  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == space || byte == tab || byte == carriageReturn
  }
}
