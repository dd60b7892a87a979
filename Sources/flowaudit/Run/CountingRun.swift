import FlowInput
import FlowMetrics
import FlowOutput
import FlowState
import FlowTally

/// A run of `export --state`: counts what came since the last one.
///
///     lock -> state -> .prom of the state, should the last run not have come to it -> look, read -> state -> .prom
///
/// The state is the one commit point: positions, counters and waiting lines change together in one rename, and the .prom can be
/// written from it again at any time. Killed anywhere, the next run goes on from the last state.
struct CountingRun {
  let options: Options
  let terminal: Terminal
  let diagnostics: Diagnostics
  let machine: Machine

  /// Carries it out and says how it ended; `path` is the state's.
  func run(_ path: String) throws(UsageError) -> ExitStatus {
    Interrupts.watch()
    let plan = try Plan(options, times: TimeRange(), terminal: terminal)
    do {
      let lock = try FileLock.take(forFileAt: path, timeout: options.state.lockTimeout)
      guard let lock else {
        diagnostics.error("state \(path) is in use by another run; --lock-timeout waits for it")
        return .stateRefused
      }
      return try run(path, plan, holding: lock)
    } catch let error as OutputError {
      diagnostics.error("\(error)")
      return .outputFailed
    } catch {
      diagnostics.error((error as? KeptState.Refusal)?.message ?? "\(error)")
      return .stateRefused
    }
  }

  private func run(
    _ path: String, _ plan: Plan, holding lock: borrowing FileLock
  ) throws -> ExitStatus {
    let start = (wall: Clock.now(), elapsed: Clock.elapsed())
    var state = try KeptState(options, at: path)
    catchUp(&state)
    var log = try followedLog(state.records)
    let look = log.look()
    var reading = SequentialReading(blockOptions, meter: Meter(nil, totalByteCount: nil))
    var tally = Tally(plan.tally, kernels: machine.kernels)
    try tally.resumeInput(InputName(options.files[0], isPipe: false), from: state.lines)
    let offsets = reading.read(look, of: options.files[0], into: &tally)
    reading.judge(tally.inputCounts, of: Input(name: options.files[0], files: []))
    log.take(look, readTo: offsets)
    var waiting = StateWriter()
    let summary = tally.suspend(to: &waiting, wasInterrupted: reading.report.wasInterrupted)
    let outcome = Outcome(options, reading.report, summary)
    outcome.report(to: diagnostics)
    let facts = RunFacts(
      start: start.wall, duration: .nanoseconds(Int64(Clock.elapsed() &- start.elapsed)),
      wasSuccessful: outcome.wasSuccessful, version: Version.number,
      inputByteCount: outcome.inputByteCount, queryErrors: outcome.queryErrors)
    state.counts.add(summary, facts, gapCount: look.gapCount, rules: rules)
    state.records = log.records
    if look.gapCount > 0 {
      diagnostics.warning(
        "\(options.files[0]): lines were lost: a file of the log is gone that had not been read to its end"
      )
    }
    try state.commit(waiting: waiting)
    try write(state.counts)
    return outcome.status
  }

  /// Writes what the last run committed and could not write; where it is there already, series that were 0 have been seen.
  private func catchUp(_ state: inout KeptState) {
    guard state.isKept, let path = options.textfile else {
      state.counts.noteWritten()
      return
    }
    let text = Array(metrics(state.counts).utf8)
    if AtomicFile(path).read(atMost: text.count) == text {
      state.counts.noteWritten()
    } else {
      do {
        try Textfile(path).write(text)
      } catch {
        // The end of this run will say so again, and then it counts.
        return
      }
    }
  }

  /// The log that FILE names: itself with its rotations, or the one log of a directory.
  private func followedLog(_ records: [LogRecord]) throws -> FollowedLog {
    let path = InputPath(options.files[0])
    guard path.isDirectory else {
      return FollowedLog(path, records: records, readsOldRotations: false)
    }
    let list = InputList(arguments: [path])
    guard list.inputs.count == 1, case .path(let live)? = list.inputs[0].files.last else {
      let names = list.inputs.map(\.name).joined(separator: ", ")
      throw KeptState.Refusal(
        message: list.inputs.isEmpty
          ? "\(options.files[0]) holds no log"
          : "\(options.files[0]) holds several logs: name one of \(names)")
    }
    return FollowedLog(live, records: records, readsOldRotations: true)
  }

  private var blockOptions: LineBlockOptions {
    LineBlockOptions(
      maximumLineByteCount: options.limits.maxLineByteCount, searchesPrefixes: false,
      inflater: machine.inflater)
  }

  private var rules: RunningCounts.Rules {
    RunningCounts.Rules(
      maximumSeries: options.limits.maxSeries, startsAtZero: options.state.startsAtZero,
      retirement: options.state.retirement)
  }

  private func metrics(_ counts: RunningCounts) -> String {
    CounterMetrics(counts, version: Version.number, constantLabels: options.constLabels).text
  }

  private func write(_ counts: RunningCounts) throws(OutputError) {
    let text = metrics(counts)
    if let path = options.textfile {
      return try Textfile(path).write(Array(text.utf8))
    }
    var output = StandardOutput()
    try output.write(text)
    try output.flush()
  }
}
