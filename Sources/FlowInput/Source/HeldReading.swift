internal import Glibc

extension HeldStretch {
  /// So many bytes before a position are read once more with those behind it.
  private static let overlapByteCount = 4096

  /// Reads on in a plain file that others may cut or write anew meanwhile: as pread does, but 0 where what stands before the
  /// position is not what was read there.
  ///
  /// One call reads both, so that there is no moment between them. `ends` holds what was read up to the position.
  func read(
    _ descriptor: Int32, at position: Int64, into space: UnsafeMutableRawBufferPointer
  ) -> Int {
    let known = ends.last(Self.overlapByteCount)
    var again = [UInt8](repeating: 0, count: known.count)
    // Both places are filled within this call, each as far as its count.
    let count = unsafe again.withUnsafeMutableBytes { before in
      let vectors = unsafe [
        iovec(iov_base: before.baseAddress, iov_len: before.count),
        iovec(iov_base: space.baseAddress, iov_len: space.count),
      ]
      return unsafe preadv(descriptor, vectors, 2, off_t(position) - off_t(before.count))
    }
    guard count >= 0 else {
      return count
    }
    let read = max(0, count - known.count)
    // The bytes that were just read.
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: space[..<read])
    // Both arrays have as many bytes.
    let isSame = unsafe position == 0 ? isHead(bytes) : memcmp(again, known, known.count) == 0
    return isSame ? read : 0
  }

  private func isHead(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // As many bytes as both sides have.
    let count = min(head.count, bytes.count)
    return unsafe head.prefix(count).elementsEqual(bytes.prefix(count))
  }
}
