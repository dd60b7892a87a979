import FlowAnswer
import FlowInput
import FlowTally

/// What is known of the inputs after they were read, beside the counts.
struct ReadingReport: Sendable {
  /// What went wrong with the inputs, in order.
  var problems: [InputProblem] = []
  /// Inputs that are no flow logs.
  var strangers: [Stranger] = []
  /// Directories and archives that were named, and what of them is no flow log.
  var collections: [CollectionReport] = []
  /// What of directories was not read for its name, a sentence each.
  private(set) var leftOut: [String] = []
  /// The names of pipes from which nothing at all came.
  var silentPipes: [String] = []
  /// Lines that could not be read, the first few.
  var badLines: [BadLine] = []
  /// Bytes of text read.
  var byteCount: UInt64 = 0
  var wasInterrupted = false
  /// A mapped file that was written to meanwhile: all is to be read once more.
  var change: FileChange?
  /// Names of files that were read once more because they were written to.
  private(set) var readAgain: [String] = []

  /// What has to stand beside the counts: which inputs are not in them, or not to their end.
  var notes: [String] {
    var names: [String] = []
    for problem in problems where !names.contains(problem.origin.name) {
      names.append(problem.origin.name)
    }
    guard !names.isEmpty else {
      return []
    }
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    return ["not read, or not to the end: \(names.prefix(3).joined(separator: ", "))\(more)"]
  }

  /// Whether a command that is followed has failed, and was not started again yet.
  var isDown = false

  /// Whether everything was read to its end; a pipe that gave nothing may be at its end, or have failed.
  func isWhole(allowingEmpty allowsEmpty: Bool) -> Bool {
    problems.isEmpty && !wasInterrupted && (allowsEmpty || silentPipes.isEmpty)
  }

  /// This report with further problems of the whole input.
  func adding(_ others: [InputProblem]) -> Self {
    var report = self
    report.problems += others
    return report
  }

  /// This report of a reading that began anew because a file was written to.
  func following(_ change: FileChange?) -> Self {
    guard let change else {
      return self
    }
    var report = self
    if let loss = change.loss {
      report.problems.append(loss)
    } else if change.wasWritten {
      report.readAgain.append(change.origin.name)
    }
    return report
  }

  /// This report behind what the listing of the inputs has told.
  func following(_ list: InputList) -> Self {
    var report = self
    report.problems = list.problems + problems
    report.leftOut = list.leftOut.map { directory, files in files.note(of: directory) }
    return report
  }

  /// Notes a line; those of inputs that turn out to be no flow logs are dropped by `removeBadLines`.
  mutating func note(_ line: BadLine) {
    if badLines.count < BadLine.maximumCount {
      badLines.append(line)
    }
  }

  /// An input that is no flow log is one message, not one for each of its lines.
  mutating func judge(_ counts: InputCounts, of input: Input) {
    if counts.isUnreadable {
      addStranger(counts, input)
    }
    if let collection = input.collection {
      change(collection) { $0.add(input, counts) }
      if counts.isNoFlowLog {
        forgetLines(of: input)
      }
    } else if counts.isNoFlowLog {
      addStranger(counts, input)
    }
  }

  mutating func addStranger(_ counts: InputCounts, _ input: Input) {
    strangers.append(Stranger(name: input.name, counts))
    // Where the damage is helps.
    if counts.foreignLog != .damagedFlows {
      forgetLines(of: input)
    }
  }

  private mutating func forgetLines(of input: Input) {
    badLines.removeAll { line in input.files.contains { $0.name == line.file } }
  }
}

extension ReadingReport {
  /// Notes what is wrong with a file; an archive in an archive is stepped over.
  mutating func note(_ problem: InputProblem, of input: Input) {
    if case .archive(.nested) = problem.cause, let collection = input.collection {
      change(collection) { $0.addArchive(problem.origin.name) }
    } else {
      problems.append(problem)
    }
  }

  private mutating func change(
    _ collection: InputCollection, _ change: (inout CollectionReport) -> Void
  ) {
    if let place = collections.lastIndex(where: { $0.collection == collection }) {
      change(&collections[place])
    } else {
      var report = CollectionReport(collection)
      change(&report)
      collections.append(report)
    }
  }
}
