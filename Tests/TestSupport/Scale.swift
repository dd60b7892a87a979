import Foundation

/// How much the tests that draw samples do: little in CI, much in scripts/check-long.
package enum Scale {
  private static let environment = ProcessInfo.processInfo.environment

  /// Whether this is the long check.
  package static let isLong = environment["FLOWAUDIT_LONG"] == "1"

  /// Mutated lines.
  package static let mutations = number("FLOWAUDIT_MUTATIONS") ?? (isLong ? 10_000_000 : 3_000)

  /// Logs of lines in envelopes.
  package static let envelopes = number("FLOWAUDIT_ENVELOPES") ?? (isLong ? 10_000 : 150)

  /// Damaged .prom files.
  package static let lintMutations = number("FLOWAUDIT_LINT_MUTATIONS") ?? (isLong ? 10_000 : 300)

  /// Damaged lines, in blocks with whole ones.
  package static let mutants = number("FLOWAUDIT_MUTANTS") ?? (isLong ? 50_000 : 1_500)

  /// Tokens of the longest strings of them that are all tried.
  package static let tokens = number("FLOWAUDIT_TOKENS") ?? (isLong ? 6 : 3)

  /// Cuts of the plain log, and as many of the gzipped one.
  package static let cuts = number("FLOWAUDIT_CUTS") ?? (isLong ? 1_000 : 10)

  /// Runs of the exporter that are killed at random instants: none unless asked for, as `KillPointTests` tries every call.
  package static let kills = number("FLOWAUDIT_KILLS") ?? (isLong ? 1_000 : 0)

  /// Rows of the fault matrix, drawn with the run's seed; `scripts/check-faults` tries all.
  package static let faultRows = number("FLOWAUDIT_FAULT_ROWS") ?? 50

  /// Cells of each of these rows.
  package static let faults = number("FLOWAUDIT_FAULTS") ?? 1

  /// Seconds for which a log is followed that is written at 60 MB/s, for each kind of rotation; 0 for a few rotations (scripts/soak).
  package static let soakSeconds = number("FLOWAUDIT_SOAK_SECONDS") ?? (isLong ? 20 : 0)

  /// Rotations of a log that is followed.
  package static let rotations = number("FLOWAUDIT_ROTATIONS") ?? (isLong ? 100 : 12)

  /// Steps in which a log is replayed to Prometheus.
  package static let replaySteps = number("FLOWAUDIT_REPLAY_STEPS") ?? (isLong ? 30 : 5)

  /// Distinct sets of labels that are fed to `export`.
  package static let labelSets = number("FLOWAUDIT_LABEL_SETS") ?? (isLong ? 10_000_000 : 300_000)

  /// Logs of which random windows are read.
  package static let windowRounds = number("FLOWAUDIT_WINDOWS") ?? (isLong ? 200 : 3)

  /// Size of the log whose reading must not need memory.
  package static let memoryLogMegabytes = number("FLOWAUDIT_MEMORY_MB") ?? (isLong ? 500 : 100)

  /// Rounds of a test that has no number of its own: all in the long check, fewer in CI.
  package static func rounds<Count: BinaryInteger>(_ long: Count, inCI short: Count) -> Count {
    isLong ? long : short
  }

  /// Of rows that are much alike: all in the long check; in CI so many, drawn with the run's seed, in their order.
  package static func drawn<Rows: Sequence>(_ rows: Rows, inCI count: Int) -> [Rows.Element] {
    let all = Array(rows)
    guard !isLong, count < all.count else {
      return all
    }
    var random = SeededNumbers(ofRun: all.count)
    return all.indices.shuffled(using: &random).prefix(count).sorted().map { all[$0] }
  }

  private static func number(_ name: String) -> Int? {
    environment[name].flatMap { Int($0) }
  }
}
