import FlowAnswer
import FlowInput
import FlowTally

/// The inputs of a run, and how they are read.
struct Reading {
  private let inputs: [Input]
  private let problems: [InputProblem]
  private let options: LineBlockOptions
  private let kernels: KernelSet
  private let threadCount: Int
  private let progress: Progress.Style?

  /// Lists the inputs; reads nothing yet.
  init(_ options: Options, terminal: Terminal, machine: Machine) {
    if options.producer.isEmpty {
      let list = InputList(arguments: options.files.isEmpty ? ["-"] : options.files)
      inputs = list.inputs
      problems = list.problems
    } else {
      inputs = [Input(.producer(Producer(options)))]
      problems = []
    }
    self.options = LineBlockOptions(
      maximumLineByteCount: options.limits.maxLineByteCount, searchesPrefixes: false,
      inflater: machine.inflater)
    kernels = machine.kernels
    threadCount = options.limits.threads ?? (options.command == .export ? 1 : machine.threadCount)
    progress = Progress.style(for: options, on: terminal)
  }

  /// Whether every input is a file whose size is known: only such can be read twice, or by several threads.
  var isRepeatable: Bool {
    byteCount != nil
  }

  private var byteCount: UInt64? {
    var total: UInt64 = 0
    for input in inputs {
      guard let byteCount = LineBlocks(input).byteCount else {
        return nil
      }
      total &+= UInt64(clamping: byteCount)
    }
    return total
  }

  /// Reads all inputs to their ends, or until a signal comes.
  ///
  /// Any number of threads gives the same answer. The lines that the plan keeps go to the sink, in order.
  func read(
    _ plan: TallyPlan, to sink: LineSink? = nil
  ) -> (summary: Summary, report: ReadingReport) {
    let meter = Meter(progress, totalByteCount: byteCount)
    if threadCount > 1 && !plan.deduplicates && plan.limit == .all,
      let answer = ParallelReading(
        inputs, plan, kernels, options, threadCount: threadCount, meter: meter, sink: sink
      )?.read()
    {
      return (answer.summary, answer.report.following(problems))
    }
    // Lines that were written before a container prefix turned up are not written again.
    sink?.beginAgain()
    // What cannot be read by several threads can be decoded by one ahead of the other.
    var options = options
    options.decodesAhead = threadCount > 1
    var reading = SequentialReading(inputs, options, meter: meter, sink: sink)
    let summary = reading.read(plan, kernels)
    return (summary, reading.report.following(problems))
  }
}

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

  /// The same with problems of the whole input.
  func adding(_ others: [InputProblem]) -> Self {
    var report = self
    report.problems += others
    return report
  }

  /// The same behind problems that came earlier.
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
      strangers.append(Stranger(name: input.name, lineCount: counts.lineCount))
      badLines.removeAll { line in input.files.contains { $0.name == line.file } }
    }
  }
}

/// An input that is no flow log.
struct Stranger: Sendable {
  let name: String
  let lineCount: UInt64
}

/// A line that could not be read, for a message.
struct BadLine: Equatable, Sendable {
  /// Why.
  enum Fault: Equatable, Sendable {
    case malformed(column: Int)
    case oversize(limit: Int)
    case unfinished
  }

  static let maximumCount = 5

  let file: String
  var line: Int64
  let fault: Fault

  /// `FILE:LINE: what is wrong`.
  var message: String {
    switch fault {
    case .malformed(let column): "\(file):\(line): not a JSON object (byte \(column) of the line)"
    case .oversize(let limit): "\(file):\(line): longer than --max-line \(limit), skipped"
    case .unfinished: "\(file):\(line): the parts of this line have no last one"
    }
  }
}
