internal import CZlib
internal import Glibc

/// zlib's decoder of one gzip member after the other.
///
/// Owns the stream record, which must not move: zlib keeps its address. Sendable, as the pointer has this one owner.
@safe struct ZlibDecoder: ~Copyable, @unchecked Sendable {
  // A pointer from allocate, freed in deinit, never handed out.
  private let stream: UnsafeMutablePointer<z_stream>
  private let initialResult: Int32

  init() {
    // One zeroed record: zlib's own allocator, no input yet. 16 asks for the gzip header and trailer.
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    initialResult = unsafe inflateInit2_(
      stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    // inflateEnd takes a stream whose initialisation failed too; the record is a trivial C struct.
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Begins the next member.
  func reset() {
    // The stream was initialised above.
    _ = unsafe inflateReset(stream)
  }

  /// Decodes as far as the bytes or the space go.
  func inflate(
    _ bytes: UnsafeRawBufferPointer, into space: UnsafeMutableRawBufferPointer
  ) -> InflaterStep {
    guard initialResult == Z_OK else {
      return InflaterStep(outcome: .damaged("zlib has no memory"), consumed: 0, produced: 0)
    }
    let (bytesCount, spaceCount) = (clamped(bytes.count), clamped(space.count))
    // zlib reads at most avail_in and writes at most avail_out bytes; it does not write to next_in.
    unsafe stream.pointee.next_in = UnsafeMutablePointer(
      mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = bytesCount
    unsafe stream.pointee.next_out = space.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = spaceCount
    let result = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    return InflaterStep(
      outcome: outcome(result),
      consumed: Int(bytesCount - (unsafe stream.pointee.avail_in)),
      produced: Int(spaceCount - (unsafe stream.pointee.avail_out)))
  }

  private func clamped(_ count: Int) -> UInt32 {
    UInt32(min(count, 1 << 30))
  }

  private func outcome(_ result: Int32) -> InflaterStep.Outcome {
    switch result {
    case Z_OK, Z_BUF_ERROR: return .running
    case Z_STREAM_END: return .memberEnd
    default:
      // zlib's messages are constant strings.
      guard let message = unsafe stream.pointee.msg else {
        return .damaged("zlib error \(result)")
      }
      return .damaged(unsafe String(cString: message))
    }
  }
}
