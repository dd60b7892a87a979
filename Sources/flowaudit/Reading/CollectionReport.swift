import FlowInput
import FlowTally

/// What of a directory or an archive is no flow log: stepped over, and said once.
struct CollectionReport: Sendable {
  private static let mostNames = 3

  let collection: InputCollection
  /// Files of logs that are flow logs, or have no lines yet.
  private var logCount = 0
  private var strangers: [String] = []
  private var strangerCount = 0
  private var archives: [String] = []
  private var archiveCount = 0

  init(_ collection: InputCollection) {
    self.collection = collection
  }

  /// Adds a log that was read to its end.
  mutating func add(_ input: Input, _ counts: InputCounts) {
    guard counts.isNoFlowLog else {
      logCount += input.files.count
      return
    }
    strangerCount += input.files.count
    for file in input.files.prefix(Self.mostNames - strangers.count) {
      strangers.append(file.name)
    }
  }

  /// Adds an archive that is not opened.
  mutating func addArchive(_ name: String) {
    // It counts as a file of a log without lines, too.
    archiveCount += 1
    if archives.count < Self.mostNames {
      archives.append(name)
    }
  }

  /// Whether something was read, and nothing of it is a flow log.
  var isStranger: Bool {
    logCount == archiveCount && strangerCount + archiveCount > 0
  }

  /// That nothing of it is a flow log, one sentence.
  var refusal: String {
    let what =
      collection.kind == .directory ? "no file in it is one" : "no file of the archive is one"
    return "\(collection.name): not a flow log: \(what): \(list)"
  }

  /// What was stepped over, one sentence; nil where that is nothing.
  var note: String? {
    guard strangerCount + archiveCount > 0 else {
      return nil
    }
    let all = logCount + strangerCount
    return "\(collection.name): \(strangerCount + archiveCount) of \(all) files "
      + "\(strangerCount + archiveCount == 1 ? "is" : "are") stepped over, without a flow line: \(list)"
  }

  private var list: String {
    collection.list(
      strangers + archives.map { "\($0) (an archive, not opened)" },
      of: strangerCount + archiveCount)
  }
}

extension InputCollection {
  /// The first of so many names, without the collection's in front.
  fileprivate func list(_ names: [String], of count: Int) -> String {
    let front = name.hasSuffix("/") ? name : name + "/"
    let shortened = names.map { $0.hasPrefix(front) ? String($0.dropFirst(front.count)) : $0 }
    let rest = count - names.count
    return shortened.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }
}

extension LeftOutFiles {
  /// What was not looked at, and why, one sentence.
  func note(of directory: InputCollection) -> String {
    "\(directory.name): \(count) \(count == 1 ? "file is" : "files are") not read, for "
      + "\(count == 1 ? "its name is" : "their names are") no log's: "
      + "\(directory.list(names, of: count)); name \(count == 1 ? "it" : "them") one by one to read \(count == 1 ? "it" : "them")"
  }
}

extension InputName {
  /// What is known of an input before it is read.
  init(_ input: Input, isPipe: Bool) {
    self.init(input.name, isPipe: isPipe, isMember: input.collection != nil)
  }
}
