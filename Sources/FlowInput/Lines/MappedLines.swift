internal import CLinux

/// The whole lines of a plain file, or of a stripe of one, lent where the system keeps them.
///
/// What is no whole line of a block's length is left to a read: the file's last bytes, longer lines.
struct MappedLines: ~Copyable, Sendable {
  /// Shorter files are not worth a mapping.
  private static let leastByteCount: Int64 = 1 << 20

  private let place: PlainPlace
  private let origin: InputOrigin
  private var file: MappedFile

  /// Nil where the file is too short, or cannot be mapped.
  init?(_ place: PlainPlace, of origin: InputOrigin, _ mapping: FileMapping) {
    let isLong = place.end - place.start >= Self.leastByteCount
    guard isLong || mapping == .wherePossible,
      let file = MappedFile(place.descriptor, of: origin), file.byteCount >= place.end
    else {
      return nil
    }
    self.place = place
    self.origin = origin
    self.file = file
  }

  /// What has become of the file since it was opened; nil where nothing has.
  var change: FileChange? {
    file.isIntact
      ? nil
      : FileChange(origin: origin, byteCount: file.byteCount, wasWritten: file.wasWritten)
  }

  /// Lends whole lines of at most so many bytes that begin at a place of the text; nil where none do.
  ///
  /// Valid until the next call.
  mutating func lend(from byteOffset: Int64, atMost count: Int) -> UnsafeRawBufferPointer? {
    guard
      let text = unsafe file.lend(place.start + byteOffset, atMost: count, end: place.end),
      let base = text.baseAddress, let lineFeed = unsafe linux_memrchr(base, 10, text.count)
    else {
      return nil
    }
    return unsafe UnsafeRawBufferPointer(start: base, count: lineFeed - base + 1)
  }
}
