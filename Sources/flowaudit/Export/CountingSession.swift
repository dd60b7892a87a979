import FlowAnswer
import FlowInput
import FlowMetrics
import FlowOutput
import FlowState
import FlowTally

/// A source that is read on, and its state: what a run of `export --state` does once, and one of `--follow` again and again.
struct CountingSession: ~Copyable {
  let options: ExportOptions
  private let plan: TallyPlan
  private let machine: Machine
  let diagnostics: Diagnostics
  var state: KeptState
  private var source: CountedSource
  private var stretch: Stretch
  /// Whether it was said, or need not be, that others may not read the metrics.
  var hasToldMode = false
  /// Problems of the last commit's look: of a log that is followed each is told once while it lasts.
  private var toldProblems: [String] = []

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
    _ options: ExportOptions, _ plan: TallyPlan, _ machine: Machine, _ diagnostics: Diagnostics,
    _ state: KeptState
  ) throws {
    var state = state
    var lines = state.takeLines()
    let source = try CountedSource(
      options, state.records, Self.blockOptions(options, machine), diagnostics)
    let window = try Self.window(of: source, options, &lines)
    stretch = try Self.stretch(options, plan, machine, &lines, window: window)
    state.keep(unknown: lines)
    self.source = source
    self.options = options
    self.plan = plan
    self.machine = machine
    self.diagnostics = diagnostics
    self.state = state
  }

  /// What earlier windows held, whose lines it takes out; nil of a log, which has none.
  private static func window(
    of source: CountedSource, _ options: ExportOptions, _ lines: inout [StateLine]
  ) throws(StateDamage) -> WindowMemory? {
    guard var window = source.windowMemory(options) else {
      return nil
    }
    var rest: [StateLine] = []
    for line in lines where try !window.restore(line) {
      rest.append(line)
    }
    lines = rest
    return window
  }

  /// What is read next, with the lines that wait, which it takes out.
  private static func stretch(
    _ options: ExportOptions, _ plan: TallyPlan, _ machine: Machine, _ lines: inout [StateLine],
    window: WindowMemory?
  ) throws -> Stretch {
    let blocks = blockOptions(options, machine)
    var tally = Tally(plan, kernels: machine.kernels, window: window)
    let name = InputName(options.countedFile, isPipe: window != nil)
    lines = try tally.resumeInput(name, from: lines)
    return Stretch(
      tally: tally,
      reading: SequentialReading(blocks, meter: Meter(nil, totalByteCount: nil)))
  }

  private static func blockOptions(_ options: ExportOptions, _ machine: Machine) -> LineBlockOptions
  {
    LineBlockOptions(
      maximumLineByteCount: options.log.limits.maxLineByteCount, searchesPrefixes: false,
      inflater: machine.inflater)
  }

  /// Reads what is new: what a log has more, one window of a pipe, to its end, or what a command prints until a moment of
  /// `Clock.elapsed`.
  ///
  /// Gives whether there was anything.
  mutating func readOn(until deadline: UInt64) -> Bool {
    let start = Clock.elapsed()
    defer { stretch.workTime &+= Clock.elapsed() &- start }
    switch source {
    case .log(var log):
      let read = stretch.reading.readOn(&log, of: options.countedFile, into: &stretch.tally)
      source = .log(log)
      stretch.gapCount += read.gapCount
      stretch.problems = read.problems
      return read.hasRead
    case .pipe(let pipe):
      stretch.tally.window?.begin(at: Clock.now())
      let byteCount = stretch.reading.read(pipe.input, on: &stretch.tally)
      // What a command says that fails is no window either.
      let isWhole =
        stretch.reading.report.isWhole(allowingEmpty: options.metrics.allowsEmpty)
        && !stretch.tally.inputCounts.isPartOfNoFlowLog
      stretch.tally.window?.end(isWhole: isWhole)
      return byteCount > 0
    case .command(let command):
      return command.readOn(&stretch.reading, into: &stretch.tally, until: deadline)
    }
  }

  /// Why what was read must not be committed, nil where it may be.
  var refusal: UsageError? {
    guard stretch.tally.window?.hasNoTimes == true else {
      return nil
    }
    let (flag, name) = (
      options.paths.state == nil ? "--follow" : "--state",
      options.producer.command.isEmpty ? "pipe" : "command"
    )
    return UsageError(
      "\(flag) cannot tell the lines of overlapping windows apart: the flows of a \(name) need their time; "
        + "add time to the field mask",
      for: .export)
  }

  /// Waits until a log may have more, at most so long; a pipe and a command wait as they are read.
  func waitForMore(atMost limit: Duration, hasJustChanged: Bool) {
    if case .log(let log) = source {
      log.wait(atMost: limit, hasJustChanged: hasJustChanged)
    }
  }

  /// Commits what was read in one step, writes the metrics from it, and begins anew; gives how it went.
  ///
  /// Throws where the state or the metrics could not be written; the metrics can be later.
  mutating func commit(at now: Timestamp) throws -> ExitStatus {
    catchUp(at: now)
    var isDown = false
    if case .command(let command) = source {
      command.noteCommit(at: now, &stretch.tally)
      isDown = command.isDown
    }
    let counts = stretch.tally.inputCounts
    let input = source.input(options)
    if source.isReadOn && state.counts.holdEvents {
      stretch.reading.judge(part: counts, of: input)
    } else {
      stretch.reading.judge(counts, of: input)
    }
    var report = stretch.reading.report.adding(stretch.problems)
    report.isDown = isDown
    let (gapCount, workTime) = (stretch.gapCount, stretch.workTime)
    var waiting = StateWriter()
    let summary = stretch.commit(to: &waiting, at: now)
    stretch.tally.window?.write(
      to: &waiting, at: now, retirement: state.counts.retirement(options.state.retirement, at: now))
    let windows = stretch.tally.window?.takeReport() ?? WindowReport()
    let outcome = Outcome(report, summary, options.rules)
    outcome.report(
      to: diagnostics, but: toldProblems, isFollowing: options.follow.follows)
    toldProblems = outcome.problems
    var facts = RunFacts(
      start: now, duration: .nanoseconds(Int64(workTime)),
      wasSuccessful: outcome.wasSuccessful && options.applications != .failed,
      version: Version.number, inputByteCount: outcome.inputByteCount,
      queryErrors: outcome.queryErrors, skippedLines: windows.skippedLines,
      gapCount: gapCount + windows.gapCount)
    state.counts.add(summary, facts, rules: rules)
    state.records = source.records
    if gapCount > 0 {
      diagnostics.warning(
        "\(options.countedFile): lines were lost: a file of the log is gone that had not been read to its end"
      )
    }
    windows.report(of: source.input(options).name, options, to: diagnostics)
    do throws(OutputError) {
      try state.commit(waiting: waiting)
    } catch {
      facts.wasSuccessful = false
      UncommittedRun(options).write(facts)
      throw error
    }
    try writeMetrics()
    return outcome.status
  }
}

extension CountingSession.Stretch {
  /// Writes what waits, gives what was counted, and goes on with a stretch of nothing.
  fileprivate mutating func commit(to writer: inout StateWriter, at now: Timestamp) -> Summary {
    let summary = tally.commit(
      to: &writer, at: now, wasInterrupted: reading.report.wasInterrupted)
    reading = reading.next()
    gapCount = 0
    problems = []
    workTime = 0
    return summary
  }
}
