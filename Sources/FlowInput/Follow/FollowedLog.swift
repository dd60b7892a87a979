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
  /// Of a log that is followed without a pause.
  private let watch: ChangeWatch?
  private var births = FileBirths()

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
    /// What is to be read, in this order; nothing behind one that could not be read to its end.
    public let stretches: [HeldStretch]
    /// How often lines were lost: a file that had more is gone.
    public let gapCount: Int
    /// What is wrong with the log.
    public let problems: [InputProblem]

    /// Whether there is no log, nor a rotation of it: what comes later is all new.
    public var foundNothing: Bool {
      files.isEmpty && problems.allSatisfy(\.isOfMissing)
    }

    let files: [LogFile]
    let found: [Found]
    /// Files that were made as the log since the last look and gone before this one.
    let unseenCount: Int

    /// Files of which nothing was known.
    var newCount: Int {
      found.count { $0.before == nil }
    }

    /// A look that cannot tell what is there: nothing is read, and what is known stays.
    fileprivate static func failed(_ problem: InputProblem) -> Self {
      Self(stretches: [], gapCount: 0, problems: [problem], files: [], found: [], unseenCount: 0)
    }
  }

  /// A file that was found, and what of it is known or new.
  struct Found: Sendable {
    let file: Int
    /// Its stretch, by its place among those of the look.
    let stretch: Int?
    /// What is known of it, or will be of one that is passed over; nil of one that is new.
    let record: LogRecord?
    /// Its record as it was found.
    let before: LogRecord?
  }

  /// A log of which `records` are known, none before its first run: then it has a beginning.
  ///
  /// One that is watched can be waited for, and tells of files that came and went between two looks.
  public init(
    _ path: InputPath, records: [LogRecord], beginning: Beginning, isWatched: Bool = false
  ) {
    self.path = path
    self.records = records
    self.beginning = beginning
    isFirstLook = records.isEmpty
    watch = isWatched ? ChangeWatch((try? path.withoutLink()) ?? path) : nil
  }

  /// Waits for a change of a log that is watched, at most so long; a signal ends the wait.
  public func wait(atMost limit: Duration, hasJustChanged: Bool) {
    watch?.wait(atMost: limit, hasJustChanged: hasJustChanged)
  }

  /// So often a look begins anew where files are rotated in the meantime.
  private static let mostTries = 100

  /// Looks what is new.
  ///
  /// Opens each of the log's files. Where one is rotated in the meantime, looks again; where that goes on and on, or anything cannot
  /// be read, there is nothing new this time, and a problem.
  public func look() -> Look {
    for _ in 0..<Self.mostTries {
      do throws(InputProblem) {
        let births = watch?.births
        let opening = try OpenedLog(path)
        let look = try look(at: opening, births)
        if try opening.isStillSo() {
          return look
        }
      } catch {
        guard error.isOfMissing else {
          return .failed(error)
        }
      }
    }
    return .failed(InputProblem(origin: .file(path), cause: .changing))
  }

  /// Keeps what was read: how far the stretches of a look were.
  public mutating func take(_ look: Look, _ readings: [StretchReading]) {
    guard !look.files.isEmpty else {
      // Nothing is there: what comes back is told by what was known.
      return
    }
    isFirstLook = false
    if let watch {
      births.take(newCount: look.newCount, lostCount: look.unseenCount, births: watch.births)
    }
    newest = look.files.last?.held
    records = look.found.compactMap { found in
      let file = look.files[found.file]
      guard let place = found.stretch else {
        return found.record
      }
      let (stretch, reading) = (look.stretches[place], readings[place])
      if let before = found.before, before.offset == reading.offset, !reading.isWhole {
        return before
      }
      return file.record(
        stretch, reading, isNewest: found.file == look.files.count - 1, before: found.before)
    }
  }

  private func look(
    at opening: OpenedLog, _ births: ChangeWatch.Births?
  ) throws(InputProblem) -> Look {
    var files = opening.files
    let deleted = try deletedFile(beside: files)
    if let deleted {
      files.insert(deleted, at: opening.hasLive ? files.count - 1 : files.count)
    }
    try checkGrowth(files.last)
    let matcher = try RecordMatcher(records, files)
    var stretches: [HeldStretch] = []
    var found: [Found] = []
    for (index, file) in files.enumerated() where try !matcher.isUnfinishedCopy(index) {
      let stretch = try note(file, index, of: files.count, matcher.record(of: index), &found)
      if let stretch {
        found[found.count - 1] = found[found.count - 1].with(stretch: stretches.count)
        stretches.append(stretch)
      }
    }
    // One that was renamed since it was read goes on under its new name: the next log is about to be made.
    let ownName = try Array(path.withoutLink().baseName)
    let isJustRotated = found.contains { file in
      file.before?.isNewest == true && file.before?.name == ownName
        && files[file.file].held !== deleted?.held
    }
    let unseenCount = births.map {
      self.births.lost(
        of: $0, newCount: found.count { $0.before == nil }, isNewestDeleted: deleted != nil)
    }
    return Look(
      stretches: stretches,
      // Where nothing is there the log may come back: it is lost only when others have taken its place.
      gapCount: files.isEmpty ? 0 : max(matcher.lostCount, min(1, unseenCount ?? 0)),
      problems: !opening.hasLive && !isJustRotated
        ? [InputProblem(origin: .file(path), cause: .missing)] : [],
      files: files, found: found, unseenCount: unseenCount ?? 0)
  }

  /// Notes a file, and gives what of it is new.
  private func note(
    _ file: LogFile, _ index: Int, of count: Int, _ before: LogRecord?, _ found: inout [Found]
  ) throws(InputProblem) -> HeldStretch? {
    let isNewest = index == count - 1
    guard before != nil || !isFirstLook || !isPassedOver(isNewest: isNewest) else {
      let record = try file.record(
        passedOver: file.end(isNewest: isNewest), isNewest: isNewest)
      found.append(Found(file: index, stretch: nil, record: record, before: nil))
      return nil
    }
    // Of a copy that lacks the end of what was read all is known.
    let offset = min(before?.offset ?? 0, file.isGzip ? .max : file.status.byteCount)
    let isKnown = file.isGzip && before.map { file.isUnchanged(since: $0) } ?? false
    let stretch =
      isKnown ? nil : try file.stretch(from: offset, isNewest: isNewest, before: before)
    let record =
      stretch == nil
      ? try file.record(knownTo: offset, isNewest: isNewest, before: before) : before
    found.append(Found(file: index, stretch: nil, record: record, before: before))
    return stretch
  }

  /// What is being written has to be plain text.
  private func checkGrowth(_ newest: LogFile?) throws(InputProblem) {
    if let newest, let obstacle = GrowthObstacle(head: newest.head),
      obstacle != .compressed(.gzip)
    {
      throw InputProblem(origin: .file(newest.held.path), cause: .cannotGrow(obstacle))
    }
  }

  /// The file that was the newest, where it is open still and no name leads to it or to a copy of it any more.
  private func deletedFile(beside files: [LogFile]) throws(InputProblem) -> LogFile? {
    guard let newest, let file = try LogFile(newest), file.status.byteCount > 0,
      !files.contains(where: { $0.status.identity == file.status.identity }),
      try RecordMatcher(records, files).unmatched.contains(where: { file.isSame(as: $0) })
    else {
      return nil
    }
    // Of a file of which nothing had been read the packed copy looks like a new file.
    let whole = try file.record(passedOver: file.status.byteCount, isNewest: true)
    for other in files where try other.likeness(to: whole) == .continuing {
      return nil
    }
    return file
  }

  private func isPassedOver(isNewest: Bool) -> Bool {
    switch beginning {
    case .oldestFile: false
    case .newestFile: !isNewest
    case .end: true
    }
  }
}

extension FollowedLog.Found {
  fileprivate func with(stretch: Int) -> Self {
    Self(file: file, stretch: stretch, record: record, before: before)
  }
}
