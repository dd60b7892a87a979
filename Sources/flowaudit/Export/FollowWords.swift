import FlowAnswer
import FlowOutput

/// What `export --follow` says of itself when it begins and when it ends.
struct FollowWords {
  private let options: ExportOptions

  init(_ options: ExportOptions) {
    self.options = options
  }

  /// What is followed, from where, and where the metrics go.
  var beginning: String {
    "following \(source); metrics every \(options.intervalText) to \(target)"
  }

  /// How it ended.
  func ending(_ status: ExitStatus) -> String {
    guard status == .done else {
      return "ended by a signal: the last metrics could not be written to \(target)"
    }
    return Interrupts.hasCome
      ? "ended by a signal: what was read of \(options.countedFile) is written to \(target)"
      : "ended: nobody reads \(target) any more"
  }

  private var source: String {
    guard options.producer.command.isEmpty else {
      return "what \(options.countedFile) prints"
    }
    let place =
      if let state = options.paths.state, !options.state.isReset,
        ((try? FileFacts(state)) ?? nil) != nil
      {
        "from where state \(state) stands"
      } else {
        options.follow.beginning
      }
    return "\(options.countedFile) and its rotations, \(place)"
  }

  private var target: String {
    options.paths.textfile ?? "standard output"
  }
}

extension ExportOptions {
  /// The time between two writes, as a text.
  fileprivate var intervalText: String {
    let nanoseconds = interval.count
    return nanoseconds % 1_000_000_000 == 0
      ? "\(nanoseconds / 1_000_000_000)s" : "\(nanoseconds / 1_000_000)ms"
  }
}
