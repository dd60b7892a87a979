import FlowAnswer
import FlowInput
import FlowTally

/// A command whose output is followed: started, read, and started again when it has ended.
///
/// Between an end and the next start there is a second, twice as long after each end and at most a minute; after it has run
/// for a minute it is a second again. All that one start prints is one window: the next may repeat some of it.
///
/// A class because it owns the output, and with it the process.
final class FollowedCommand {
  /// How far a start reaches back where neither `--window` nor the command says so.
  static let assumedWindow = Nanoseconds.seconds(60)
  private static let shortestRest: UInt64 = 1_000_000_000
  private static let longestRest: UInt64 = 60_000_000_000
  /// A signal that comes right before a sleep is seen after so long.
  private static let longestSleep: UInt64 = 200_000_000

  /// So often the window is told the time.
  private static let longestRead: UInt64 = 60_000_000_000

  private enum Phase {
    /// It is to start then.
    case resting(until: UInt64, hasFailed: Bool)
    case running(since: UInt64)
  }

  private let options: ExportOptions
  private let blockOptions: LineBlockOptions
  private let diagnostics: Diagnostics
  private var phase = Phase.resting(until: 0, hasFailed: false)
  private var rest = shortestRest
  /// What is read, and the answer to its last block, while it runs.
  private var input = Input(name: "", files: [])
  private var blocks = LineBlocks(Input(name: "", files: []))
  private var answer = LineBlockAnswer.taken(lineCount: 0)

  /// Starts nothing yet.
  init(_ options: ExportOptions, _ blockOptions: LineBlockOptions, _ diagnostics: Diagnostics) {
    self.options = options
    self.blockOptions = blockOptions
    self.diagnostics = diagnostics
  }

  /// Whether it has failed, and its next start is still to come.
  var isDown: Bool {
    if case .resting(_, hasFailed: true) = phase { true } else { false }
  }

  /// Reads what it prints, until a moment of `Clock.elapsed` or a signal; gives whether anything came.
  ///
  /// Starts it where that is due. SIGTERM and SIGINT end it, SIGHUP does, too, and then it starts at once: what it has printed is
  /// read to the end.
  func readOn(_ reading: inout SequentialReading, into tally: inout Tally, until deadline: UInt64)
    -> Bool
  {
    let before = reading.report.byteCount
    let isEnough = { Clock.elapsed() >= deadline || Interrupts.hasCome || Interrupts.isAsked }
    while !isEnough() {
      switch phase {
      case .resting(let start, _) where Clock.elapsed() < start:
        Clock.sleep(min(Self.longestSleep, start &- Clock.elapsed(), deadline &- Clock.elapsed()))
      case .resting:
        begin(&tally)
      case .running(let start):
        let pause = Clock.elapsed() &+ Self.longestRead
        tally.window?.tick(at: Clock.now())
        read(&reading, into: &tally, since: start) { isEnough() || Clock.elapsed() >= pause }
      }
    }
    if Interrupts.hasCome || Interrupts.isAsked {
      if case .running(let start) = phase {
        _ = input.stop()
        read(&reading, into: &tally, since: start) { false }
      }
      rest = Self.shortestRest
      phase = .resting(until: 0, hasFailed: isDown)
    }
    return reading.report.byteCount > before
  }

  /// What was read so far is about to be kept.
  func noteCommit(at now: Timestamp, _ tally: inout Tally) {
    if case .running = phase, blocks.bytesRead > 0 {
      tally.window?.goOn(at: now)
    }
  }

  private func begin(_ tally: inout Tally) {
    input = Input(.producer(Producer(options.producer)))
    blocks = LineBlocks(input, options: blockOptions)
    answer = .taken(lineCount: 0)
    tally.window?.begin(at: Clock.now())
    phase = .running(since: Clock.elapsed())
  }

  private func read(
    _ reading: inout SequentialReading, into tally: inout Tally, since start: UInt64,
    until isEnough: () -> Bool
  ) {
    let problemCount = reading.report.problems.count
    guard reading.read(&blocks, of: input, into: &tally, &answer, until: isEnough) else {
      return
    }
    let hasFailed = reading.report.problems.count > problemCount
    noteCommit(at: Clock.now(), &tally)
    tally.window?.end(isWhole: !hasFailed)
    let now = Clock.elapsed()
    if now &- start >= Self.longestRest {
      rest = Self.shortestRest
    }
    if !hasFailed && !Interrupts.hasCome && !Interrupts.isAsked {
      diagnostics.warning("\(input.name) has ended: it is started again")
    }
    phase = .resting(until: now &+ rest, hasFailed: hasFailed)
    rest = min(2 * rest, Self.longestRest)
  }
}
