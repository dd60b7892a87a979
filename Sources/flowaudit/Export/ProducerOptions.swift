import FlowAnswer
import FlowInput

/// The command that prints the log.
struct ProducerOptions: OptionGroup {
  /// Its name and its arguments; empty where files are read.
  var command: [String] = []
  /// After how long without a byte it is ended, above 0; nil for any time.
  var timeout: Nanoseconds?

  /// The command without how far back it reaches: what it counts is the same.
  var counted: String {
    var words: [String] = []
    for (index, word) in command.enumerated()
    where word != "--since" && !word.hasPrefix("--since=")
      && !(index > 0 && command[index - 1] == "--since")
    {
      words.append(word)
    }
    return words.joined(separator: " ")
  }

  /// How far its own `--since` reaches back, nil where that is not known.
  var since: Nanoseconds? {
    sinceValues.last.flatMap { try? GoDuration.positive($0) }
  }

  /// The values of its `--since`: moments, or durations that count back from now.
  private var sinceValues: [String] {
    command.indices.compactMap { index in
      if command[index] == "--since" {
        return index + 1 < command.count ? command[index + 1] : nil
      }
      let prefix = "--since="
      return command[index].hasPrefix(prefix)
        ? String(command[index].dropFirst(prefix.count)) : nil
    }
  }
}

extension Producer {
  /// The command that stands behind `--`.
  convenience init(_ options: ProducerOptions) {
    self.init(
      ProgramArguments.last(options.command.count),
      timeout: options.timeout.map { .nanoseconds($0.count) },
      clock: { .nanoseconds(Int64(clamping: Clock.elapsed())) })
  }
}
