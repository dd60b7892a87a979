/// A log that is read again and again while it grows and is rotated: each line once.
///
///     look() -> what is new, file by file, the oldest first -> read it -> take(what was read) -> records, to be kept
///
/// The log and its rotations, as lumberjack and logrotate name them (`RotationName`). Files that were renamed, packed, copied, truncated or
/// replaced are told apart by their records (`LogRecord`).
public struct FollowedLog: Sendable {
  /// What is known of the log's files, the oldest first.
  public private(set) var records: [LogRecord]

  private let path: InputPath
  private let beginning: Beginning
  private var isFirstLook: Bool
  /// The newest file of the last look, still open: should it be deleted, its end can be read.
  private var newest: HeldFile?

  /// Where a log of which nothing is known begins.
  public enum Beginning: Sendable {
    /// With its oldest rotation.
    case oldestFile
    /// With the first line of its newest file.
    case newestFile
    /// Behind all that is there.
    case end
  }

  /// What a look has found.
  public struct Look: Sendable {
    /// What is to be read, in this order.
    public let stretches: [HeldStretch]
    /// How often lines were lost: a file that had more is gone.
    public let gapCount: Int
    /// What is wrong with the log.
    public let problems: [InputProblem]

    /// Whether there is no log, nor a rotation of it: what comes later is all new.
    public var foundNothing: Bool {
      files.isEmpty && problems.allSatisfy { $0.cause == .cannotOpen(errno: 2) }
    }

    let files: [LogFile]
    let found: [Found]
    /// Records of files that may be there, and could not be opened.
    let unreadRecords: [LogRecord]
  }

  /// A file that was found, and what of it is known or new.
  struct Found: Sendable {
    let file: Int
    let stretch: Int?
    let offset: Int64
    let before: LogRecord?
  }

  /// A log of which `records` are known, none before its first run: then it has a beginning.
  public init(_ path: InputPath, records: [LogRecord], beginning: Beginning) {
    self.path = path
    self.records = records
    self.beginning = beginning
    isFirstLook = records.isEmpty
  }

  /// Where the log and its rotations are.
  public var directory: InputPath {
    path.withoutLink.parent
  }

  /// Looks what is new.
  ///
  /// Opens each of the log's files. Where one is rotated in the meantime, looks again; where that goes on and on, there is
  /// nothing new this time.
  public func look() -> Look {
    for _ in 0..<100 {
      let opening = OpenedLog(path)
      if opening.isStillSo {
        return look(at: opening)
      }
    }
    return Look(
      stretches: [], gapCount: 0, problems: [], files: [], found: [], unreadRecords: [])
  }

  /// Keeps what was read: `offsets` are those up to which the stretches of a look were read.
  public mutating func take(_ look: Look, readTo offsets: [Int64]) {
    guard !look.files.isEmpty else {
      // Nothing is there: what comes back is told by what was known.
      return
    }
    isFirstLook = false
    newest = look.files.last?.held
    let later = look.found.map { found in
      let file = look.files[found.file]
      let offset = found.stretch.map { offsets[$0] } ?? found.offset
      if let before = found.before, before.offset == offset, file.isUnchanged(since: before),
        before.isNewest == (found.file == look.files.count - 1)
      {
        return before
      }
      return file.record(
        offset: offset, isNewest: found.file == look.files.count - 1,
        before: found.before)
    }
    records = look.unreadRecords + later
  }

  private func look(at opening: OpenedLog) -> Look {
    // A file that cannot be opened now may be any of those that are not found: these are kept. Where nothing is known it
    // may be the one to begin with.
    let isComplete = opening.problems.isEmpty
    var files = isComplete || !isFirstLook ? opening.files : []
    let deleted = deletedFile(beside: files)
    if let deleted {
      files.insert(deleted, at: opening.hasLive ? files.count - 1 : files.count)
    }
    let matcher = RecordMatcher(records, files)
    var stretches: [HeldStretch] = []
    var found: [Found] = []
    for (index, file) in files.enumerated() where !matcher.isUnfinishedCopy(index) {
      let isNewest = index == files.count - 1
      let before = matcher.record(of: index)
      // Of a copy that lacks the end of what was read all is known.
      var offset = min(before?.offset ?? 0, file.isGzip ? .max : file.status.byteCount)
      var stretch: HeldStretch?
      if before == nil && isFirstLook && isPassedOver(isNewest: isNewest) {
        offset = file.end(isNewest: isNewest)
      } else if !(file.isGzip && before.map { file.isUnchanged(since: $0) } ?? false) {
        stretch = file.stretch(from: offset, isNewest: isNewest)
      }
      found.append(
        Found(
          file: index, stretch: stretch.map { _ in stretches.count }, offset: offset,
          before: before))
      stretches += stretch.map { [$0] } ?? []
    }
    // One that was renamed since it was read goes on under its new name: the next log is about to be made.
    let isJustRotated = found.contains { file in
      file.before?.isNewest == true && file.before?.name == Array(path.withoutLink.baseName)
        && files[file.file].held !== deleted?.held
    }
    let isMissing = isComplete && !opening.hasLive && !isJustRotated
    return Look(
      stretches: stretches,
      // Where nothing is there the log may come back: it is lost only when others have taken its place.
      gapCount: isComplete && !files.isEmpty ? matcher.lostCount : 0,
      problems: isMissing
        ? [InputProblem(origin: .file(path), cause: .cannotOpen(errno: 2))] : opening.problems,
      files: files, found: found, unreadRecords: isComplete ? [] : matcher.unmatched)
  }

  /// The file that was the newest, where it is open still and no name leads to it or to a copy of it any more.
  private func deletedFile(beside files: [LogFile]) -> LogFile? {
    guard let newest, let file = LogFile(newest), file.status.byteCount > 0,
      !files.contains(where: { $0.status.identity == file.status.identity }),
      RecordMatcher(records, files).unmatched.contains(where: { file.isSame(as: $0) })
    else {
      return nil
    }
    // Of a file of which nothing had been read the packed copy looks like a new file.
    let whole = file.record(offset: file.status.byteCount, isNewest: true, before: nil)
    return files.contains { $0.likeness(to: whole) == .continuing } ? nil : file
  }

  private func isPassedOver(isNewest: Bool) -> Bool {
    switch beginning {
    case .oldestFile: false
    case .newestFile: !isNewest
    case .end: true
    }
  }
}
