import FlowInput

/// The log that FILE names where it is read on: itself with its rotations, or the one log of a directory.
enum LogToFollow {
  /// A log of which `records` are known; the beginnings are for one of which nothing is.
  ///
  /// One that is watched can be waited for.
  static func log(
    named name: String, records: [LogRecord] = [], file: FollowedLog.Beginning,
    directory: FollowedLog.Beginning, isRecursive: Bool, isWatched: Bool
  ) throws(ValueError) -> FollowedLog {
    let path = InputPath(name)
    guard path.isDirectory else {
      return FollowedLog(path, records: records, beginning: file, isWatched: isWatched)
    }
    let list = InputList(arguments: [path], isRecursive: isRecursive)
    guard list.inputs.count == 1, case .path(let live)? = list.inputs[0].files.last else {
      let more = list.inputs.count > 3 ? " and \(list.inputs.count - 3) more" : ""
      let names = list.inputs.prefix(3).map(\.name).joined(separator: ", ") + more
      throw ValueError(
        list.inputs.isEmpty
          ? "\(name) holds no log" : "\(name) holds several logs: name one of \(names)")
    }
    return FollowedLog(live, records: records, beginning: directory, isWatched: isWatched)
  }
}
