/// The text of a file that is compressed with zstd, xz or bzip2.
struct UnpackedSource: ~Copyable, Sendable {
  private let form: CompressedForm
  private let reader: ArchiveReader
  private var isBegun = false
  private var decodedByteCount: Int64 = 0
  /// The end stays the end.
  private var end: ReadResult?

  /// Nil where the library is missing.
  init?(_ form: CompressedForm, _ file: consuming FileSource) {
    // The library knows a zstd file by its first frame of data, and gives up at what is none.
    let feed: ArchiveFeed
    if form == .zstd {
      feed = SourceFeed(ZstdFrames(file))
    } else {
      feed = SourceFeed(file)
    }
    guard let reader = ArchiveReader(.compression(form), feed) else {
      return nil
    }
    self.form = form
    self.reader = reader
  }

  private mutating func begin() -> ReadResult? {
    isBegun = true
    switch reader.next() {
    case .entry: return nil
    // No text at all.
    case .end: return .end
    case .failure(let cause): return .problem(damage(cause))
    }
  }

  private func damage(_ cause: InputProblem.Cause) -> InputProblem.Cause {
    guard case .archive(.damaged(let reason)) = cause else {
      return cause
    }
    return .archive(
      .damagedCompression(form, decodedOffset: decodedByteCount, reason: reason))
  }
}

extension UnpackedSource: ByteSource {
  var bytesRead: Int64 {
    reader.feed.bytesRead
  }

  mutating func read(into space: UnsafeMutableRawBufferPointer) -> ReadResult {
    if end == nil && !isBegun {
      end = begin()
    }
    if let end {
      return end
    }
    // The caller's space is passed on.
    switch unsafe reader.read(into: space) {
    case .bytes(let count):
      decodedByteCount += Int64(count)
      return .bytes(count)
    case .problem(let cause):
      let result = ReadResult.problem(damage(cause))
      end = result
      return result
    case .end, .stopped, .pause:
      let result =
        reader.holdsMore
        ? ReadResult.problem(.archive(.trailingBytes(form, decodedOffset: decodedByteCount)))
        : .end
      end = result
      return result
    }
  }
}
