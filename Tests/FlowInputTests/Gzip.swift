import CZlib

/// One gzip member as zlib writes it.
func gzip(_ bytes: [UInt8], level: Int32 = 6) -> [UInt8] {
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
func gzip(
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

/// How gzip data ended.
enum GzipEnd: Equatable {
  case whole, cut, damaged, trailing
}

/// What zlib decodes of gzip data, each member in one call with room for all.
func zlibText(of bytes: [UInt8]) -> (text: [UInt8], end: GzipEnd) {
  var text: [UInt8] = []
  var rest = bytes[...]
  while true {
    rest = rest.drop { $0 == 0 }
    guard let first = rest.first else {
      return (text, .whole)
    }
    guard first == 0x1f, rest.count == 1 || rest.dropFirst().first == 0x8b else {
      return (text, .trailing)
    }
    let member = zlibMember(Array(rest))
    text += member.text
    guard member.result == Z_STREAM_END else {
      return (text, member.result == Z_OK || member.result == Z_BUF_ERROR ? .cut : .damaged)
    }
    rest = rest.dropFirst(member.consumed)
  }
}

private func zlibMember(_ bytes: [UInt8]) -> (text: [UInt8], consumed: Int, result: Int32) {
  var stream = z_stream()
  inflateInit2_(
    &stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  defer { inflateEnd(&stream) }
  var bytes = bytes
  var text = [UInt8](repeating: 0, count: 4 << 20)
  return bytes.withUnsafeMutableBufferPointer { source in
    let (count, consumed, result) = text.withUnsafeMutableBufferPointer { target in
      stream.next_in = source.baseAddress
      stream.avail_in = UInt32(source.count)
      stream.next_out = target.baseAddress
      stream.avail_out = UInt32(target.count)
      let result = inflate(&stream, Z_NO_FLUSH)
      return (target.count - Int(stream.avail_out), source.count - Int(stream.avail_in), result)
    }
    return (Array(text.prefix(count)), consumed, result)
  }
}
