internal import CLinux
internal import FlowState
internal import Synchronization

/// The first and the last bytes of a file's text, as they were read: they tell it again, whatever became of the file meanwhile.
///
/// A class because who reads a stretch and who looks for its end share it. Costs a copy of at most `keptByteCount` a read.
final class TextEnds: Sendable {
  private struct Ends {
    var head: [UInt8]
    var tail: [UInt8]
    /// Bytes of text so far.
    var byteCount: Int64
    /// Where the last whole line ends.
    var lineEnd: Int64
    /// The bytes before that, once the line behind it is so long that `tail` will soon lack them.
    var beforeLineEnd: [UInt8]?
  }

  /// Bytes before an offset that a digest is of, at most.
  private let tailByteCount: Int

  /// Bytes of the end that are kept: what `tail` looks at, and a line that was cut behind it.
  static let keptByteCount = 16_384

  private let headByteCount: Int
  private let ends: Mutex<Ends>

  /// Of a text of which so many bytes were read before, the first and last of which are known; `headByteCount` first ones are kept, and
  /// of what stands before a line end `tailByteCount`.
  init(
    head: [UInt8] = [], tail: [UInt8] = [], byteCount: Int64 = 0, headByteCount: Int,
    tailByteCount: Int = 0
  ) {
    self.headByteCount = headByteCount
    self.tailByteCount = tailByteCount
    ends = Mutex(Ends(head: head, tail: tail, byteCount: byteCount, lineEnd: byteCount))
  }

  /// Takes the bytes that follow, which are read within this call.
  func take(_ bytes: UnsafeRawBufferPointer) {
    ends.withLock { ends in
      if ends.head.count < headByteCount {
        // Within the bytes that are lent.
        unsafe ends.head.append(contentsOf: bytes.prefix(headByteCount - ends.head.count))
      }
      // As above.
      unsafe noteLineEnd(&ends, bytes)
      ends.tail.removeFirst(
        min(ends.tail.count, max(0, ends.tail.count + bytes.count - Self.keptByteCount)))
      // As above.
      unsafe ends.tail.append(contentsOf: bytes.suffix(Self.keptByteCount))
      ends.byteCount += Int64(bytes.count)
    }
  }

  /// Keeps what stands before the last line end, should the line behind it be longer than what is kept.
  private func noteLineEnd(_ ends: inout Ends, _ bytes: UnsafeRawBufferPointer) {
    // The bytes are read within their bounds.
    if let base = bytes.baseAddress,
      let lineFeed = unsafe linux_memrchr(base, 10, bytes.count)
    {
      ends.lineEnd = unsafe ends.byteCount + Int64(lineFeed - base) + 1
      ends.beforeLineEnd = nil
    }
    let end = ends.byteCount + Int64(bytes.count)
    guard ends.beforeLineEnd == nil, end - ends.lineEnd > Self.keptByteCount - tailByteCount else {
      return
    }
    let isWithin = ends.lineEnd > ends.byteCount
    // As above: as far as the line's end, of the bytes or of those that came before them.
    let newest =
      unsafe isWithin
      ? ends.tail + bytes.prefix(Int(ends.lineEnd - ends.byteCount)).suffix(tailByteCount)
      : ends.tail.dropLast(Int(min(ends.byteCount - ends.lineEnd, Int64(ends.tail.count))))
    ends.beforeLineEnd = newest.suffix(tailByteCount)
  }

  /// The digest of so many first bytes; nil where these are not kept.
  func headDigest(_ count: Int) -> UInt64? {
    ends.withLock { ends in
      ends.head.count >= count ? Digest(ends.head.prefix(count)).value : nil
    }
  }

  /// Bytes of text so far.
  var byteCount: Int64 {
    ends.withLock { $0.byteCount }
  }

  /// The last bytes, at most so many.
  func last(_ count: Int) -> [UInt8] {
    ends.withLock { Array($0.tail.suffix(count)) }
  }

  /// Digests of the first `headCount` and the last `tailCount` bytes before an offset; nil where these are not kept.
  func digests(
    at offset: Int64, headCount: Int, tailCount: Int
  ) -> (head: UInt64, tail: UInt64)? {
    ends.withLock { ends in
      if offset == ends.lineEnd, let before = ends.beforeLineEnd, before.count >= tailCount,
        ends.head.count >= headCount
      {
        return (Digest(ends.head.prefix(headCount)).value, Digest(before.suffix(tailCount)).value)
      }
      let end = Int64(ends.tail.count) - (ends.byteCount - offset)
      guard offset <= ends.byteCount, end >= tailCount, ends.head.count >= headCount else {
        return nil
      }
      return (
        Digest(ends.head.prefix(headCount)).value,
        Digest(ends.tail[(Int(end) - tailCount)..<Int(end)]).value
      )
    }
  }
}
