import FlowAnswer
import FlowOutput
import FlowTally

/// A whole run: plan, read, answer.
struct Run<Command: FlowLogCommand> {
  let command: Command
  let host: Host
  let machine: Machine

  /// Carries it out and says how it ended.
  func run() throws(UsageError) -> ExitStatus {
    Interrupts.watch()
    let start = (wall: Clock.now(), elapsed: Clock.elapsed())
    let selection = command.log.selection
    let reading = Reading(command, terminal: host.terminal, machine: machine)
    let times = try TimeWindow(
      selection, now: start.wall, reading, clock: command.clock, for: Command.name)
    let plan = try LastLines.plan(
      command.plan(times: times.range), last: selection.last, reading, for: Command.name)
    let sink = command.writesLines ? LineSink() : nil
    var (summary, report) = reading.read(plan, to: sink)
    summary.coverage.notes = report.notes + summary.coverage.notes
    let outcome = Outcome(
      report, summary, command.rules, limited: command.limitedCount(of: summary))
    outcome.report(to: host.diagnostics)
    let hasCounted = command.count(of: summary) != 0
    let trace = FilterTrace(
      selection, countingDrops: Command.countsDrops, times.range, reading)
    let reason = ZeroReason(summary, report, times, trace)
    if !command.saysWhyNothing {
      reason.warning.map(host.diagnostics.warning)
    }
    let zeroReason = hasCounted ? nil : reason.text
    do {
      try sink?.finish()
      try command.write(
        Answer(
          summary: summary, outcome: outcome, range: times.range, zeroReason: zeroReason,
          start: start.wall, startOfClock: start.elapsed),
        in: host)
    } catch .closedPipe {
      return .done
    } catch {
      host.diagnostics.error("\(error)")
      return .outputFailed
    }
    if outcome.status == .done, let failure = command.failure(summary) {
      host.diagnostics.error(failure)
      return .inputFailed
    }
    return outcome.status
  }
}

extension FlowLogCommand {
  func carryOut(in host: Host) throws(UsageError) -> ExitStatus {
    try Run(command: self, host: host, machine: .look()).run()
  }
}
