import FlowAnswer
import FlowInput
import FlowMetrics
import FlowOutput
import FlowState
import FlowTally

/// The state of `export --state`: what was kept, and the one step in which it changes.
struct KeptState {
  /// More is neither read nor written.
  ///
  /// A state is bounded by `--max-series` and the length of labels, by what may wait for its partner, and by the lines of windows that
  /// are remembered.
  static let maximumByteCount = 1 << 30
  /// The setting that names the log.
  static let logSetting = "FILE"

  /// Counters over all runs.
  var counts = RunningCounts()
  /// What was read of the log.
  var records: [LogRecord] = []
  private var lines: [StateLine] = []
  /// Lines of a newer version, which nobody here knows: written again as they stood.
  private var unknown = StateWriter()
  /// Whether the counters are those that are kept: only then may they be shown, or a reader could see them go back.
  private(set) var isCommitted = false

  private let path: String?
  private var configuration: [StateContent.Setting]

  /// Reads the state that the options name; a fresh one where there is none, or where it is to be forgotten.
  init(_ options: ExportOptions) throws(StateRefusal) {
    path = options.paths.state
    configuration = try Self.configuration(options)
    guard let path else {
      return
    }
    guard !options.state.isReset else {
      try Self.checkReplaced(path)
      return
    }
    guard let bytes = try Self.bytes(path) else {
      return
    }
    var content: StateContent
    do throws(StateDamage) {
      content = try StateContent(bytes)
      try restore(content)
    } catch {
      throw StateRefusal(error, at: path)
    }
    isCommitted = true
    try keepName(of: &content)
    try checkConfiguration(content, at: path)
  }

  /// Refuses what is no state: a wrong path must not cost a file.
  private static func checkReplaced(_ path: String) throws(StateRefusal) {
    var head: [UInt8] = []
    do throws(OutputError) {
      guard try FileFacts(path)?.kind == .regular else {
        return
      }
      head = try TextfileBytes(path).next()
    } catch {
      throw StateRefusal(message: "cannot read state \(path): \(error.cause)")
    }
    guard head.isEmpty || StateContent.isOne(head) else {
      throw StateRefusal(
        message:
          "\(path) was not written by flowaudit as a state, and is not replaced: name another --state, or remove it"
      )
    }
  }

  /// What the file holds; nil where none is there, and only then.
  private static func bytes(_ path: String) throws(StateRefusal) -> [UInt8]? {
    do throws(OutputError) {
      return try AtomicFile(path).read(atMost: maximumByteCount)
    } catch {
      throw StateRefusal(message: "cannot read state \(path): \(error.cause)")
    }
  }

  /// What an accountant and the memory of windows wrote; once, as it may be much.
  mutating func takeLines() -> [StateLine] {
    defer { lines = [] }
    return lines
  }

  /// Keeps the lines that nobody has taken, in their order, for the version that wrote them.
  mutating func keep(unknown lines: [StateLine]) {
    for line in lines {
      unknown.add(line)
    }
  }

  private mutating func restore(_ content: StateContent) throws(StateDamage) {
    for line in content.lines {
      if let record = try LogRecord(line) {
        records.append(record)
      } else if try !counts.restore(line) {
        lines.append(line)
      }
    }
  }

  /// What the counters mean: two states of different meaning must not be one.
  private static func configuration(
    _ options: ExportOptions
  ) throws(StateRefusal) -> [StateContent.Setting] {
    let kind = SourceKind(options)
    let filters = options.log.selection.filters.map { filter in
      "\(filter.isNegated ? "--not " : "")--\(filter.flag.rawValue) \(filter.value)"
    }
    return [
      StateContent.Setting(logSetting, try name(of: options.countedFile, kind)),
      StateContent.Setting("COMMAND", options.producer.counted),
      // A log's is not written: it was the first kind that there was.
      StateContent.Setting("source", kind == .log ? "" : kind.rawValue),
      StateContent.Setting("filters", filters.joined(separator: " ")),
      StateContent.Setting("--hubble-metrics", options.hubble.metrics.description),
      maxLine(options.log.limits),
    ]
  }

  private static func maxLine(_ limits: LimitOptions) -> StateContent.Setting {
    StateContent.Setting("--max-line", String(limits.maxLineByteCount))
  }

  /// Whether a setting is one that nobody has to be told of: that is not set, or has the value that it has where no option sets it.
  static func isStandard(_ setting: StateContent.Setting) -> Bool {
    setting.value.isEmpty || setting == maxLine(LimitOptions())
  }

  /// A pipe is called what it was given: its path may be another for each run.
  private static func name(of file: String, _ kind: SourceKind) throws(StateRefusal) -> String {
    do throws(InputProblem) {
      return switch kind {
      case .log: try StateLog.name(of: file)
      case .pipe: file
      case .command: ""
      }
    } catch {
      throw StateRefusal(message: error.message)
    }
  }

  /// A log that is spelled in another way is no other log: the state goes on with the name that it has, if that leads to it from everywhere.
  private mutating func keepName(of content: inout StateContent) throws(StateRefusal) {
    guard let own = configuration.firstIndex(where: { $0.name == Self.logSetting }),
      let place = content.configuration.firstIndex(where: { $0.name == Self.logSetting }),
      case let (before, now) = (content.configuration[place], configuration[own]),
      !before.value.isEmpty, before != now
    else {
      return
    }
    let log = StateLog(before.value, records, state: path ?? "")
    do throws(InputProblem) {
      if try log.isLed(to: now.value) {
        let kept = log.isFromRoot ? before : now
        (configuration[own], content.configuration[place]) = (kept, kept)
      }
    } catch {
      throw StateRefusal(message: error.message)
    }
  }

  /// The options that `configuration` is made from.
  static let optionNames = Set(
    FilterFlag.allCases.map(\.rawValue) + ["not", "hubble-metrics", "max-line"])

  private func checkConfiguration(_ content: StateContent, at path: String) throws(StateRefusal) {
    guard let difference = content.difference(from: configuration) else {
      return
    }
    func text(_ value: String) -> String {
      value.isEmpty ? "none" : "'\(value)'"
    }
    throw StateRefusal(
      message: "state \(path) is of another configuration: \(difference.name) was "
        + "\(text(difference.before)), now it is \(text(difference.now)); "
        + "use another --state, or --reset-state to start over")
  }

  /// Replaces the state by what it is now, in one step; `waiting` is what an accountant and the memory of windows wrote.
  ///
  /// Throws where it could not be written: then nothing has changed. Nothing is written where the options name no state.
  mutating func commit(waiting: StateWriter) throws(OutputError) {
    isCommitted = path == nil
    guard let path else {
      return
    }
    let bytes = StateContent.bytes(configuration: configuration) { writer in
      counts.write(to: &writer)
      for record in records {
        record.write(to: &writer)
      }
      writer.add(waiting)
      writer.add(unknown)
    }
    guard bytes.count <= Self.maximumByteCount else {
      throw .tooLarge(path: path, limit: Self.maximumByteCount)
    }
    try AtomicFile(path, mode: .kept(orElse: 0o600)).write(bytes)
    isCommitted = true
  }
}
