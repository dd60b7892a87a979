import FlowAnswer
import FlowInput
import FlowMetrics
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
  let options: ExportOptions
  let plan: TallyPlan
  let diagnostics: Diagnostics
  let machine: Machine

  /// Carries it out and says how it ended.
  func run() throws(UsageError) -> ExitStatus {
    Interrupts.watch()
    try checkSource()
    do {
      guard let path = options.paths.state else {
        return try count()
      }
      let lock = try lock(path)
      guard let lock else {
        diagnostics.error("state \(path) is in use by another run; --lock-timeout waits for it")
        return .stateRefused
      }
      return try count(holding: lock)
    } catch let error as UsageError {
      throw error
    } catch let error as OutputError {
      diagnostics.error("\(error)")
      return .outputFailed
    } catch let damage as StateDamage {
      let refusal = StateRefusal(damage, at: options.paths.state ?? "")
      diagnostics.error(refusal.message)
      return .stateRefused
    } catch {
      diagnostics.error((error as? StateRefusal)?.message ?? "\(error)")
      return .stateRefused
    }
  }

  /// What depends on the kind of the one FILE, which the kernel knows.
  private func checkSource() throws(UsageError) {
    switch SourceKind(options) {
    case .pipe where options.follow.follows:
      throw UsageError(
        "--follow reads a log that grows, and this is a pipe: leave out --follow, or name the command that prints it after --",
        for: .export)
    case .log where options.windows.window != nil:
      throw UsageError(
        "--window is for a pipe: leave it out, because a log is read on from where the last run stopped",
        for: .export)
    case .log:
      try checkGrowth()
    case .pipe, .command:
      return
    }
  }

  /// A file that is not written on is counted once, without a state.
  private func checkGrowth() throws(UsageError) {
    // What cannot be looked at now the first look at the log tells.
    guard let obstacle = GrowthObstacle(InputPath(options.countedFile)),
      options.follow.follows || obstacle != .compressed(.gzip)
    else {
      return
    }
    let flag = options.follow.follows ? "--follow" : "--state"
    throw UsageError(
      "\(flag) reads on in a log that grows, and \(options.countedFile) \(obstacle.explanation): leave out \(flag)",
      for: .export)
  }

  /// Makes the state's directory where it is not there, and takes the lock; nil where another run has it.
  private func lock(_ path: String) throws(OutputError) -> FileLock? {
    do throws(OutputError) {
      try AtomicFile(path).makeDirectory()
      return try FileLock.take(
        forFileAt: path, timeout: .nanoseconds(options.state.lockTimeout.count))
    } catch {
      UncommittedRun(options).write(
        RunFacts(
          start: Clock.now(), duration: .zero, wasSuccessful: false, version: Version.number,
          inputByteCount: 0))
      throw error
    }
  }

  private func count(holding lock: borrowing FileLock) throws -> ExitStatus {
    try count()
  }

  private func count() throws -> ExitStatus {
    let state = try KeptState(options)
    warn(of: state)
    var session = try CountingSession(options, plan, machine, diagnostics, state)
    if options.follow.follows {
      return try follow(&session)
    }
    let start = Clock.now()
    _ = session.readOn(until: .max)
    if let refusal = session.refusal {
      throw refusal
    }
    return try session.commit(at: start)
  }

  /// So far may the clock be set between two runs without a word.
  private static let tolerance = Nanoseconds.seconds(60)

  /// A state of the future says that the clock was wrong, then or now.
  private func warn(of state: KeptState) {
    guard let path = options.paths.state, let last = state.counts.lastRun,
      last.nanoseconds > Clock.now().nanoseconds &+ Self.tolerance.count
    else {
      return
    }
    diagnostics.warning(
      "the last run of state \(path) began at \(last), which is still to come: was the clock set? Counters go on"
    )
  }

  /// Reads on until SIGTERM or SIGINT, and commits every `--interval`.
  ///
  /// What cannot be written now is written later: the log is read on, the counters are kept.
  private func follow(_ session: inout CountingSession) throws(UsageError) -> ExitStatus {
    Interrupts.watchHangups()
    let words = FollowWords(options)
    diagnostics.note(words.beginning)
    let status = try followOn(&session)
    diagnostics.note(words.ending(status))
    return status
  }

  private func followOn(_ session: inout CountingSession) throws(UsageError) -> ExitStatus {
    var complaint = ""
    repeat {
      let start = Clock.elapsed()
      var isLast = false
      repeat {
        // Before the look: what comes behind it is read in the next turn.
        isLast = Interrupts.hasCome
        let hasRead = session.readOn(until: start &+ UInt64(options.interval.count))
        let passed = Clock.elapsed() &- start
        if !isLast && passed < UInt64(options.interval.count) && !Interrupts.isAsked {
          session.waitForMore(
            atMost: .nanoseconds(options.interval.count - Int64(clamping: passed)),
            hasJustChanged: hasRead)
        }
      } while !isLast && Clock.elapsed() &- start < UInt64(options.interval.count)
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
