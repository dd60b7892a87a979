import FlowInput
import FlowMetrics
import FlowOutput
import FlowState
import FlowTally

/// A log that is read on, and its state: what a run of `export --state` does once, and one of `--follow` again and again.
struct CountingSession: ~Copyable {
  private let options: Options
  private let plan: TallyPlan
  private let machine: Machine
  private let diagnostics: Diagnostics
  private var state: KeptState
  private var log: FollowedLog
  private var stretch: Stretch

  /// What was read since the last commit.
  fileprivate struct Stretch: ~Copyable {
    var tally: Tally
    var reading: SequentialReading
    var gapCount = 0
    /// What was wrong with the log when it was looked at last.
    var problems: [InputProblem] = []
    /// Nanoseconds that went into reading.
    var workTime: UInt64 = 0
  }

  /// Begins where the state stands.
  init(
    _ options: Options, _ plan: TallyPlan, _ machine: Machine, _ diagnostics: Diagnostics,
    _ state: KeptState
  ) throws {
    let log = try Self.followedLog(options, state.records)
    stretch = try Self.stretch(options, plan, machine, state.lines)
    self.options = options
    self.plan = plan
    self.machine = machine
    self.diagnostics = diagnostics
    self.state = state
    self.log = log
  }

  /// The log that FILE names: itself with its rotations, or the one log of a directory.
  private static func followedLog(_ options: Options, _ records: [LogRecord]) throws -> FollowedLog
  {
    let path = InputPath(options.files[0])
    guard path.isDirectory else {
      let beginning: FollowedLog.Beginning =
        options.follows && !options.readsFromStart ? .end : .newestFile
      return FollowedLog(path, records: records, beginning: beginning)
    }
    let list = InputList(arguments: [path])
    guard list.inputs.count == 1, case .path(let live)? = list.inputs[0].files.last else {
      let names = list.inputs.map(\.name).joined(separator: ", ")
      throw KeptState.Refusal(
        message: list.inputs.isEmpty
          ? "\(options.files[0]) holds no log"
          : "\(options.files[0]) holds several logs: name one of \(names)")
    }
    return FollowedLog(live, records: records, beginning: .oldestFile)
  }

  private static func stretch(
    _ options: Options, _ plan: TallyPlan, _ machine: Machine, _ lines: [StateLine]
  ) throws -> Stretch {
    let blocks = LineBlockOptions(
      maximumLineByteCount: options.limits.maxLineByteCount, searchesPrefixes: false,
      inflater: machine.inflater)
    var tally = Tally(plan, kernels: machine.kernels)
    try tally.resumeInput(InputName(options.files[0], isPipe: false), from: lines)
    return Stretch(
      tally: tally,
      reading: SequentialReading(blocks, meter: Meter(nil, totalByteCount: nil)))
  }

  /// Reads what is new.
  ///
  /// Gives whether there was anything.
  mutating func readOn() -> Bool {
    let start = Clock.elapsed()
    let look = log.look()
    let offsets = stretch.reading.read(look, of: options.files[0], into: &stretch.tally)
    log.take(look, readTo: offsets)
    stretch.gapCount += look.gapCount
    stretch.problems = look.problems
    stretch.workTime &+= Clock.elapsed() &- start
    return !look.stretches.isEmpty
  }

  /// Where the log's files are.
  var directory: InputPath {
    log.directory
  }

  /// Commits what was read in one step, writes the metrics from it, and begins anew; gives how it went.
  ///
  /// Throws where the state or the metrics could not be written; the metrics can be later.
  mutating func commit(at now: Timestamp) throws -> ExitStatus {
    catchUp(at: now)
    let input = Input(name: options.files[0], files: [])
    stretch.reading.judge(stretch.tally.inputCounts, of: input)
    let report = stretch.reading.report.adding(stretch.problems)
    let (gapCount, workTime) = (stretch.gapCount, stretch.workTime)
    var waiting = StateWriter()
    let summary = try suspend(to: &waiting, at: now)
    let outcome = Outcome(options, report, summary)
    outcome.report(to: diagnostics)
    let facts = RunFacts(
      start: now, duration: .nanoseconds(Int64(workTime)), wasSuccessful: outcome.wasSuccessful,
      version: Version.number, inputByteCount: outcome.inputByteCount,
      queryErrors: outcome.queryErrors)
    state.counts.add(summary, facts, gapCount: gapCount, rules: rules)
    state.records = log.records
    if gapCount > 0 {
      diagnostics.warning(
        "\(options.files[0]): lines were lost: a file of the log is gone that had not been read to its end"
      )
    }
    try state.commit(waiting: waiting)
    try writeMetrics()
    return outcome.status
  }

  /// Ends the tally, and begins another with what waits.
  private mutating func suspend(
    to waiting: inout StateWriter, at now: Timestamp
  ) throws -> Summary {
    var next = try Self.stretch(options, plan, machine, [])
    swap(&next, &stretch)
    let wasInterrupted = next.reading.report.wasInterrupted
    let summary = next.finish(to: &waiting, at: now, wasInterrupted: wasInterrupted)
    stretch = try Self.stretch(options, plan, machine, try waiting.lines)
    return summary
  }

  /// Writes what the last commit could not; where the metrics are there already, series that were 0 have been seen.
  private mutating func catchUp(at now: Timestamp) {
    guard state.isCommitted else {
      return
    }
    guard let path = options.textfile else {
      return state.counts.noteWritten(at: now, rules: rules)
    }
    let text = Array(metrics.utf8)
    if AtomicFile(path).read(atMost: text.count) == text {
      state.counts.noteWritten(at: now, rules: rules)
    } else {
      // The end of this commit will say so again, and then it counts.
      try? Textfile(path).write(text)
    }
  }

  private var rules: RunningCounts.Rules {
    RunningCounts.Rules(
      maximumSeries: options.limits.maxSeries, startsAtZero: options.state.startsAtZero,
      zeroTime: options.zeroTime, retirement: options.state.retirement)
  }

  private var metrics: String {
    CounterMetrics(
      state.counts, version: Version.number, constantLabels: options.constLabels,
      hubbleMetrics: options.hubbleMetrics
    ).text
  }

  private func writeMetrics() throws(OutputError) {
    if let path = options.textfile {
      return try Textfile(path).write(Array(metrics.utf8))
    }
    var output = StandardOutput()
    try output.write(metrics)
    try output.flush()
  }
}

extension CountingSession.Stretch {
  fileprivate consuming func finish(
    to writer: inout StateWriter, at now: Timestamp, wasInterrupted: Bool
  ) -> Summary {
    tally.suspend(to: &writer, at: now, wasInterrupted: wasInterrupted)
  }
}
