internal import FlowState

/// A file of a followed log as one look finds it.
///
/// Whatever cannot be read of it is thrown: what could not be compared is neither the same nor another.
struct LogFile {
  let held: HeldFile
  let status: FileStatus
  /// What it begins with: as much as a record's digest is of.
  let head: [UInt8]
  let isGzip: Bool

  /// A file that was opened; nil where it is no regular file.
  init?(_ held: HeldFile) throws(InputProblem) {
    status = try held.statusNow()
    guard status.kind == .regular else {
      return nil
    }
    self.held = held
    head = try held.bytes(at: 0, count: Int(LogRecord.headByteCount))
    isGzip = CompressedForm(head: head) == .gzip
  }

  var name: [UInt8] {
    Array(held.path.baseName)
  }

  /// Whether its name still leads to it.
  var hasItsName: Bool {
    get throws(InputProblem) { try FileStatus(held.path).identity == status.identity }
  }

  /// Whether nothing was taken from it since it was looked at, or written over its beginning; it may have grown.
  var isStillThere: Bool {
    get throws(InputProblem) {
      guard try held.statusNow().byteCount >= status.byteCount else {
        return false
      }
      return try held.bytes(at: 0, count: head.count) == head
    }
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
}

// MARK: Likeness

extension LogFile {
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
  func likeness(to record: LogRecord) throws(InputProblem) -> Likeness {
    if isGzip {
      return try packedLikeness(to: record)
    }
    guard headDigest(record.headCount) == record.head else {
      return .different
    }
    guard status.byteCount >= record.offset else {
      return .shorter
    }
    guard record.tail != LogRecord.unknownTail else {
      return .continuing
    }
    return try digest(of: record.tailCount, before: record.offset) == record.tail
      ? .continuing : .different
  }

  private func packedLikeness(to record: LogRecord) throws(InputProblem) -> Likeness {
    var text = try PackedText(held)
    guard try text.digest(of: record.headCount, before: record.headCount) == record.head else {
      return .different
    }
    let tail = try text.digest(of: record.tailCount, before: record.offset)
    switch text.end {
    case .problem: return .continuing
    case .clean where tail == nil: return .shorter
    case .clean, .none:
      return [tail, LogRecord.unknownTail].contains(record.tail) ? .continuing : .different
    }
  }

  /// Whether another file's text is the beginning of this one's, as far as its first and last bytes tell; both are plain.
  func beginsLike(_ other: Self) throws(InputProblem) -> Bool {
    let end = other.status.byteCount
    guard status.byteCount >= end else {
      return false
    }
    let (head, tail) = (min(end, LogRecord.headByteCount), min(end, LogRecord.tailByteCount))
    guard headDigest(head) == other.headDigest(head) else {
      return false
    }
    return try digest(of: tail, before: end) == other.digest(of: tail, before: end)
  }

  /// The digest of the first `count` bytes of a plain file; nil where it has fewer.
  private func headDigest(_ count: Int64) -> UInt64? {
    head.count >= Int(count) ? Digest(head.prefix(Int(count))).value : nil
  }

  /// The digest of the `count` bytes before an offset of a plain file.
  private func digest(of count: Int64, before offset: Int64) throws(InputProblem) -> UInt64 {
    Digest(try held.bytes(at: offset - count, count: Int(count))).value
  }
}

// MARK: What is new

extension LogFile {
  /// Where a file ends that is passed over: of the newest one, behind its last whole line.
  func end(isNewest: Bool) throws(InputProblem) -> Int64 {
    guard !isGzip else {
      return 0
    }
    return isNewest
      ? try held.endOfWholeLines(from: 0, to: status.byteCount, isQuiet: false) : status.byteCount
  }

  /// What has not been read of it, from an offset of its text on; nil where that is nothing.
  ///
  /// Of the newest file, which is being written, only whole lines. `before` is its record, and it still is what that says.
  func stretch(
    from offset: Int64, isNewest: Bool, before: LogRecord?
  ) throws(InputProblem) -> HeldStretch? {
    if isGzip {
      return HeldStretch(
        file: held, start: 0, end: nil, skippedByteCount: offset, isPlain: false,
        ends: TextEnds(
          headByteCount: Int(LogRecord.headByteCount), tailByteCount: Int(LogRecord.tailByteCount)))
    }
    let isQuiet = before.map { isUnchanged(since: $0) } ?? false
    let end =
      isNewest
      ? try held.endOfWholeLines(from: offset, to: status.byteCount, isQuiet: isQuiet)
      : status.byteCount
    guard end > offset else {
      return nil
    }
    let tailByteCount = min(offset, LogRecord.tailByteCount)
    let tail = try held.bytes(at: offset - tailByteCount, count: Int(tailByteCount))
    return HeldStretch(
      file: held, start: offset, end: end, skippedByteCount: 0, isPlain: true,
      mayGoOn: isNewest && !isQuiet, head: head,
      ends: TextEnds(
        head: Array(head.prefix(Int(min(offset, LogRecord.headByteCount)))), tail: tail,
        byteCount: offset, headByteCount: Int(LogRecord.headByteCount),
        tailByteCount: Int(LogRecord.tailByteCount)))
  }
}

// MARK: Records

extension LogFile {
  /// What is to be known of it where it is passed over up to an offset.
  func record(passedOver offset: Int64, isNewest: Bool) throws(InputProblem) -> LogRecord {
    var record = record(at: offset, isNewest: isNewest)
    record.head = headDigest(record.headCount) ?? 0
    record.tail = try digest(of: record.tailCount, before: offset)
    return record
  }

  /// What is to be known of it where nothing of it is new.
  func record(
    knownTo offset: Int64, isNewest: Bool, before: LogRecord?
  ) throws(InputProblem) -> LogRecord {
    guard let before, before.offset == offset else {
      return try record(passedOver: offset, isNewest: isNewest)
    }
    guard !isUnchanged(since: before) || before.isNewest != isNewest else {
      return before
    }
    var record = record(at: offset, isNewest: isNewest)
    (record.head, record.tail) = (before.head, before.tail)
    return record
  }

  /// What is to be known of it once a stretch was read, made of the bytes that were read.
  ///
  /// One that was not read to its end may have more: it is looked into again, and missed where it is gone.
  func record(
    _ stretch: HeldStretch, _ reading: StretchReading, isNewest: Bool, before: LogRecord?
  ) -> LogRecord {
    var record = record(at: reading.offset, isNewest: isNewest || !reading.isWhole)
    if !reading.isWhole {
      record.byteCount = LogRecord.unknownByteCount
    }
    let digests = stretch.ends.digests(
      at: reading.offset, headCount: Int(record.headCount), tailCount: Int(record.tailCount))
    if let digests {
      (record.head, record.tail) = digests
    } else if let before, before.offset == reading.offset {
      (record.head, record.tail) = (before.head, before.tail)
    } else {
      record.head = stretch.ends.headDigest(Int(record.headCount)) ?? 0
      record.tail = (try? tailReadAgain(stretch, record)) ?? LogRecord.unknownTail
    }
    return record
  }

  /// The digest of the end of what was read, where more was read behind it than is kept (a long document that is half written): made
  /// of what the file holds now, nil where that is not what was read.
  private func tailReadAgain(
    _ stretch: HeldStretch, _ record: LogRecord
  ) throws(InputProblem) -> UInt64? {
    if isGzip {
      var text = try PackedText(held)
      return try text.digest(of: record.tailCount, before: record.offset)
    }
    let tail = try digest(of: record.tailCount, before: record.offset)
    // Behind the end that is asked for, so that no change between the two can be missed.
    let last = stretch.ends.last(Int(LogRecord.tailByteCount))
    let now = try held.bytes(at: stretch.ends.byteCount - Int64(last.count), count: last.count)
    return now == last ? tail : nil
  }

  private func record(at offset: Int64, isNewest: Bool) -> LogRecord {
    LogRecord(
      name: name, device: status.identity.device, inode: status.identity.inode,
      byteCount: status.byteCount, modified: status.modified, offset: offset, head: 0, tail: 0,
      isNewest: isNewest)
  }
}
