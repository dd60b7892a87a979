import CZlib

/// One gzip member as zlib writes it.
package func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, level, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var bytes = bytes
  var packed = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 100)
  let count = bytes.withUnsafeMutableBufferPointer { source in
    packed.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      deflate(&stream, Z_FINISH)
      return target.count - Int(stream.avail_out)
    }
  }
  return Array(packed.prefix(count))
}

/// One gzip member: stored blocks, then others as zlib writes them, and where those begin.
package func gzip(
  stored: [UInt8], then rest: [UInt8], level: Int32
) -> (bytes: [UInt8], storedByteCount: Int) {
  var stream = z_stream()
  deflateInit2_(
    &stream, 0, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  defer { deflateEnd(&stream) }
  var (stored, rest) = (stored, rest)
  var packed = [UInt8](repeating: 0, count: 2 * (stored.count + rest.count) + 1000)
  let (count, storedCount) = packed.withUnsafeMutableBufferPointer { target in
    stream.next_out = target.baseAddress
    stream.avail_out = UInt32(target.count)
    stored.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      deflate(&stream, Z_FULL_FLUSH)
    }
    let storedCount = target.count - Int(stream.avail_out)
    deflateParams(&stream, level, Z_DEFAULT_STRATEGY)
    rest.withUnsafeMutableBufferPointer { source in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      deflate(&stream, Z_FINISH)
    }
    return (target.count - Int(stream.avail_out), storedCount)
  }
  return (Array(packed.prefix(count)), storedCount)
}
