import CZlib

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
