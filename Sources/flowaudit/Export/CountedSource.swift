import FlowInput
import FlowTally

/// Where the lines come from whose counters go on from run to run.
enum CountedSource {
  /// A log that is read on, with its rotations.
  case log(FollowedLog)
  /// What gives its bytes once: a window of lines in each run.
  case pipe(PipedSource)
  /// What is printed as long as a command runs: a window of lines each time that it is started.
  case command(FollowedCommand)

  /// The source that the options name, of which the records of a log are known.
  init(
    _ options: ExportOptions, _ records: [LogRecord], _ blocks: LineBlockOptions,
    _ diagnostics: Diagnostics
  ) throws(StateRefusal) {
    if !options.producer.command.isEmpty && options.follow.follows {
      self = .command(FollowedCommand(options, blocks, diagnostics))
    } else if let input = PipedSource.input(options) {
      self = .pipe(PipedSource(input))
    } else {
      self = .log(try Self.log(options, records))
    }
  }

  /// What is known of a log's files; nothing of a pipe.
  var records: [LogRecord] {
    switch self {
    case .log(let log): log.records
    case .pipe, .command: []
    }
  }

  /// Whether it is read in stretches, none of which is the whole.
  var isReadOn: Bool {
    switch self {
    case .log: true
    case .pipe, .command: false
    }
  }

  /// What tells the lines of its windows apart; nil of a log, which has none.
  func windowMemory(_ options: ExportOptions) -> WindowMemory? {
    switch self {
    case .log: nil
    case .pipe: WindowMemory(span: options.windowSpan)
    case .command: WindowMemory(span: options.windowSpan ?? FollowedCommand.assumedWindow)
    }
  }

  /// What it is called in messages.
  func input(_ options: ExportOptions) -> Input {
    switch self {
    case .log, .command: Input(name: options.countedFile, files: [])
    case .pipe(let pipe): pipe.input
    }
  }

  /// The log that FILE names: itself with its rotations, or the one log of a directory.
  private static func log(
    _ options: ExportOptions, _ records: [LogRecord]
  ) throws(StateRefusal) -> FollowedLog {
    do throws(ValueError) {
      return try LogToFollow.log(
        named: options.countedFile, records: records,
        file: options.follow.follows && !options.follow.readsFromStart ? .end : .newestFile,
        directory: .oldestFile, isRecursive: options.log.reading.isRecursive,
        isWatched: options.follow.follows)
    } catch {
      throw StateRefusal(message: error.message)
    }
  }
}
