import FlowOutput
import FlowTally

/// A whole run: plan, read, report.
struct Run {
  let options: Options
  let terminal: Terminal
  let diagnostics: Diagnostics
  let machine: Machine

  /// Carries it out and says how it ended.
  func run() throws(UsageError) -> ExitStatus {
    Interrupts.watch()
    let start = (wall: Clock.now(), elapsed: Clock.elapsed())
    let reading = Reading(options, terminal: terminal, machine: machine)
    let times = try TimeWindow(options, now: start.wall, reading: reading)
    let plan = try Plan(options, times: times.range, terminal: terminal)
    let limited = try LastLines(plan, options, reading).plan
    let sink = options.writesLines ? LineSink() : nil
    let (summary, report) = reading.read(limited, to: sink)
    let outcome = Outcome(options, report, summary)
    outcome.report(to: diagnostics)
    times.explainEmptiness(of: summary, to: diagnostics)
    do {
      try sink?.finish()
      try write(summary, plan, outcome, start: start)
    } catch .closedPipe {
      return .done
    } catch {
      diagnostics.error("\(error)")
      return .outputFailed
    }
    return outcome.status
  }
}
