/// A log that is read again and again while it grows and is rotated: each line once.
///
///     look() -> what is new, file by file, the oldest first -> read it -> take(what was read) -> records, to be kept
///
/// NAME.EXT and its rotations NAME-TIMESTAMP.EXT and NAME-TIMESTAMP.EXT.gz, as lumberjack names them. Renamed, packed, truncated and replaced
/// files are told apart by their records (`LogRecord`).
public struct FollowedLog: Sendable {
  /// What is known of the log's files, the oldest first.
  public private(set) var records: [LogRecord]

  private let path: InputPath
  /// Whether rotations that were there before the first look are left alone.
  private let skipsOldRotations: Bool
  private var isFirstLook: Bool

  /// What a look has found.
  public struct Look: Sendable {
    /// What is to be read, in this order.
    public let stretches: [HeldStretch]
    /// How often lines were lost: a file that had more is gone.
    public let gapCount: Int
    /// What is wrong with the log.
    public let problems: [InputProblem]

    let files: [LogFile]
    let found: [Found]
  }

  /// A file that was found, and what of it is known or new.
  struct Found: Sendable {
    let file: Int
    let stretch: Int?
    let offset: Int64
    let before: LogRecord?
  }

  /// A log of which `records` are known, none before its first run.
  ///
  /// The first look at a log gives its newest file alone, or its rotations too where `readsOldRotations`.
  public init(_ path: InputPath, records: [LogRecord], readsOldRotations: Bool) {
    self.path = path
    self.records = records
    skipsOldRotations = !readsOldRotations
    isFirstLook = records.isEmpty
  }

  /// Looks what is new.
  ///
  /// Opens each of the log's files. Where one is rotated in the meantime, looks again.
  public func look() -> Look {
    var names = Self.names(of: path)
    for _ in 0..<100 {
      let files = names.compactMap { LogFile($0) }
      let later = Self.names(of: path)
      if files.count == names.count && later == names {
        return look(at: files)
      }
      names = later
    }
    return look(at: names.compactMap { LogFile($0) })
  }

  /// Keeps what was read: `offsets` are those up to which the stretches of a look were read.
  public mutating func take(_ look: Look, readTo offsets: [Int64]) {
    guard !look.files.isEmpty else {
      // Nothing is there: what comes back is told by what was known.
      return
    }
    isFirstLook = false
    records = look.found.map { found in
      let file = look.files[found.file]
      let offset = found.stretch.map { offsets[$0] } ?? found.offset
      if let before = found.before, before.offset == offset, file.isUnchanged(since: before),
        before.isNewest == (found.file == look.files.count - 1)
      {
        return before
      }
      return file.record(
        offset: offset, isNewest: found.file == look.files.count - 1,
        before: found.before.flatMap { $0.offset == offset ? $0 : nil })
    }
  }

  private func look(at files: [LogFile]) -> Look {
    let matcher = RecordMatcher(records, files)
    var stretches: [HeldStretch] = []
    var found: [Found] = []
    for (index, file) in files.enumerated() {
      let isNewest = index == files.count - 1
      let before = matcher.record(of: index)
      var offset = before?.offset ?? 0
      var stretch: HeldStretch?
      if before == nil && isFirstLook && skipsOldRotations && !isNewest {
        offset = file.isGzip ? 0 : file.status.byteCount
      } else if !(file.isGzip && before.map { file.isUnchanged(since: $0) } ?? false) {
        stretch = file.stretch(from: offset, isNewest: isNewest)
      }
      found.append(
        Found(
          file: index, stretch: stretch.map { _ in stretches.count }, offset: offset,
          before: before))
      stretches += stretch.map { [$0] } ?? []
    }
    let problems =
      files.isEmpty
      ? [InputProblem(file: .path(path), cause: .cannotOpen(errno: 2))] : []
    // Where nothing is there the log may come back: it is lost only when others have taken its place.
    let gapCount = files.isEmpty ? 0 : matcher.lostCount
    return Look(
      stretches: stretches, gapCount: gapCount, problems: problems, files: files, found: found)
  }

  /// The log's rotations, in name order, which is that of their times, then the log itself, if it is there.
  private static func names(of path: InputPath) -> [InputPath] {
    let listing = DirectoryListing(path.parent, names: { Self.isRotation($0, of: path) })
    let live = (try? FileStatus(.path(path))) == nil ? [] : [path]
    return listing.logs + live
  }

  private static func isRotation(_ name: [UInt8], of path: InputPath) -> Bool {
    RotationName(name[...])?.liveName == Array(path.baseName)
  }
}

/// Finds the records of the files of one look.
private struct RecordMatcher {
  private var records: [LogRecord?]
  private var matches: [Int: LogRecord] = [:]

  /// By device and inode first, so that a file is not taken for its copy.
  init(_ records: [LogRecord], _ files: [LogFile]) {
    self.records = records
    for (index, file) in files.enumerated() {
      match(index) { file.isUnchanged(since: $0) }
    }
    for (index, file) in files.enumerated() where !file.isGzip {
      match(index) { file.isSame(as: $0) && file.continues($0) }
    }
    for (index, file) in files.enumerated() {
      match(index) { $0.offset > 0 && file.continues($0) }
    }
  }

  private mutating func match(_ file: Int, _ isIts: (LogRecord) -> Bool) {
    guard matches[file] == nil,
      let place = records.firstIndex(where: { $0.map(isIts) ?? false })
    else {
      return
    }
    matches[file] = records[place]
    records[place] = nil
  }

  func record(of file: Int) -> LogRecord? {
    matches[file]
  }

  /// Files that were being written when they were last read, and are not to be found.
  var lostCount: Int {
    records.count { $0?.isNewest ?? false }
  }
}
