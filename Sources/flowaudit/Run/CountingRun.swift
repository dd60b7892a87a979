import FlowInput
import FlowOutput
import FlowState
import FlowTally

/// A run of `export --state` or `--follow`: counts what came since the last one.
///
///     lock -> state -> look or pipe, read -> .prom of the last state, should it not be there -> state -> .prom
///
/// The state is the one commit point: positions, counters and waiting lines change together in one rename, and the .prom can be
/// written from it again at any time. Killed anywhere, the next run goes on from the last state.
struct CountingRun {
  let options: Options
  let terminal: Terminal
  let diagnostics: Diagnostics
  let machine: Machine

  /// Carries it out and says how it ended.
  func run() throws(UsageError) -> ExitStatus {
    Interrupts.watch()
    try checkSource()
    let plan = try Plan(options, times: TimeRange(), terminal: terminal)
    do {
      guard let path = options.state.path else {
        return try run(plan)
      }
      let lock = try FileLock.take(
        forFileAt: path, timeout: .nanoseconds(options.state.lockTimeout))
      guard let lock else {
        diagnostics.error("state \(path) is in use by another run; --lock-timeout waits for it")
        return .stateRefused
      }
      return try run(plan, holding: lock)
    } catch let error as UsageError {
      throw error
    } catch let error as OutputError {
      diagnostics.error("\(error)")
      return .outputFailed
    } catch let damage as StateDamage {
      let refusal = KeptState.Refusal(damage, at: options.state.path ?? "")
      diagnostics.error(refusal.message)
      return .stateRefused
    } catch {
      diagnostics.error((error as? KeptState.Refusal)?.message ?? "\(error)")
      return .stateRefused
    }
  }

  /// What depends on the kind of the one FILE, which the kernel knows.
  private func checkSource() throws(UsageError) {
    switch CountedSource.Kind(options) {
    case .pipe where options.follows:
      throw UsageError(
        "--follow reads a log that grows: a pipe is read to its end, again and again with --state",
        for: options.command)
    case .log where options.window != nil:
      throw UsageError(
        "--window is for a pipe: a log is read on where the last run stopped", for: options.command)
    case .pipe, .log, .command:
      return
    }
  }

  private func run(_ plan: Plan, holding lock: borrowing FileLock) throws -> ExitStatus {
    try run(plan)
  }

  private func run(_ plan: Plan) throws -> ExitStatus {
    var session = try CountingSession(
      options, plan.tally, machine, diagnostics, try KeptState(options))
    if options.follows {
      return try follow(&session)
    }
    let start = Clock.now()
    _ = session.readOn(until: .max)
    if let refusal = session.refusal {
      throw refusal
    }
    return try session.commit(at: start)
  }

  /// Reads on until SIGTERM or SIGINT, and commits every `--interval`.
  ///
  /// What cannot be written now is written later: the log is read on, the counters are kept.
  private func follow(_ session: inout CountingSession) throws(UsageError) -> ExitStatus {
    Interrupts.watchHangups()
    let watch = session.directory.map { ChangeWatch($0) }
    var complaint = ""
    repeat {
      let start = Clock.elapsed()
      var isLast = false
      repeat {
        // Before the look: what comes behind it is read in the next turn.
        isLast = Interrupts.hasCome
        let hasRead = session.readOn(until: start &+ UInt64(options.interval))
        let passed = Clock.elapsed() &- start
        if !isLast && passed < UInt64(options.interval) && !Interrupts.isAsked {
          watch?.wait(
            atMost: .nanoseconds(options.interval - Int64(clamping: passed)),
            hasJustChanged: hasRead)
        }
      } while !isLast && Clock.elapsed() &- start < UInt64(options.interval)
        && !Interrupts.takeAsked()
      if let refusal = session.refusal {
        throw refusal
      }
      do {
        _ = try session.commit(at: Clock.now())
        complaint = ""
      } catch OutputError.closedPipe {
        return .done
      } catch {
        // Once for a cause, not every interval.
        let cause = (error as? OutputError)?.cause ?? "\(error)"
        if complaint != cause {
          complaint = cause
          diagnostics.error("\(error)")
        }
        if isLast {
          return .outputFailed
        }
      }
      if isLast {
        return .done
      }
    } while true
  }
}
