import FlowAnswer
import FlowInput
import FlowMetrics
import Glibc

/// What makes a run fail besides errors of reading.
struct OutcomeRules: Sendable {
  /// What a pipe is from which nothing came.
  enum EmptyPipes: Sendable {
    case accepted
    /// A command that fails prints nothing: it is said.
    case warned
    case refused
    /// It is the output of a command that was started here.
    case refusedOfCommand
  }

  /// Whether any malformed line and any lost event does.
  var isStrict: Bool
  var emptyPipes = EmptyPipes.accepted
  /// The count that may not be exceeded.
  var limit: (count: UInt64, unit: CountUnit)?
}

/// How the reading went, and the exit status that it means.
struct Outcome {
  private let rules: OutcomeRules
  private let reading: ReadingReport
  private let coverage: Coverage
  private let total: UInt64

  /// How a reading went; `limited` is what the limit is of, where that is none of the summary's counts.
  init(
    _ reading: ReadingReport, _ summary: Summary, _ rules: OutcomeRules, limited: UInt64? = nil
  ) {
    self.rules = rules
    self.reading = reading
    coverage = summary.coverage
    switch rules.limit?.unit {
    case .flows: total = limited ?? summary.tables[0].total
    case .drops, nil: total = limited ?? summary.dropTotal
    }
  }

  /// Whether the input was read to its end and is what it should be.
  var wasSuccessful: Bool {
    reading.problems.isEmpty && !reading.isDown && strangerCount == 0 && !isRefusedAsEmpty
      && !breaksStrictness
  }

  /// The status; failing to write is not known here.
  var status: ExitStatus {
    if reading.wasInterrupted {
      return .interrupted
    }
    if !wasSuccessful {
      return .inputFailed
    }
    if let limit = rules.limit, total > limit.count {
      return .limitExceeded
    }
    return .done
  }

  /// Whether no input could be read at all: a table of nothing would look like an answer.
  var hasReadNothing: Bool {
    !reading.problems.isEmpty && reading.byteCount == 0
  }

  /// Whether nothing came from a pipe.
  var hasSilentPipe: Bool {
    !reading.silentPipes.isEmpty
  }

  var wasInterrupted: Bool {
    reading.wasInterrupted
  }

  var inputByteCount: UInt64 {
    reading.byteCount
  }

  /// Inputs, directories and archives that hold no flow log.
  private var strangerCount: Int {
    reading.strangers.count + reading.collections.count(where: \.isStranger)
  }

  private var isRefusedAsEmpty: Bool {
    switch rules.emptyPipes {
    case .accepted, .warned: false
    case .refused, .refusedOfCommand: !reading.silentPipes.isEmpty && !reading.wasInterrupted
    }
  }

  /// `--strict`: any line that could not be read, and any lost event.
  private var breaksStrictness: Bool {
    rules.isStrict
      && (coverage.lineCount(.malformed) + coverage.lineCount(.oversize) > 0
        || coverage.lineCount(.lostEvents) > 0)
  }

  /// The errors of the input, for the metrics.
  var queryErrors: [QueryError: UInt64] {
    var errors: [QueryError: UInt64] = [:]
    for problem in reading.problems {
      errors[problem.cause.queryError, default: 0] += 1
    }
    if isRefusedAsEmpty {
      errors[.inputEmpty] = UInt64(reading.silentPipes.count)
    }
    if strangerCount > 0 {
      errors[.inputNotFlowLog] = UInt64(strangerCount)
    }
    return errors
  }

  /// What went wrong with the inputs, in words.
  var problems: [String] {
    reading.problems.map(\.message)
  }

  /// Why an answer does not cover all inputs, a sentence each; empty where it does.
  var gaps: [String] {
    let gaps =
      problems + reading.strangers.map(\.message)
      + reading.collections.filter(\.isStranger).map(\.refusal)
    return !gaps.isEmpty || wasSuccessful
      ? gaps + reading.silentPipes.map { "nothing came from \($0)" }
      : ["the input was not read to its end"]
  }

  /// Says what went wrong, but for problems that were told before; that a signal ends what is followed is no fault.
  func report(
    to diagnostics: Diagnostics, but told: [String] = [], isFollowing: Bool = false
  ) {
    for problem in problems where !told.contains(problem) {
      diagnostics.error(problem)
    }
    for stranger in reading.strangers {
      diagnostics.error(stranger.message)
    }
    reading.leftOut.forEach(diagnostics.warning)
    for name in reading.readAgain {
      diagnostics.warning(
        "\(name) was written to while it was read: it was read once more, from its beginning")
    }
    for collection in reading.collections {
      if collection.isStranger {
        diagnostics.error(collection.refusal)
      } else if let note = collection.note {
        diagnostics.warning(note)
      }
    }
    if isRefusedAsEmpty {
      for name in reading.silentPipes {
        let question = rules.emptyPipes == .refused ? ": is the producer running?" : ""
        diagnostics.error("nothing came from \(name)\(question) (--allow-empty accepts it)")
      }
    }
    if rules.emptyPipes == .warned {
      for name in reading.silentPipes {
        diagnostics.warning("nothing came from \(name): did the command in front of the pipe fail?")
      }
    }
    for line in reading.badLines {
      diagnostics.warning(line.message)
    }
    let shown = UInt64(reading.badLines.count)
    let all = coverage.lineCount(.malformed) + coverage.lineCount(.oversize)
    if shown > 0 && all > shown && strangerCount == 0 {
      diagnostics.warning("\(all - shown) more lines like these")
    }
    if reading.wasInterrupted && !isFollowing {
      diagnostics.warning("interrupted: the answer covers what was read")
    }
    if breaksStrictness {
      let bad = coverage.lineCount(.malformed) &+ coverage.lineCount(.oversize)
      let notices = coverage.lineCount(.lostEvents)
      diagnostics.error(
        "--strict: \(bad) lines that could not be read, \(notices) notices of lost events")
    }
    if status == .limitExceeded, let limit = rules.limit {
      diagnostics.error(
        "\(total) \(limit.unit.rawValue), more than --fail-on \(limit.count)")
    }
  }
}

extension InputProblem.Cause {
  /// The metric's word for it.
  fileprivate var queryError: QueryError {
    switch self {
    case .cannotOpen, .cannotRead, .foreignLink, .shrunk, .changing, .cannotGrow, .isDirectory,
      .emptyDirectory, .tooLarge:
      .inputUnreadable
    case .cannotStart(let errno): Self.isMissing(errno) ? .commandNotFound : .commandFailed
    case .commandFailed, .commandKilled: .commandFailed
    case .commandSilent: .commandTimeout
    case .gzipCut, .gzipDamaged, .gzipTrailingBytes, .unsupportedCompression, .archive:
      .inputDamaged
    }
  }

  /// Whether a program is not there, or is none; anything else may pass.
  private static func isMissing(_ number: Int32) -> Bool {
    [ENOENT, ENOTDIR, EACCES, ENOEXEC].contains(number)
  }
}

extension Summary {
  /// All drops, whatever the tables count.
  var dropTotal: UInt64 {
    coverage.evidence.values.saturatingSum
  }
}
