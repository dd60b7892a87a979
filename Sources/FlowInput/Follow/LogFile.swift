internal import FlowState

/// A file of a followed log, open, as one look finds it.
struct LogFile {
  let held: HeldFile
  let status: FileStatus
  let isGzip: Bool

  /// Throws where it cannot be opened; nil where it is no regular file.
  init?(_ path: InputPath) throws(InputProblem) {
    self.init(try HeldFile(path))
  }

  /// A file that is open, as it is now; nil where it is no regular file.
  init?(_ held: HeldFile) {
    guard let status = FileStatus(descriptor: held.descriptor), status.kind == .regular else {
      return nil
    }
    self.held = held
    self.status = status
    let head = held.bytes(at: 0, count: CompressedForm.magicByteCount)
    isGzip = CompressedForm(head: head) == .gzip
  }

  var name: [UInt8] {
    Array(held.path.baseName)
  }

  /// Whether its name still leads to it.
  var hasItsName: Bool {
    (try? FileStatus(held.path))?.identity == status.identity
  }

  /// Whether this is the very file of a record, whatever its content.
  func isSame(as record: LogRecord) -> Bool {
    status.identity.device == record.device && status.identity.inode == record.inode
  }

  /// Whether nothing was done to the file since.
  func isUnchanged(since record: LogRecord) -> Bool {
    isSame(as: record) && status.byteCount == record.byteCount
      && status.modified == record.modified
  }

  /// How a file's text compares with what was read of a record.
  enum Likeness {
    case different
    /// It is the beginning of that, and ends before it: a copy that others took before more was read.
    case shorter
    /// It begins with that.
    case continuing
  }

  /// Compares the first bytes of what was read, and the last; nothing was read of a record at offset 0.
  ///
  /// Decodes a packed file as far as that, once its first bytes are the same. Where it is damaged before, those tell.
  func likeness(to record: LogRecord) -> Likeness {
    if isGzip {
      return packedLikeness(to: record)
    }
    guard status.byteCount >= record.headCount,
      digest(of: record.headCount, before: record.headCount) == record.head
    else {
      return .different
    }
    guard status.byteCount >= record.offset else {
      return .shorter
    }
    return digest(of: record.tailCount, before: record.offset) == record.tail
      ? .continuing : .different
  }

  private func packedLikeness(to record: LogRecord) -> Likeness {
    var text = PackedText(held)
    guard text.digest(of: record.headCount, before: record.headCount) == record.head else {
      return .different
    }
    let tail = text.digest(of: record.tailCount, before: record.offset)
    switch text.end {
    case .problem: return .continuing
    case .clean where tail == nil: return .shorter
    case .clean, .none: return tail == record.tail ? .continuing : .different
    }
  }

  /// Whether another file's text is the beginning of this one's, as far as its first and last bytes tell; both are plain.
  func beginsLike(_ other: Self) -> Bool {
    let end = other.status.byteCount
    guard status.byteCount >= end else {
      return false
    }
    let (head, tail) = (min(end, LogRecord.headByteCount), min(end, LogRecord.tailByteCount))
    return digest(of: head, before: head) == other.digest(of: head, before: head)
      && digest(of: tail, before: end) == other.digest(of: tail, before: end)
  }

  /// The digest of the `count` bytes before an offset of a plain file.
  private func digest(of count: Int64, before offset: Int64) -> UInt64 {
    Digest(held.bytes(at: offset - count, count: Int(count))).value
  }

  /// Where a file ends that is passed over: of the newest one, behind its last whole line.
  func end(isNewest: Bool) -> Int64 {
    guard !isGzip else {
      return 0
    }
    return isNewest ? held.endOfWholeLines(from: 0, to: status.byteCount) : status.byteCount
  }

  /// What has not been read of it, from an offset of its text on; nil where that is nothing.
  ///
  /// Of the newest file, which is being written, only whole lines.
  func stretch(from offset: Int64, isNewest: Bool) -> HeldStretch? {
    if isGzip {
      return HeldStretch(
        file: held, start: 0, end: nil, skippedByteCount: offset, isPlain: false)
    }
    let end =
      isNewest
      ? held.endOfWholeLines(from: offset, to: status.byteCount) : status.byteCount
    guard end > offset else {
      return nil
    }
    return HeldStretch(file: held, start: offset, end: end, skippedByteCount: 0, isPlain: true)
  }

  /// What is to be known of it once its text was read up to an offset.
  ///
  /// Of a packed file that was read so far before, the digests are those of then.
  func record(offset: Int64, isNewest: Bool, before: LogRecord?) -> LogRecord {
    var record = LogRecord(
      name: name, device: status.identity.device, inode: status.identity.inode,
      byteCount: status.byteCount, modified: status.modified, offset: offset, head: 0, tail: 0,
      isNewest: isNewest)
    guard isGzip else {
      record.head = digest(of: record.headCount, before: record.headCount)
      record.tail = digest(of: record.tailCount, before: offset)
      return record
    }
    if let before, before.offset == offset {
      record.head = before.head
      record.tail = before.tail
    } else {
      var text = PackedText(held)
      record.head = text.digest(of: record.headCount, before: record.headCount) ?? 0
      record.tail = text.digest(of: record.tailCount, before: offset) ?? 0
    }
    return record
  }
}
