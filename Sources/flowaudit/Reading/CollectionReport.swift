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
    let names =
      strangers + archives.map { "\($0) (an archive, not opened)" }
    let rest = strangerCount + archiveCount - names.count
    return names.map(shortened).joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  /// Without the name of the directory or archive in front.
  private func shortened(_ name: String) -> String {
    let front = collection.name.hasSuffix("/") ? collection.name : collection.name + "/"
    return name.hasPrefix(front) ? String(name.dropFirst(front.count)) : name
  }
}

extension InputName {
  /// What is known of an input before it is read.
  init(_ input: Input, isPipe: Bool) {
    self.init(input.name, isPipe: isPipe, isMember: input.collection != nil)
  }
}
