import FlowAnswer
import FlowInput
import FlowTally

/// What is known of the inputs after they were read, beside the counts.
struct ReadingReport: Sendable {
  /// What went wrong with the inputs, in order.
  var problems: [InputProblem] = []
  /// Inputs that are no flow logs.
  var strangers: [Stranger] = []
  /// The names of pipes from which nothing at all came.
  var silentPipes: [String] = []
  /// Lines that could not be read, the first few.
  var badLines: [BadLine] = []
  /// Bytes of text read.
  var byteCount: UInt64 = 0
  var wasInterrupted = false

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

  /// This report behind problems that came earlier.
  func following(_ earlier: [InputProblem]) -> Self {
    var report = self
    report.problems = earlier + problems
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
    if counts.isNoFlowLog {
      strangers.append(Stranger(name: input.name, counts))
      badLines.removeAll { line in input.files.contains { $0.name == line.file } }
    }
  }
}

/// An input that is no flow log.
struct Stranger: Sendable {
  let name: String
  private let lineCount: UInt64
  private let objectCount: UInt64

  init(name: String, _ counts: InputCounts) {
    self.name = name
    lineCount = counts.lineCount
    objectCount = counts.objectCount
  }

  /// What is wrong with it.
  var message: String {
    let what = objectCount == 0 ? "a JSON object" : "an event of Hubble"
    let lines =
      lineCount == 1 ? "its one line is not \(what)" : "none of its \(lineCount) lines is \(what)"
    return "\(name): not a flow log: \(lines)"
  }
}
