public import FlowAnswer

/// What an `export` run knows about itself.
public struct RunFacts: Sendable {
  /// When it began, by the wall clock.
  public var start: Timestamp
  /// How long it took, by a clock that is not set.
  public var duration: Duration
  /// Whether its input was read to the end.
  public var wasSuccessful: Bool
  /// The version of the program.
  public var version: String
  /// Bytes read.
  public var inputByteCount: UInt64
  /// Errors of the input; a reason without errors need not be there.
  public var queryErrors: [QueryError: UInt64]
  /// Lines that were read and not counted; a reason without lines need not be there.
  public var skippedLines: [SkippedLine: UInt64]
  /// How often lines are gone, or may be, that nobody has read.
  public var gapCount: Int

  /// The facts of a run.
  public init(
    start: Timestamp, duration: Duration, wasSuccessful: Bool, version: String,
    inputByteCount: UInt64, queryErrors: [QueryError: UInt64] = [:],
    skippedLines: [SkippedLine: UInt64] = [:], gapCount: Int = 0
  ) {
    self.start = start
    self.duration = duration
    self.wasSuccessful = wasSuccessful
    self.version = version
    self.inputByteCount = inputByteCount
    self.queryErrors = queryErrors
    self.skippedLines = skippedLines
    self.gapCount = gapCount
  }
}

/// Why a line of a window was not counted: values of the label `reason`.
public enum SkippedLine: String, CaseIterable, Sendable {
  /// An earlier window held it.
  case known
  /// It is older than the lines that are remembered, and nobody can tell.
  case tooOld = "too_old"
}

/// Why an input could not be read to its end: values of the label `reason`.
public enum QueryError: String, CaseIterable, Sendable {
  /// The command that gives the input ended with a status other than 0, or by a signal.
  case commandFailed = "command_failed"
  /// The command is not there, or is no program.
  case commandNotFound = "command_not_found"
  /// The command gave nothing for too long.
  case commandTimeout = "command_timeout"
  /// A file or pipe could not be opened or read.
  case inputUnreadable = "input_unreadable"
  /// A compressed input is cut or damaged, or packed in a way that is not read.
  case inputDamaged = "input_damaged"
  /// Nothing at all came from a pipe.
  case inputEmpty = "input_empty"
  /// No line of the input is a JSON object.
  case inputNotFlowLog = "input_not_flow_log"
}
