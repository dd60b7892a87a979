/// Counts line ends in plain Swift.
enum LineEndsTwin {
  static func count(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    // As many bytes as the caller says there are.
    unsafe UnsafeBufferPointer(start: bytes, count: count).count { $0 == Byte.lineFeed }
  }
}
