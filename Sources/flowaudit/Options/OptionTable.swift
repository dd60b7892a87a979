import FlowAnswer
import FlowTally

/// The options of all commands: the one table that the parser, the help, the manual page, the completions and the
/// documentation come from.
///
/// An option is one row here, which names the property that it sets; the commands that take it are those that have the
/// property's group. A filter flag is a case of `FilterFlag` alone.
enum OptionTable {
  static let rows: [OptionRow] =
    filters + selection + changes + policies + grouping + output + metrics + monitoring + wiring
    + counting + limits + behavior

  private static let filters: [OptionRow] = FilterFlag.allCases.map { flag in
    OptionRow(
      flag.rawValue, short: flag.shortName, flag.valueName, in: .selection,
      .change { (options: inout SelectionOptions, value: String) throws(ValueError) in
        try options.add(flag, value)
      },
      completion: flag.words.isEmpty ? .none : .words(flag.words), listsWords: flag.listsWords,
      isRepeatable: true, flag.summary)
  }

  private static let selection: [OptionRow] = [
    OptionRow(
      "not", in: .selection,
      .change { (options: inout SelectionOptions, _: String) throws(ValueError) in
        try options.negate()
      }, isRepeatable: true,
      "negate the one filter flag that follows"),
    OptionRow(
      "since", "TIME", in: .selection, .value(\SelectionOptions.since, TimeArgument.init(parsing:)),
      "only flows since this time"),
    OptionRow(
      "until", "TIME", in: .selection, .value(\SelectionOptions.until, TimeArgument.init(parsing:)),
      "only flows until this time"),
    OptionRow(
      "first", "N", in: .selection, .number(\SelectionOptions.first, within: 1...UInt64.max),
      "only the first N of the lines that pass; reads no further"),
    OptionRow(
      "last", "N", in: .selection, .number(\SelectionOptions.last, within: 1...UInt64.max),
      "only the last N of the lines that pass; files are read twice"),
    OptionRow(
      "no-recursive", in: .selection, .flag(\ReadingOptions.isRecursive, is: false),
      "of a directory only its own logs, not those of the directories below it"),
    OptionRow(
      "print-filter", in: .selection, .flag(\SelectionOptions.printsFilter),
      "print what the filters mean, as Helm values for Cilium's exporter, and read nothing"),
  ]

  private static let grouping: [OptionRow] = [
    OptionRow(
      "by", "FIELD,...", in: .grouping, .value(\GroupingOptions.fields, GroupingOptions.fields),
      completion: .wordList(GroupField.selectable.map(\.rawValue)), takesEmptyValue: true,
      "group by these fields; a name of both ends, like namespace, is two; '' is one row"),
    OptionRow(
      "bucket", "DURATION", in: .grouping, .value(\GroupingOptions.bucket, GoDuration.positive),
      "group by steps of time too, like 5m"),
    OptionRow(
      "top", "N", in: .grouping, .number(\ReportOptions.top, within: 1...Int.max),
      "only the first N rows, over time those of the first N groups; the total is over all rows (default: what a terminal has room for, elsewhere all)"
    ),
    OptionRow(
      "all", in: .grouping, .flag(\ReportOptions.showsAllRows),
      "all rows, whatever a terminal has room for"),
    OptionRow(
      "sort", "FIELD", in: .grouping,
      .change { (options: inout GroupingOptions, value: String) throws(ValueError) in
        options.sort = try options.order(of: value)
      }, completion: .words(GroupingOptions.orderNames),
      "sort by a field of --by, or by drops, flows, first or last (default: by the count)"),
  ]

  private static let output: [OptionRow] = [
    OptionRow(
      "invert", in: .output, .flag(\FilterOptions.inverts), "write the lines that do not pass"),
    OptionRow(
      "count", in: .output, .flag(\FilterOptions.countsLines), "write how many lines there are"),
    OptionRow(
      "output", short: "o", "FORMAT", in: .output,
      .change { (options: inout FormatOptions, value: String) throws(ValueError) in
        options.format = try options.format(named: value)
      },
      completion: .words(OutputFormat.all.map(\.name)),
      "how the answer is written: \(OutputFormat.all.map(\.name).joinedAsAlternatives) (default: table); some commands have fewer"
    ),
    OptionRow(
      "coverage", "WORD", in: .output,
      .value(\ReportOptions.coverage, ReportOptions.Coverage.named),
      completion: .words(ReportOptions.Coverage.allCases.map(\.rawValue)),
      "how much is said of what was read; short is what is wrong, full is all (default: short)"
    ),
    OptionRow(
      "width", "N", in: .output, .number(\ReportOptions.width, within: Terminal.widths),
      "columns of a table (default: those of the terminal, elsewhere COLUMNS, else no limit)"),
    OptionRow(
      "local", in: .output, .flag(\ReportOptions.usesLocalTimes),
      "local times in tables, with their offset; other formats always have UTC"),
    OptionRow(
      "color", "WHEN", in: .output, .value(\ReportOptions.color, ReportOptions.Color.named),
      completion: .words(ReportOptions.Color.allCases.map(\.rawValue)), listsWords: true,
      "colour in tables, auto on a terminal unless NO_COLOR is set"),
    OptionRow(
      "no-color", in: .output,
      .change { (options: inout ReportOptions, _: String) in options.color = .never },
      "as --color never"),
  ]

  private static let metrics: [OptionRow] = [
    OptionRow(
      "textfile", "PATH", in: .metrics, .text(\ExportPaths.textfile), completion: .file,
      "write to this .prom file, replaced in one step (default: standard output); doctor looks at it"
    ),
    OptionRow(
      "state", "PATH", in: .metrics, .text(\ExportPaths.state), completion: .file,
      "keep counters and positions in this file, so that the metrics count over all runs; doctor looks at it"
    ),
    OptionRow(
      "window", "DURATION", in: .metrics, .value(\WindowOptions.window, GoDuration.positive),
      "the stretch of time that matters; export --state: how far back each run over a pipe reads, as its command does (6m); correlate: how long after a change (15m); argocd: how long back operations count (1h)"
    ),
    OptionRow(
      "textfile-mode", "MODE", in: .metrics, .value(\ExportPaths.textfileMode, ExportPaths.mode),
      "permissions of the .prom file, like 0644 (default: those that it has; of a new file 0644 less the umask)"
    ),
    OptionRow(
      "reset-state", in: .metrics, .flag(\StateOptions.isReset),
      "forget what the state holds and start over"),
    OptionRow(
      "lock-timeout", "DURATION", in: .metrics,
      .value(\StateOptions.lockTimeout, GoDuration.notNegative),
      "wait so long for another run that holds the state (default: 0s)"),
    OptionRow(
      "const-label", "NAME=VALUE", in: .metrics,
      .change { (options: inout MetricsOptions, value: String) throws(ValueError) in
        try options.addLabel(value)
      }, isRepeatable: true,
      "put this label on every series; may be given several times"),
    OptionRow(
      "hubble-metrics", "METRICS", in: .metrics,
      .value(\HubbleMetricsOptions.metrics, HubbleMetricsOptions.metrics),
      "count the agent's own hubble_ families too, in the agent's syntax"),
    OptionRow(
      "max-series", "N", in: .metrics, .number(\MetricsOptions.maxSeries, within: 1...1_000_000),
      "at most N series a family, the rest in one of (other) (default: \(MetricsOptions().maxSeries))"
    ),
    OptionRow(
      "no-zero-first", in: .metrics, .flag(\StateOptions.startsAtZero, is: false),
      "write a new series with its count at once, not with 0 first"),
    OptionRow(
      "zero-for", "DURATION", in: .metrics, .value(\StateOptions.zeroTime, GoDuration.notNegative),
      "write a new series with 0 for so long, longer than a scrape interval (default: \(StateOptions.followedZeroTime.wholeSeconds)s with --follow, else until the next run)"
    ),
    OptionRow(
      "retire-after", "DURATION", in: .metrics,
      .value(\StateOptions.retirement, GoDuration.notNegative),
      "give up a series that has not changed for so long (default: 720h)"),
    OptionRow(
      "allow-empty", in: .metrics, .flag(\MetricsOptions.allowsEmpty),
      "nothing at all from a pipe is not a failure"),
    OptionRow(
      "timeout", "DURATION", in: .metrics, .value(\ProducerOptions.timeout, GoDuration.positive),
      "with -- COMMAND: end it when it prints nothing for so long (default: never)"),
    OptionRow(
      "node-exporter", "URL", in: .metrics, .value(\ServedOptions.url, LoopbackURL.init(parsing:)),
      "ask node_exporter whether the metrics arrive; on this machine only, like "
        + "http://127.0.0.1:9100/metrics"),
  ]

  private static let counting: [OptionRow] = [
    OptionRow(
      "fail-on", "N", in: .counting,
      .change { (options: inout ReportOptions, text: String) throws(ValueError) in
        try options.readLimit(text)
      },
      "exit with \(ExitStatus.limitExceeded.rawValue) if more than N were counted; 'likely' of correlate: if a change is"
    ),
    OptionRow(
      "strict", in: .counting, .flag(\ReadingOptions.isStrict),
      "exit with \(ExitStatus.inputFailed.rawValue) after a malformed line or lost events"),
    OptionRow(
      "dedup", in: .counting, .flag(\ReadingOptions.isDeduplicating),
      "count a flow once, by its uuid, though several inputs hold it"),
  ]

  private static let limits: [OptionRow] = [
    OptionRow(
      "max-groups", "N", in: .limits, .number(\LimitOptions.maxGroups, within: 1...1 << 30),
      "at most N groups, the rest in one of (other) (default: \(LimitOptions.standardMaxGroups); export \(MetricsOptions().maxFamilyRows), more where more series are kept)"
    ),
    OptionRow(
      "max-line", "BYTES", in: .limits,
      .value(\LimitOptions.maxLineByteCount) { (text: String) throws(ValueError) in
        try ByteSize(parsing: text, within: 1...1 << 30).byteCount
      },
      "skip lines longer than this; 512K, 1MiB (default: \(LimitOptions().maxLineByteCount >> 20)MiB)"
    ),
    OptionRow(
      "threads", "N", in: .limits, .number(\LimitOptions.threads, within: 1...1024),
      "work with N threads (default: what the machine and the cgroup give)"),
  ]

  private static let behavior: [OptionRow] = [
    OptionRow(
      "follow", short: "f", in: .behavior, .flag(\FollowOptions.follows),
      "go on reading FILE as it grows and is rotated, until SIGTERM; export: or COMMAND, started again when it ends"
    ),
    OptionRow(
      "from-start", in: .behavior, .flag(\FollowOptions.readsFromStart),
      "with --follow: begin with FILE's first line, not behind its last (where no state knows better)"
    ),
    OptionRow(
      "quiet", short: "q", in: .behavior, .flag(\ReadingOptions.isQuiet),
      "no warnings and no progress; errors are still reported"),
    OptionRow(
      "progress", in: .behavior, .flag(\ReadingOptions.showsProgress),
      "show progress even where standard error is not a terminal"),
    OptionRow(
      "usage", short: "h", in: .behavior, .asks(.usage), "print one screen of help"),
    OptionRow("help", in: .behavior, .asks(.help), "print the whole help, of a command or of all"),
    OptionRow("version", short: "V", in: .behavior, .asks(.version), "print the version"),
    OptionRow(
      "no-config", in: .behavior, .asks(.noConfiguration),
      "take no default options from the file that \(Configuration.variable) names"),
  ]
}
