/// Finds the records of the files of one look.
struct RecordMatcher {
  private var records: [LogRecord?]
  private var matches: [Int: LogRecord] = [:]
  private let files: [LogFile]

  /// By device and inode first, so that a file is not taken for its copy.
  init(_ records: [LogRecord], _ files: [LogFile]) {
    self.records = records
    self.files = files
    for (index, file) in files.enumerated() {
      match(index) { file.isUnchanged(since: $0) }
    }
    for (index, file) in files.enumerated() where !file.isGzip {
      match(index) { file.isSame(as: $0) && file.likeness(to: $0) == .continuing }
    }
    for (index, file) in files.enumerated() {
      match(index) { $0.offset > 0 && file.likeness(to: $0) == .continuing }
    }
    // What was copied and then truncated was read beyond the end of the copy.
    for (index, file) in files.enumerated().dropLast() {
      match(index) { record in
        record.offset > 0 && files.last?.isSame(as: record) == true
          && file.likeness(to: record) == .shorter
      }
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

  /// Records of no file.
  var unmatched: [LogRecord] {
    records.compactMap { $0 }
  }

  /// Whether a file is being made as a copy of the newest one, which will be truncated then (logrotate's `copytruncate`).
  ///
  /// Until that is done the copy says nothing that the log does not say itself.
  func isUnfinishedCopy(_ index: Int) -> Bool {
    guard matches[index] == nil, index < files.count - 1, let newest = files.last else {
      return false
    }
    return !files[index].isGzip && !newest.isGzip && newest.beginsLike(files[index])
  }

  /// Files that were being written when they were last read, and are not to be found.
  ///
  /// One of which nothing had been read yet cannot be told from a new one, which is read whole.
  var lostCount: Int {
    records.count { record in
      record.map { $0.isNewest && ($0.offset > 0 || matches.count == files.count) } ?? false
    }
  }
}
