internal import FlowState

/// A file of a followed log, open, as one look finds it.
struct LogFile {
  let held: HeldFile
  let status: FileStatus
  let isGzip: Bool

  /// Nil where there is no such file, or it is no regular one.
  init?(_ path: InputPath) {
    guard let held = HeldFile(path), let status = FileStatus(descriptor: held.descriptor),
      status.kind == .regular
    else {
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

  /// Whether this is the very file of a record, whatever its content.
  func isSame(as record: LogRecord) -> Bool {
    status.identity.device == record.device && status.identity.inode == record.inode
  }

  /// Whether nothing was done to the file since.
  func isUnchanged(since record: LogRecord) -> Bool {
    isSame(as: record) && status.byteCount == record.byteCount
      && status.modified == record.modified
  }

  /// Whether the text begins with what was read of a record.
  ///
  /// Of a packed file only the beginning is looked at.
  func continues(_ record: LogRecord) -> Bool {
    if isGzip {
      return record.offset > 0 && Digest(packedHead(record.headCount)).value == record.head
    }
    guard status.byteCount >= record.offset else {
      return false
    }
    let head = held.bytes(at: 0, count: Int(record.headCount))
    let tail = held.bytes(at: record.offset - record.tailCount, count: Int(record.tailCount))
    return Digest(head).value == record.head && Digest(tail).value == record.tail
  }

  /// The first bytes of a packed file's text, fewer where it has not so many.
  private func packedHead(_ count: Int64) -> [UInt8] {
    let whole = HeldStretch(
      file: held, start: 0, end: nil, skippedByteCount: 0, isPlain: false)
    guard var source = try? OpenSource(.held(whole), DecodingOptions(inflater: .zlib)) else {
      return []
    }
    var head: [UInt8] = []
    var space = [UInt8](repeating: 0, count: Int(LogRecord.headByteCount))
    while Int64(head.count) < count {
      // The source writes at most as many bytes as the array has.
      switch unsafe space.withUnsafeMutableBytes({ unsafe source.read(into: $0) }) {
      case .bytes(let read): head += space[..<read]
      case .pause: continue
      case .end, .stopped, .problem: return head
      }
    }
    return Array(head.prefix(Int(count)))
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
  /// The digests of a packed file are those of `before`, of which it is a copy.
  func record(offset: Int64, isNewest: Bool, before: LogRecord?) -> LogRecord {
    var record = LogRecord(
      name: name, device: status.identity.device, inode: status.identity.inode,
      byteCount: status.byteCount, modified: status.modified, offset: offset, head: 0, tail: 0,
      isNewest: isNewest)
    if isGzip {
      record.head = before?.head ?? Digest(packedHead(record.headCount)).value
      record.tail = before?.tail ?? 0
    } else {
      record.head = Digest(held.bytes(at: 0, count: Int(record.headCount))).value
      record.tail =
        Digest(held.bytes(at: offset - record.tailCount, count: Int(record.tailCount))).value
    }
    return record
  }
}
