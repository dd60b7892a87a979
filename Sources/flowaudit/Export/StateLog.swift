import FlowInput
import FlowState

/// The log that a state is of: a part of what its counters mean, however it is spelled.
struct StateLog {
  /// As the state names it: a path from the root, but in states of versions up to 0.1, which wrote what they were given.
  let name: String
  private let records: [LogRecord]
  private let state: InputPath

  /// The log that the state at a path names, with what it knows of that log's files.
  init(_ name: String, _ records: [LogRecord], state: String) {
    self.name = name
    self.records = records
    self.state = InputPath(state)
  }

  /// Whether the name holds wherever a run is started.
  var isFromRoot: Bool {
    InputPath(name).isFromRoot
  }

  /// Whether a path leads to the log.
  ///
  /// A name that was written in another directory is looked for in this one and in the state's; else the files that were read tell.
  func isLed(to file: String) throws(InputProblem) -> Bool {
    let (path, name) = (InputPath(file), InputPath(name))
    if name == path {
      return true
    }
    if try name.isSameFile(as: path) {
      return true
    }
    guard !isFromRoot else {
      return false
    }
    if try name.seen(from: state.parent).isSameFile(as: path) {
      return true
    }
    for record in records where record.isNewest {
      if try record.isOfFile(at: path) {
        return true
      }
    }
    return false
  }

  /// What a state names the log that was given as `file`.
  static func name(of file: String) throws(InputProblem) -> String {
    try InputPath(file).fromRoot().description
  }
}
