import FlowAnswer
import FlowInput
import FlowTally

/// The inputs of a run, and how they are read.
struct Reading {
  private let inputs: [Input]
  private let list: InputList
  private let options: LineBlockOptions
  private let kernels: KernelSet
  private let threadCount: Int
  private let mapping: FileMapping
  private let earlierChange: FileChange?
  private let progress: Progress.Style?

  /// Lists the inputs; reads nothing yet.
  init(_ command: some FlowLogCommand, terminal: Terminal, machine: Machine) {
    list = command.inputs
    inputs = list.inputs
    options = LineBlockOptions(
      maximumLineByteCount: command.log.limits.maxLineByteCount, searchesPrefixes: false,
      inflater: machine.inflater)
    kernels = machine.kernels
    mapping = machine.mapping
    earlierChange = machine.change
    threadCount = command.threadCount ?? machine.threadCount
    let reading = command.log.reading
    progress = Progress.style(
      isQuiet: reading.isQuiet, isAskedFor: reading.showsProgress, on: terminal)
  }

  /// Whether every input is a file whose size is known: only such can be read twice, or by several threads.
  var isRepeatable: Bool {
    byteCount != nil
  }

  /// Bytes of all inputs as they lie there; nil where one is no file.
  var byteCount: UInt64? {
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
    var options = options
    // What was written is not written again, and a pipe is read once.
    options.mapping = sink == nil && isRepeatable ? mapping : .never
    let first = read(plan, options, to: sink)
    guard let change = first.report.change else {
      return (first.summary, first.report.following(earlierChange).following(list))
    }
    options.mapping = .never
    let second = read(plan, options, to: sink)
    return (second.summary, second.report.following(change).following(list))
  }

  private func read(
    _ plan: TallyPlan, _ options: LineBlockOptions, to sink: LineSink?
  ) -> (summary: Summary, report: ReadingReport) {
    let meter = Meter(progress, totalByteCount: byteCount)
    var inputs = inputs
    if threadCount > 1 && !plan.deduplicates && plan.limit == .all,
      let parallel = ParallelReading(
        inputs, plan, kernels, options, threadCount: threadCount, meter: meter, sink: sink)
    {
      switch parallel.read() {
      case .answer(let summary, let report): return (summary, report)
      case .changed(let change):
        var report = ReadingReport()
        report.change = change
        return (Tally(plan, kernels: kernels).finish(), report)
      case .needsOrder: inputs = parallel.wholeInputs
      }
    }
    // Lines that were written before a container prefix turned up are not written again.
    sink?.beginAgain()
    // What cannot be read by several threads can be decoded by one ahead of the other.
    var options = options
    options.decodesAhead = threadCount > 1
    var reading = SequentialReading(inputs, options, meter: meter, sink: sink)
    let summary = reading.read(plan, kernels)
    return (summary, reading.report)
  }
}
