import FlowAnswer
import FlowMetrics
import FlowTally

/// What was typed for a command that reads flows, in types; nothing else was looked at.
///
/// No clock, file, terminal or environment stands behind it: that is the plan's part.
struct Options: Sendable, Equatable {
  /// A command that reads flows.
  var command: CommandName
  /// Whether the command's name was typed.
  var isCommandNamed = true
  /// Paths in the order typed; `-` is standard input, and so are no files at all.
  var files: [String] = []
  /// The first of the files behind `--`, nil where there is none.
  var firstOperand: String?
  /// The command that prints the log, and its arguments; empty where files are read.
  var producer: [String] = []
  /// Nanoseconds without a byte after which that command is ended, above 0; nil for any time.
  var timeout: Int64?

  /// Filter flags in the order typed.
  var filters: [FilterArgument] = []
  var since: TimeArgument?
  var until: TimeArgument?
  /// Only so many of the lines that pass, above 0; never both.
  var first: UInt64?
  var last: UInt64?
  /// Whether the filters are printed instead of used.
  var printsFilter = false

  /// Of `filter`: the other lines; their number.
  var inverts = false
  var countsLines = false

  /// The fields of `--by`; nil where it was not given, see `fields`.
  var by: [GroupField]?
  /// Nanoseconds of a time bucket, above 0.
  var bucket: Int64?
  /// How many rows at most, above 0.
  var top: Int?
  var sort: RowOrder?
  var output = OutputFormat.table

  /// The count that may not be exceeded.
  var failOn: UInt64?
  var isStrict = false
  var isDeduplicating = false
  var isQuiet = false
  /// Whether progress is shown although standard error is no terminal.
  var showsProgress = false
  var allowsColor = true

  var limits = Limits()

  /// Where `export` writes; nil is standard output.
  var textfile: String?
  var state = StateOptions()
  /// Nanoseconds that each run over a pipe reaches back, above 0.
  var window: Int64?
  /// Whether the log is followed until a signal comes.
  var follows = false
  /// Nanoseconds between two commits of a followed log.
  var interval: Int64 = 15_000_000_000
  /// Whether a followed log of which nothing is known is read from its beginning.
  var readsFromStart = false
  var constLabels = ConstantLabels()
  /// The agent's own metrics that `export` counts too.
  var hubbleMetrics = HubbleMetrics()
  var allowsEmpty = false
  /// What `doctor` asks for the metrics that arrive.
  var nodeExporter: LoopbackURL?

  init(_ command: CommandName) {
    self.command = command
  }

  /// Whether counters go on from one commit to the next.
  var countsOnwards: Bool {
    follows || state.path != nil
  }

  /// Groups of a table at most; of `export` no more than it takes to tell the largest.
  var maxGroups: Int {
    limits.maxGroups ?? (command == .export ? limits.maxFamilyRows : Self.standardMaxGroups)
  }

  static let standardMaxGroups = 1_000_000

  /// Nanoseconds for which a new series is written with 0, and once at least.
  ///
  /// Writes that follow each other in seconds would be over before anybody has read the 0; runs are minutes apart.
  var zeroTime: Int64 {
    state.zeroTime ?? (follows ? Self.followedZeroTime : 0)
  }

  /// Longer than Prometheus' own scrape interval of a minute.
  static let followedZeroTime: Int64 = 90_000_000_000

  /// The fields to group by, those of the command where `--by` was not given; without the bucket.
  var fields: [GroupField] {
    by ?? command.standardFields
  }

  /// What is kept between runs of `export`.
  struct StateOptions: Sendable, Equatable {
    /// Where; nil where nothing is.
    var path: String?
    /// Whether what is there is to be forgotten.
    var isReset = false
    /// Nanoseconds to wait for another run.
    var lockTimeout: Int64 = 0
    var startsAtZero = true
    /// Nanoseconds for which a new series is written with 0; nil where it was not given, see `zeroTime`.
    var zeroTime: Int64?
    /// Nanoseconds without change after which a series is given up.
    var retirement: Int64 = 30 * 86_400 * 1_000_000_000

    init() {}
  }

  /// The bounds of a run.
  struct Limits: Sendable, Equatable {
    /// Nil where it was not given, see `maxGroups` of the options.
    var maxGroups: Int?
    var maxLineByteCount = 16 << 20
    var maxSeries = 1000
    /// Nil: as many as the machine and the cgroup give.
    var threads: Int?

    init() {}

    /// Sets of labels that are counted of each family, so that the largest can be told: ten for each that is written, but
    /// for very few and very many.
    var maxFamilyRows: Int {
      max(maxSeries, min(10 * maxSeries, 100_000), 10_000)
    }
  }
}
