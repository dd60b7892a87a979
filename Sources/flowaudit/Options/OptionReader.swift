import FlowAnswer
import FlowMetrics
import FlowTally

/// Turns scanned options and words into `Options`, one after the other.
struct OptionReader {
  private var options: Options
  private var given: Set<OptionName> = []
  private var isNegating = false

  /// Reads everything and checks what may stand together.
  static func read(
    _ arguments: [Argument], command: CommandName, isNamed: Bool
  ) throws(UsageError) -> Options {
    var reader = Self(command: command, isNamed: isNamed)
    for argument in arguments {
      switch argument {
      case .option(let row, let value): try reader.read(row, value)
      case .word(let word): reader.options.files.append(word)
      case .operands(let words): try reader.readOperands(words)
      }
    }
    guard !reader.isNegating else {
      throw UsageError("--not stands before no filter flag", for: command)
    }
    if isNamed {
      reader.options.files.removeFirst()
    }
    try OptionCombination(reader.options).check()
    return reader.options
  }

  private init(command: CommandName, isNamed: Bool) {
    options = Options(command)
    options.isCommandNamed = isNamed
  }

  /// What stands behind `--`: files, but for `export`, where it is a command to start.
  private mutating func readOperands(_ words: [String]) throws(UsageError) {
    guard options.command == .startingCommand else {
      options.firstOperand = words.first
      options.files += words
      return
    }
    guard !words.isEmpty else {
      throw UsageError("no command stands behind --", for: .export)
    }
    options.producer = words
  }

  private mutating func read(_ row: OptionRow, _ value: String?) throws(UsageError) {
    guard row.isTaken(by: options.command) else {
      throw row.refusal(by: options.command)
    }
    let isFirst = given.insert(row.name).inserted
    guard isFirst || row.isRepeatable || row.valueName == nil else {
      throw UsageError("option \(row.flag) is given twice", for: options.command)
    }
    do throws(ValueError) {
      guard value != "" else {
        throw ValueError("its value is empty")
      }
      try assign(value ?? "", to: row.name)
    } catch {
      throw UsageError("option \(row.flag): \(error.message)", for: options.command)
    }
  }

  private mutating func assign(_ value: String, to name: OptionName) throws(ValueError) {
    switch name {
    case .filter(let flag): try addFilter(flag, value)
    case .not: try negate()
    case .since: options.since = try TimeArgument(parsing: value)
    case .until: options.until = try TimeArgument(parsing: value)
    case .first: options.first = try WholeNumber.read(value, within: 1...UInt64.max)
    case .last: options.last = try WholeNumber.read(value, within: 1...UInt64.max)
    case .printFilter: options.printsFilter = true
    case .invert: options.inverts = true
    case .count: options.countsLines = true
    case .by: options.by = try FieldList.fields(of: value)
    case .bucket: options.bucket = try Self.positiveDuration(value)
    case .top: options.top = try WholeNumber.read(value, within: 1...Int.max)
    case .sort: options.sort = try FieldList.order(of: value, on: options.command)
    case .output: options.output = try outputFormat(value)
    case .noColor: options.allowsColor = false
    case .textfile: options.textfile = value
    case .state: options.state.path = value
    case .window: options.window = try Self.positiveDuration(value)
    case .resetState: options.state.isReset = true
    case .follow: options.follows = true
    case .interval: options.interval = try Self.duration(value, atLeast: 100_000_000)
    case .fromStart: options.readsFromStart = true
    case .lockTimeout: options.state.lockTimeout = try Self.duration(value)
    case .noZeroFirst: options.state.startsAtZero = false
    case .zeroFor: options.state.zeroTime = try Self.duration(value)
    case .retireAfter: options.state.retirement = try Self.duration(value)
    case .constLabel: try addConstLabel(value)
    case .hubbleMetrics: options.hubbleMetrics = try Self.hubbleMetrics(value)
    case .maxSeries: options.limits.maxSeries = try WholeNumber.read(value, within: 1...1_000_000)
    case .allowEmpty: options.allowsEmpty = true
    case .timeout: options.timeout = try Self.positiveDuration(value)
    case .nodeExporter: options.nodeExporter = try LoopbackURL(parsing: value)
    case .failOn: options.failOn = try WholeNumber.read(value, within: 0...UInt64.max)
    case .strict: options.isStrict = true
    case .deduplicate: options.isDeduplicating = true
    case .maxGroups: options.limits.maxGroups = try WholeNumber.read(value, within: 1...1 << 30)
    case .maxLine:
      options.limits.maxLineByteCount = try ByteSize(parsing: value, within: 1...1 << 30).byteCount
    case .threads: options.limits.threads = try WholeNumber.read(value, within: 1...1024)
    case .quiet: options.isQuiet = true
    case .progress: options.showsProgress = true
    // These two were answered before any value was read.
    case .help, .version: break
    }
  }

  private mutating func addFilter(_ flag: FilterFlag, _ value: String) throws(ValueError) {
    guard !isNegating || flag.isNegatable else {
      throw ValueError("--not cannot stand before it: --allowlist and --denylist are each other's")
    }
    let argument = FilterArgument(flag, value, isNegated: isNegating)
    do throws(FilterError) {
      _ = try Selection([argument])
    } catch {
      throw ValueError(error.problem)
    }
    options.filters.append(argument)
    isNegating = false
  }

  private mutating func negate() throws(ValueError) {
    guard !isNegating else {
      throw ValueError("it is given twice before one filter flag")
    }
    isNegating = true
  }

  private static func duration(
    _ value: String, atLeast least: Int64 = 0
  ) throws(ValueError) -> Int64 {
    let duration = try GoDuration(parsing: value)
    guard duration.nanoseconds >= least else {
      throw ValueError("\(value) is \(least == 0 ? "below 0" : "shorter than 100ms")")
    }
    return duration.nanoseconds
  }

  private static func positiveDuration(_ value: String) throws(ValueError) -> Int64 {
    let duration = try GoDuration(parsing: value)
    guard duration.nanoseconds > 0 else {
      throw ValueError("\(value) is not longer than 0")
    }
    return duration.nanoseconds
  }

  private func outputFormat(_ value: String) throws(ValueError) -> OutputFormat {
    let names = options.command.formats.map(\.rawValue)
    guard let format = OutputFormat(rawValue: value) else {
      throw ValueError.unknown("format", value, among: names)
    }
    guard names.contains(value) else {
      guard options.command.readsFlows else {
        throw ValueError.unknown("format", value, among: names)
      }
      throw ValueError(
        "\(options.command.rawValue) has no \(value) output: use drops, flows or export")
    }
    return format
  }

  private static func hubbleMetrics(_ value: String) throws(ValueError) -> HubbleMetrics {
    do throws(HubbleMetricsError) {
      return try HubbleMetrics(value)
    } catch {
      throw ValueError(error.description)
    }
  }

  private mutating func addConstLabel(_ value: String) throws(ValueError) {
    do throws(ConstantLabelError) {
      try options.constLabels.add(value)
    } catch {
      throw ValueError(error.description)
    }
  }
}
