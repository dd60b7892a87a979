/// Finds the records of the files of one look.
struct RecordMatcher {
  private var records: [LogRecord?]
  private var matches: [Int: LogRecord] = [:]
  private let files: [LogFile]

  /// By device and inode first, so that a file is not taken for its copy.
  init(_ records: [LogRecord], _ files: [LogFile]) throws(InputProblem) {
    self.records = records
    self.files = files
    for (index, file) in files.enumerated() {
      try match(index) { (record) throws(InputProblem) in file.isUnchanged(since: record) }
    }
    for (index, file) in files.enumerated() where !file.isGzip {
      try match(index) { (record) throws(InputProblem) in
        guard file.isSame(as: record) else {
          return false
        }
        return try file.likeness(to: record) == .continuing
      }
    }
    for (index, file) in files.enumerated() {
      try match(index) { (record) throws(InputProblem) in
        guard record.offset > 0 else {
          return false
        }
        return try file.likeness(to: record) == .continuing
      }
    }
    // What was copied and then truncated was read beyond the end of the copy.
    for (index, file) in files.enumerated().dropLast() {
      try match(index) { (record) throws(InputProblem) in
        guard record.offset > 0, files.last?.isSame(as: record) == true else {
          return false
        }
        return try file.likeness(to: record) == .shorter
      }
    }
  }

  private mutating func match(
    _ file: Int, _ isIts: (LogRecord) throws(InputProblem) -> Bool
  ) throws(InputProblem) {
    guard matches[file] == nil else {
      return
    }
    for place in records.indices {
      if let record = records[place], try isIts(record) {
        matches[file] = record
        records[place] = nil
        return
      }
    }
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
  func isUnfinishedCopy(_ index: Int) throws(InputProblem) -> Bool {
    guard matches[index] == nil, index < files.count - 1, let newest = files.last,
      !files[index].isGzip, !newest.isGzip
    else {
      return false
    }
    return try newest.beginsLike(files[index])
  }

  /// Files that were being written when they were last read, or were not read to their end, and are not to be found.
  ///
  /// One of which nothing had been read yet cannot be told from a new one, which is read whole.
  var lostCount: Int {
    records.count { record in
      record.map { $0.isNewest && ($0.offset > 0 || matches.count == files.count) } ?? false
    }
  }
}
