import FlowAnswer
import FlowTally

/// What help, manual page and documentation say alike, besides the tables of commands and options.
enum Manual {
  static let tagline =
    "who was denied, by which policy, when and how often: Hubble flow logs"

  /// What FILE stands for.
  static let files =
    "FILE is a flow log: what 'hubble observe -o json' prints or the exporter writes, plain or compressed with gzip, "
    + "zstd, xz or bzip2. It is a path, - for standard input (the default when that is not a terminal), a "
    + "directory: its *.log, *.json, *.jsonl and *.ndjson, their rotations, and these with .gz, .zst, .xz or .bz2, with those of the directories below "
    + "it, in name order; or a tar or zip, like cilium's sysdump, whose files are read where they lie. zstd, xz, bzip2, tar and "
    + "zip need libarchive (Debian: libarchive13). What else stands in a directory or an archive is stepped over, and one note."

  /// What TIME stands for.
  static let times =
    "TIME is as in hubble: 5m, 1h30m or 2d counts back from now; 2006-01-02, "
    + "2006-01-02T15:04:05Z and 2006-01-02T15:04:05+01:00 are moments, UTC where no zone stands. "
    + "end-5m counts back from the newest flow of the files."

  /// What METRICS stands for, and what its families are good for.
  static let hubbleMetrics =
    "METRICS is what the agent's own setting of that name takes: metrics separated by blanks, each "
    + "with its options, like 'drop:sourceContext=namespace flow dns:query;ignoreAAAA'. The families "
    + "have the agent's names, labels and types, and count as it does: lines, so that a packet that a "
    + "policy drops counts twice; but aggregated lines by their weight. With --state they count over all "
    + "runs. Without, such a counter tells of one window and begins at 0 with each run, which rate() "
    + "and increase() take for a restart: read the values as they are, like gauges."

  /// What COMMAND stands for, and what it is good for.
  static let producer =
    "COMMAND is a program and its arguments, started without a shell; it prints the log, like 'hubble observe "
    + "--since 6m -o json'. So its failures are known: that it is not there, ends with a status other than 0, is "
    + "killed, or prints nothing for --timeout. Each is counted, the run is not a success and ends with status 3, "
    + "and what was printed before counts. A shell's pipe into flowaudit cannot know any of that: a command that "
    + "fails there looks like a quiet cluster. It ends with flowaudit, and what it has started with it; what it leaves "
    + "behind is waited for while it prints, and no longer than a second. With --state each run is a window, which reaches "
    + "back as far as the command's own --since says, or --window. With --follow the command is one that runs on, like "
    + "'hubble observe --follow --since 1m -o json': when it ends it is started again, after a second, then two, at most "
    + "a minute, and after it has run for a minute it is a second again; an end with status 0 is not a failure. SIGHUP "
    + "starts it again. What a new start repeats counts once; where neither --since nor --window says how far that "
    + "reaches back, it is taken for a minute."

  /// What a pipe is where a state is kept.
  static let windows =
    "With --state a pipe gives a window of lines, and windows may overlap: of 'hubble observe --since 6m -o json | "
    + "flowaudit export --state STATE --window 6m' every five minutes each line counts once. A flow is known again "
    + "by its uuid, else by its bytes, and has to have its time. --window says how far back each run reads. It "
    + "bounds what the state remembers (11 bytes a line, at most \(WindowMemory.maximumLineCount) lines), and it tells "
    + "silence from a gap: a node has one where a run does not reach back to the start of the last one, or where the node's newest "
    + "flow should come again and does not, because the ring buffer was overwritten. Without it gaps are seen only "
    + "where other lines came again that are older. Lines of a time that is not remembered any more are not counted "
    + "but reported, as flowaudit_skipped_lines_total with reason too_old. A command that fails in a pipe looks like one that "
    + "ends: only nothing at all is an error."

  /// How filters combine.
  static let filters =
    "Filters are those of hubble observe: values of one flag are alternatives, different flags "
    + "must all match, and --not negates the one flag that follows."

  /// The fields of `--by`: names with the same meaning together.
  static let fields: [(names: [String], meaning: String)] = {
    var rows: [(names: [String], meaning: String)] = []
    for (name, summary) in GroupField.documented {
      if let last = rows.last, last.meaning == summary {
        rows[rows.count - 1].names.append(name)
      } else {
        rows.append(([name], summary))
      }
    }
    return rows
  }()

  static let environment: [(name: String, meaning: String)] = [
    ("COLUMNS", "off a terminal: the width of tables and help"),
    ("NO_COLOR", "if set and not empty: no colour, unless --color always"),
    ("TERM", "if it is dumb: no colour"),
    (
      Configuration.variable,
      "a file of default options, one argument a line, # begins a comment; what the command line gives counts instead"
    ),
    (
      "FLOWAUDIT_MAP",
      "0: plain files are read, never mapped; 1: mapped however small they are; else large ones are"
    ),
    ("FLOWAUDIT_INFLATER", "isal or zlib: what decodes gzip data, not the faster of those there"),
  ]
}
