/// Words that other programs have for commands, and what they are here.
enum ForeignCommand {
  /// It prints what `--version` does.
  static let version = "version"

  private static let ways: [(word: String, way: String)] = [
    ("top", "the largest groups are 'flowaudit drops --top 10'"),
    (
      "observe",
      "the lines themselves are 'flowaudit filter', which takes the filters of hubble observe"
    ),
    ("tail", "a log is followed by 'flowaudit filter --follow FILE'"),
    ("watch", "a log is followed by 'flowaudit filter --follow FILE'"),
    ("stats", "a log at a glance is 'flowaudit summary'"),
    ("metrics", "Prometheus metrics are written by 'flowaudit export'"),
  ]

  /// The first word of a command line that names no command of ours; nil where options stand alone, or files behind `--`.
  static func word(in arguments: [Argument]) -> String? {
    for argument in arguments {
      switch argument {
      case .option: continue
      case .operands: return nil
      case .word(let word): return word
      }
    }
    return nil
  }

  /// That a word is no command, should there be no such file either.
  static func refusal(of word: String) -> UsageError? {
    guard let way = ways.first(where: { $0.word == word })?.way, !FileName.isThere(word) else {
      return nil
    }
    return UsageError("unknown command \(word): \(way)")
  }
}
