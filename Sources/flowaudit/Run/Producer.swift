import FlowInput

extension Options {
  /// How far back each window reaches: what `--window` says, else what the command's own `--since` does; nil where neither is known.
  var windowSpan: Int64? {
    window
      ?? producerSince.last.flatMap { try? GoDuration(parsing: $0).nanoseconds }
      .flatMap { $0 > 0 ? $0 : nil }
  }

  /// The command without how far back it reaches: what it counts is the same.
  var countedProducer: String {
    var words: [String] = []
    for (index, word) in producer.enumerated()
    where word != "--since" && !word.hasPrefix("--since=")
      && !(index > 0 && producer[index - 1] == "--since")
    {
      words.append(word)
    }
    return words.joined(separator: " ")
  }

  /// The values of its `--since`: moments, or durations that count back from now.
  private var producerSince: [String] {
    producer.indices.compactMap { index in
      if producer[index] == "--since" {
        return index + 1 < producer.count ? producer[index + 1] : nil
      }
      let prefix = "--since="
      return producer[index].hasPrefix(prefix)
        ? String(producer[index].dropFirst(prefix.count)) : nil
    }
  }
}

extension Producer {
  /// The command that stands behind `--`.
  convenience init(_ options: Options) {
    self.init(
      ProgramArguments.last(options.producer.count),
      timeout: options.timeout.map { .nanoseconds($0) },
      clock: { .nanoseconds(Int64(clamping: Clock.elapsed())) })
  }
}
