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

  /// Filter flags in the order typed.
  var filters: [FilterArgument] = []
  var since: TimeArgument?
  var until: TimeArgument?

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
  var constLabels = ConstantLabels()
  var allowsEmpty = false
  /// What `doctor` asks for the metrics that arrive.
  var nodeExporter: LoopbackURL?

  init(_ command: CommandName) {
    self.command = command
  }

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
    /// Nanoseconds without change after which a series is given up.
    var retirement: Int64 = 30 * 86_400 * 1_000_000_000

    init() {}
  }

  /// The bounds of a run.
  struct Limits: Sendable, Equatable {
    var maxGroups = 1_000_000
    var maxLineByteCount = 16 << 20
    var maxSeries = 1000
    /// Nil: as many as the machine and the cgroup give.
    var threads: Int?

    init() {}
  }
}
