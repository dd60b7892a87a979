#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Finds line ends with the C library's memchr, which is vectorised on every machine.
enum LineEnd {
  /// Position of the next LF at or behind `start`; the block's last byte is one.
  @inline(__always)
  static func next(_ bytes: Span<UInt8>, _ start: Int) -> Int {
    // The pointer stays within the block and is not kept.
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress,
        let found = unsafe memchr(base + start, Int32(Byte.lineFeed), buffer.count - start)
      else {
        return buffer.count
      }
      return unsafe UnsafeRawPointer(found) - base
    }
  }
}
