import FlowInput
import FlowOutput
import FlowTally

/// `filter --follow`: the lines of a log as they come, over its rotations, until a signal comes or nobody reads them any more.
struct FollowedLines {
  let command: FilterCommand
  let host: Host
  let machine: Machine

  /// Carries it out and says how it ended.
  func run() throws(UsageError) -> ExitStatus {
    Interrupts.watch()
    let name = command.log.input.files[0]
    guard !Input(.path(InputPath(name))).isPipe else {
      throw FilterCommand.refusal(
        "--follow reads a log that grows, and \(name) is a pipe: leave out --follow")
    }
    var log = try log(named: name, fromStart: command.follow.readsFromStart)
    var tally = Tally(try plan(), kernels: machine.kernels)
    let sink = LineSink()
    var reading = SequentialReading(
      LineBlockOptions(
        maximumLineByteCount: command.log.limits.maxLineByteCount, searchesPrefixes: false,
        inflater: machine.inflater), meter: Meter(nil, totalByteCount: nil), sink: sink)
    var messages = FollowMessages(diagnostics: host.diagnostics)
    tally.beginInput(InputName(name, isPipe: false))
    host.diagnostics.note(
      "following \(name) and its rotations, \(command.follow.beginning)")
    var (isLast, hasFailed) = (false, false)
    repeat {
      // Before the look: what comes behind it is read in the next turn.
      isLast = Interrupts.hasCome
      let look = log.look()
      if look.foundNothing && log.records.isEmpty {
        // Of a log that comes later every line is new.
        log = try self.log(named: name, fromStart: true)
      }
      let readings = reading.read(look, of: name, into: &tally)
      log.take(look, readings)
      // An end that could not be read is none: what an earlier look could not read a later one does.
      let isCutOff = !reading.report.wasInterrupted && readings.contains { !$0.isWhole }
      hasFailed = !look.problems.isEmpty || isCutOff && !reading.report.problems.isEmpty
      sink.flush()
      messages.report(reading.report, look)
      isLast =
        isLast || sink.hasFailed || tally.kept.isComplete || LineOutput.hasLostReader()
      if !isLast && !Interrupts.hasCome {
        log.wait(atMost: .seconds(1), hasJustChanged: !look.stretches.isEmpty)
      }
    } while !isLast
    return end(sink, hasFailed: hasFailed)
  }

  private func end(_ sink: LineSink, hasFailed: Bool) -> ExitStatus {
    var isRead = !LineOutput.hasLostReader()
    do throws(OutputError) {
      try sink.finish()
    } catch .closedPipe {
      isRead = false
    } catch {
      host.diagnostics.error("\(error)")
      return .outputFailed
    }
    if !isRead {
      host.diagnostics.note("ended: nobody reads standard output any more")
    } else if Interrupts.hasCome {
      host.diagnostics.note("ended by a signal: what was read is written")
    }
    return hasFailed ? .inputFailed : .done
  }

  private func log(named name: String, fromStart: Bool) throws(UsageError) -> FollowedLog {
    do throws(ValueError) {
      return try LogToFollow.log(
        named: name, file: fromStart ? .newestFile : .end,
        directory: fromStart ? .oldestFile : .end,
        isRecursive: command.log.reading.isRecursive, isWatched: true)
    } catch {
      throw FilterCommand.refusal(error.message)
    }
  }

  private func plan() throws(UsageError) -> TallyPlan {
    let reading = Reading(command, terminal: host.terminal, machine: machine)
    let times = try TimeWindow(
      command.log.selection, now: Clock.now(), reading, clock: command.clock,
      for: FilterCommand.name)
    return try command.plan(times: times.range)
  }
}

/// What is said while a log is followed: each fault once, not at every look.
private struct FollowMessages {
  let diagnostics: Diagnostics
  private var problemCount = 0
  private var lineCount = 0
  private var lastFaults: [String] = []

  init(diagnostics: Diagnostics) {
    self.diagnostics = diagnostics
  }

  mutating func report(_ report: ReadingReport, _ look: FollowedLog.Look) {
    for problem in report.problems.dropFirst(problemCount) {
      diagnostics.error(problem.message)
    }
    problemCount = report.problems.count
    for line in report.badLines.dropFirst(lineCount) {
      diagnostics.warning(line.message)
    }
    lineCount = report.badLines.count
    let faults = look.problems.map(\.message)
    for fault in faults where !lastFaults.contains(fault) {
      diagnostics.error("\(fault); it is looked for again")
    }
    lastFaults = faults
    if look.gapCount > 0 {
      diagnostics.warning(
        "lines were lost: a file of the log is gone that had not been read to its end")
    }
  }
}
