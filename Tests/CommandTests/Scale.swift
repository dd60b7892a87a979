import Foundation

/// How much the tests that draw samples do: little in CI, much in scripts/check-long.
enum Scale {
  private static let environment = ProcessInfo.processInfo.environment

  /// Whether this is the long check.
  static let isLong = environment["FLOWAUDIT_LONG"] == "1"

  /// Mutated lines.
  static let mutations = number("FLOWAUDIT_MUTATIONS") ?? (isLong ? 10_000_000 : 3_000)

  /// Damaged .prom files.
  static let lintMutations = number("FLOWAUDIT_LINT_MUTATIONS") ?? (isLong ? 10_000 : 300)

  /// Tokens of the longest strings of them that are all tried.
  static let tokens = number("FLOWAUDIT_TOKENS") ?? (isLong ? 6 : 3)

  /// Cuts of the plain log, and as many of the gzipped one.
  static let cuts = number("FLOWAUDIT_CUTS") ?? (isLong ? 1_000 : 10)

  /// Runs of the exporter that are killed.
  static let kills = number("FLOWAUDIT_KILLS") ?? (isLong ? 1_000 : 60)

  /// Rotations of a log that is followed.
  static let rotations = number("FLOWAUDIT_ROTATIONS") ?? (isLong ? 100 : 20)

  /// Steps in which a log is replayed to Prometheus.
  static let replaySteps = number("FLOWAUDIT_REPLAY_STEPS") ?? (isLong ? 30 : 5)

  /// Distinct sets of labels that are fed to `export`.
  static let labelSets = number("FLOWAUDIT_LABEL_SETS") ?? (isLong ? 10_000_000 : 300_000)

  /// Logs of which random windows are read.
  static let windowRounds = number("FLOWAUDIT_WINDOWS") ?? (isLong ? 200 : 5)

  /// Size of the log whose reading must not need memory.
  static let memoryLogMegabytes = number("FLOWAUDIT_MEMORY_MB") ?? (isLong ? 500 : 100)

  /// The seed of what is random: one of its own for each run, printed where a test fails.
  static let seed = number("FLOWAUDIT_SEED") ?? Int.random(in: 1..<1_000_000_000)

  private static func number(_ name: String) -> Int? {
    environment[name].flatMap { Int($0) }
  }
}
