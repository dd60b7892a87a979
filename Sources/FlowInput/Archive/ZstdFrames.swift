/// The frames of a zstd file, one behind the other, without those that are to be skipped, as pzstd writes them.
///
/// Where zeros follow or something else does, the bytes end once, so that all that was decoded is handed on; who reads on gets the rest.
/// Source: RFC 8878, 3.1.
struct ZstdFrames: ~Copyable, Sendable {
  private enum Part {
    /// The first bytes of a frame, which tell what it is.
    case magic
    case descriptor
    case blockHeader
    /// So many bytes, and then the next block, or the end of the frame.
    case content(Int64, isLast: Bool)
    case skippedByteCount
    case skipped(Int64)
    /// No frame: as it is.
    case rest
  }

  private var file: FileSource
  private var part = Part.magic
  /// Bytes of a part that tells how it goes on, as far as they have come.
  private var head: [UInt8] = []
  /// Bytes that were looked at, to be handed on.
  private var waiting: [UInt8] = []
  private var hasChecksum = false
  private var hasFrames = false

  init(_ file: consuming FileSource) {
    self.file = file
  }

  /// Bytes of a part that tells how it goes on; nil of any other.
  private var headByteCount: Int? {
    switch part {
    case .magic, .skippedByteCount: 4
    case .blockHeader: 3
    case .descriptor: 1
    case .content, .skipped, .rest: nil
    }
  }

  private var number: Int64 {
    head.reversed().reduce(0) { $0 << 8 | Int64($1) }
  }

  /// Goes on behind a head that is there; true where the bytes end here once.
  private mutating func takeHead() -> Bool {
    defer { head = [] }
    switch part {
    case .magic where CompressedForm.isSkippableFrame(head):
      part = .skippedByteCount
    case .magic:
      let isFrame = CompressedForm(head: head) == .zstd
      let endsHere = hasFrames && !isFrame
      hasFrames = hasFrames || isFrame
      waiting = head
      part = isFrame ? .descriptor : .rest
      return endsHere
    case .skippedByteCount:
      part = .skipped(number)
    case .descriptor:
      waiting = head
      takeDescriptor(head[0])
    case .blockHeader:
      waiting = head
      // Of a block that repeats a byte only that is there.
      part = .content(number >> 1 & 3 == 1 ? 1 : number >> 3, isLast: number & 1 == 1)
    case .content, .skipped, .rest: break
    }
    return false
  }

  private mutating func takeDescriptor(_ byte: UInt8) {
    let isSingleSegment = byte & 0x20 != 0
    let sizes: [Int64] = [isSingleSegment ? 1 : 0, 2, 4, 8]
    let dictionaries: [Int64] = [0, 1, 2, 4]
    hasChecksum = byte & 4 != 0
    let byteCount = sizes[Int(byte >> 6)] + dictionaries[Int(byte & 3)]
    part = .content(byteCount + (isSingleSegment ? 0 : 1), isLast: false)
  }

  /// Goes on behind so many bytes of content, or of what is skipped.
  private mutating func pass(_ count: Int64) {
    switch part {
    case .content(let left, let isLast) where left > count:
      part = .content(left - count, isLast: isLast)
    case .content(_, isLast: false):
      part = .blockHeader
    case .content where hasChecksum:
      hasChecksum = false
      part = .content(4, isLast: true)
    case .content:
      part = .magic
    case .skipped(let left):
      part = left > count ? .skipped(left - count) : .magic
    case .magic, .descriptor, .blockHeader, .skippedByteCount, .rest: break
    }
  }

  private mutating func handOn(to space: UnsafeMutableRawBufferPointer) -> ReadResult {
    let count = min(waiting.count, space.count)
    // Copies as many bytes as both sides hold.
    unsafe space.copyBytes(from: waiting.prefix(count))
    waiting.removeFirst(count)
    return .bytes(count)
  }

  /// So many bytes are to be read next.
  private var wantedByteCount: Int64 {
    switch part {
    case .content(let left, _), .skipped(let left): left
    case .magic, .descriptor, .blockHeader, .skippedByteCount:
      Int64((headByteCount ?? 0) - head.count)
    case .rest: .max
    }
  }
}

extension ZstdFrames: ByteSource {
  var bytesRead: Int64 {
    file.bytesRead
  }

  mutating func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    while waiting.isEmpty {
      guard wantedByteCount > 0 else {
        pass(0)
        continue
      }
      // A part of the caller's space; what is to be skipped is forgotten there.
      let piece = unsafe UnsafeMutableRawBufferPointer(
        rebasing: space.prefix(Int(clamping: wantedByteCount)))
      let result = unsafe file.read(into: piece)
      guard case .bytes(let count) = result else {
        // A head that is not whole belongs to the text, too.
        guard case .end = result, !head.isEmpty else {
          return result
        }
        waiting = head
        head = []
        part = .rest
        break
      }
      if let headByteCount {
        unsafe head.append(contentsOf: piece.prefix(count))
        if head.count == headByteCount && takeHead() {
          return .end
        }
      } else if case .skipped = part {
        pass(Int64(count))
      } else {
        pass(Int64(count))
        return result
      }
    }
    // The caller's space is passed on.
    return unsafe handOn(to: space)
  }
}
