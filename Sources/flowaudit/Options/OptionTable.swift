import FlowAnswer
import FlowTally

/// The options of all commands: the one table that the parser, the help, the manual page, the completions and the
/// documentation come from.
///
/// An option is one case of `OptionName`, one row here and one case in `OptionParser`; a filter flag is a case of
/// `FilterFlag` alone.
enum OptionTable {
  static let rows: [OptionRow] =
    filters + selection + grouping + output + metrics + counting + limits + behavior

  static func row(longName: String) -> OptionRow? {
    rows.first { $0.longName == longName }
  }

  static func row(shortName: Character) -> OptionRow? {
    rows.first { $0.shortName == shortName }
  }

  /// The rows that a command takes, in the order of the table.
  static func rows(of command: CommandName) -> [OptionRow] {
    rows.filter { $0.isTaken(by: command) }
  }

  private static let all = CommandName.allCases
  private static let reading = CommandName.reading
  private static let screens: [CommandName] = [.drops, .summary, .flows]
  private static let tables: [CommandName] = [.drops, .flows]

  private static let filters: [OptionRow] = FilterFlag.allCases.map { flag in
    OptionRow(
      .filter(flag), flag.rawValue, short: flag.shortName, flag.valueName, in: .selection,
      of: reading, completion: flag.words.isEmpty ? .none : .words(flag.words),
      isRepeatable: true, flag.summary)
  }

  private static let selection: [OptionRow] = [
    OptionRow(
      .not, "not", in: .selection, of: reading, isRepeatable: true,
      "negate the one filter flag that follows"),
    OptionRow(.since, "since", "TIME", in: .selection, of: reading, "only flows since this time"),
    OptionRow(.until, "until", "TIME", in: .selection, of: reading, "only flows until this time"),
    OptionRow(
      .first, "first", "N", in: .selection, of: reading,
      "only the first N of the lines that pass; reads no further"),
    OptionRow(
      .last, "last", "N", in: .selection, of: reading,
      "only the last N of the lines that pass; files are read twice"),
    OptionRow(
      .printFilter, "print-filter", in: .selection, of: reading,
      "print what the filters mean, as Helm values for Cilium's exporter, and read nothing"),
  ]

  private static let grouping: [OptionRow] = [
    OptionRow(
      .by, "by", "FIELD,...", in: .grouping, of: tables,
      completion: .wordList(GroupField.selectable.map(\.rawValue)), "group by these fields"),
    OptionRow(
      .bucket, "bucket", "DURATION", in: .grouping, of: tables,
      "group by steps of time too, like 5m"),
    OptionRow(
      .top, "top", "N", in: .grouping, of: screens,
      "only the first N rows; the total is over all rows"),
    OptionRow(
      .sort, "sort", "FIELD", in: .grouping, of: tables, completion: .words(SortOrder.names),
      "sort by a field of --by, or by drops, flows, first or last (default: by the count)"),
  ]

  private static let output: [OptionRow] = [
    OptionRow(.invert, "invert", in: .output, of: [.filter], "write the lines that do not pass"),
    OptionRow(.count, "count", in: .output, of: [.filter], "write how many lines there are"),
    OptionRow(
      .output, "output", short: "o", "FORMAT", in: .output, of: screens + [.lint],
      completion: .words(OutputFormat.allCases.map(\.rawValue)),
      "\(OutputFormat.allCases.map(\.rawValue).joinedAsAlternatives) (default: table)"),
    OptionRow(
      .noColor, "no-color", in: .output, of: screens,
      "no colour, not even on a terminal; so does NO_COLOR in the environment"),
  ]

  private static let metrics: [OptionRow] = [
    OptionRow(
      .textfile, "textfile", "PATH", in: .metrics, of: [.export, .doctor], completion: .file,
      "write to this .prom file, replaced in one step (default: standard output); doctor looks at it"
    ),
    OptionRow(
      .state, "state", "PATH", in: .metrics, of: [.export, .doctor], completion: .file,
      "keep counters and positions in this file, so that the metrics count over all runs; doctor looks at it"
    ),
    OptionRow(
      .window, "window", "DURATION", in: .metrics, of: [.export],
      "with --state and a pipe: how far back each run reads, like the 6m of 'hubble observe --since 6m'"
    ),
    OptionRow(
      .resetState, "reset-state", in: .metrics, of: [.export],
      "forget what the state holds and begin anew"),
    OptionRow(
      .follow, "follow", short: "f", in: .metrics, of: [.export],
      "go on reading FILE as it grows and is rotated, or COMMAND, started again when it ends, until SIGTERM"
    ),
    OptionRow(
      .interval, "interval", "DURATION", in: .metrics, of: [.export],
      "with --follow: write the metrics so often (default: 15s)"),
    OptionRow(
      .fromStart, "from-start", in: .metrics, of: [.export],
      "with --follow: begin with FILE's first line, not behind its last (where no state knows better)"
    ),
    OptionRow(
      .lockTimeout, "lock-timeout", "DURATION", in: .metrics, of: [.export],
      "wait so long for another run that holds the state (default: 0s)"),
    OptionRow(
      .constLabel, "const-label", "NAME=VALUE", in: .metrics, of: [.export], isRepeatable: true,
      "put this label on every series; may be given several times"),
    OptionRow(
      .hubbleMetrics, "hubble-metrics", "METRICS", in: .metrics, of: [.export],
      "count the agent's own hubble_ families too, in the agent's syntax"),
    OptionRow(
      .maxSeries, "max-series", "N", in: .metrics, of: [.export],
      "at most N series a family, the rest in one of (other) (default: \(Options.Limits().maxSeries))"
    ),
    OptionRow(
      .noZeroFirst, "no-zero-first", in: .metrics, of: [.export],
      "write a new series with its count at once, not with 0 first"),
    OptionRow(
      .zeroFor, "zero-for", "DURATION", in: .metrics, of: [.export],
      "write a new series with 0 for so long, longer than a scrape interval (default: \(Options.followedZeroTime / 1_000_000_000)s with --follow, else until the next run)"
    ),
    OptionRow(
      .retireAfter, "retire-after", "DURATION", in: .metrics, of: [.export],
      "give up a series that has not changed for so long (default: 720h)"),
    OptionRow(
      .allowEmpty, "allow-empty", in: .metrics, of: [.export],
      "nothing at all from a pipe is no failure"),
    OptionRow(
      .timeout, "timeout", "DURATION", in: .metrics, of: [.export],
      "with -- COMMAND: end it when it prints nothing for so long (default: never)"),
    OptionRow(
      .nodeExporter, "node-exporter", "URL", in: .metrics, of: [.doctor],
      "ask node_exporter whether the metrics arrive; on this machine only, like "
        + "http://127.0.0.1:9100/metrics"),
  ]

  private static let counting: [OptionRow] = [
    OptionRow(
      .failOn, "fail-on", "N", in: .counting, of: screens,
      "exit with \(ExitStatus.limitExceeded.rawValue) if more than N were counted"),
    OptionRow(
      .strict, "strict", in: .counting, of: reading,
      "exit with \(ExitStatus.inputFailed.rawValue) after a malformed line or lost events"),
    OptionRow(
      .deduplicate, "dedup", in: .counting, of: reading,
      "count a flow once, by its uuid, though several inputs hold it"),
  ]

  private static let limits: [OptionRow] = [
    OptionRow(
      .maxGroups, "max-groups", "N", in: .limits, of: reading,
      "at most N groups, the rest in one of (other) (default: \(Options.standardMaxGroups); export \(Options.Limits().maxFamilyRows), more where more series are kept)"
    ),
    OptionRow(
      .maxLine, "max-line", "BYTES", in: .limits, of: reading,
      "skip lines longer than this; 512K, 1MiB (default: \(Options.Limits().maxLineByteCount >> 20)MiB)"
    ),
    OptionRow(
      .threads, "threads", "N", in: .limits, of: reading,
      "work with N threads (default: what the machine and the cgroup give)"),
  ]

  private static let behavior: [OptionRow] = [
    OptionRow(
      .quiet, "quiet", short: "q", in: .behavior, of: reading,
      "no warnings and no progress; errors are still reported"),
    OptionRow(
      .progress, "progress", in: .behavior, of: reading,
      "show progress even where standard error is no terminal"),
    OptionRow(
      .help, "help", short: "h", in: .behavior, of: all, "print help, of a command or of all"),
    OptionRow(.version, "version", short: "V", in: .behavior, of: all, "print the version"),
  ]
}
