import FlowAnswer
import FlowMetrics
import FlowOutput

/// What `export` is told.
struct ExportOptions: Sendable, Equatable {
  var log = FlowLogOptions()
  var producer = ProducerOptions()
  var metrics = MetricsOptions()
  var hubble = HubbleMetricsOptions()
  var paths = ExportPaths()
  var state = StateOptions()
  var follow = FollowOptions()
  var windows = WindowOptions()
  var pace = IntervalOptions()
  var argocd = ArgoCDOptions()
  /// What the lists of `argocd` say; known once a run has begun.
  var applications = ArgoCDReading.notAsked

  /// Whether counters go on from one commit to the next.
  var countsOnwards: Bool {
    follow.follows || paths.state != nil
  }

  /// The one FILE or command whose lines are counted on.
  var countedFile: String {
    producer.command.first ?? log.input.files.first ?? "-"
  }

  /// How long a new series is written with 0, and once at least.
  ///
  /// Writes that follow each other in seconds would be over before anybody has read the 0; runs are minutes apart.
  var zeroTime: Nanoseconds {
    state.zeroTime ?? (follow.follows ? StateOptions.followedZeroTime : .zero)
  }

  /// The time between two commits of a followed log.
  var interval: Nanoseconds {
    pace.interval ?? .seconds(15)
  }

  /// How far back each window reaches: what `--window` says, else what the command's own `--since` does; nil where neither is known.
  var windowSpan: Nanoseconds? {
    windows.window ?? producer.since
  }

  /// What makes a run fail.
  var rules: OutcomeRules {
    OutcomeRules(
      isStrict: log.reading.isStrict,
      emptyPipes: metrics.allowsEmpty
        ? .accepted : producer.command.isEmpty ? .refused : .refusedOfCommand)
  }
}

/// What may not stand together.
extension ExportOptions {
  /// Throws the first contradiction.
  func check(for command: CommandName) throws(UsageError) {
    try log.selection.checkFilters(for: command)
    try log.selection.refuseConditionsOfDrops(for: command)
    try log.selection.checkRange(of: log.input, for: command)
    try metrics.checkLabels(beside: hubble.metrics, for: command)
    do throws(ValueError) {
      try checkTextfile()
      try checkProducer()
      try checkFollowing()
      try checkState()
      try checkLists()
    } catch {
      throw UsageError(error.message, for: command)
    }
  }

  /// What is no regular file is written directly, whatever it is called.
  private func checkTextfile() throws(ValueError) {
    guard let path = paths.textfile, !path.hasSuffix(TextfileDirectory.suffix),
      [.regular, .directory, nil].contains(((try? FileFacts(path)) ?? nil)?.kind)
    else {
      return
    }
    throw ValueError(
      "--textfile \(path): node_exporter reads only files whose names end in .prom: give it such a name"
    )
  }

  /// A command is the one input.
  private func checkProducer() throws(ValueError) {
    guard !producer.command.isEmpty else {
      guard producer.timeout == nil else {
        throw ValueError("--timeout needs -- COMMAND, because only a command can be ended")
      }
      return
    }
    guard log.input.files.isEmpty else {
      throw ValueError("FILE and -- COMMAND cannot be combined: give one of them")
    }
    guard !follow.readsFromStart else {
      throw ValueError(
        "--from-start is for a FILE: leave it out, and tell the command itself where to begin")
    }
  }

  /// A state is of one log or pipe.
  private func checkState() throws(ValueError) {
    guard countsOnwards else {
      guard state == StateOptions() else {
        throw ValueError(
          "--reset-state, --lock-timeout, --no-zero-first, --zero-for and --retire-after need --state PATH"
        )
      }
      return
    }
    let flag = follow.follows ? "--follow" : "--state"
    let files = log.input.files
    guard
      !follow.follows || !producer.command.isEmpty || files.count == 1 && files[0] != "-"
    else {
      throw ValueError(
        "--follow takes one FILE, which is read on: a log of the exporter's, with its rotations beside it; or -- COMMAND"
      )
    }
    guard files.count <= 1 else {
      throw ValueError(
        "--state takes one FILE: a log of the exporter's, with its rotations beside it, or one pipe"
      )
    }
    guard !log.reading.isDeduplicating else {
      throw ValueError(
        "--dedup cannot be combined with \(flag): leave out --dedup, because uuids are not remembered between commits"
      )
    }
    guard log.selection.first == nil, log.selection.last == nil else {
      throw ValueError(
        "--first and --last cannot be combined with \(flag): leave them out, because every run would count that many lines again"
      )
    }
    guard log.selection.since == nil, log.selection.until == nil else {
      throw ValueError(
        "--since and --until cannot be combined with \(flag): leave them out, because counters run over all time"
      )
    }
  }

  /// A list is read once, before the log.
  private func checkLists() throws(ValueError) {
    guard !argocd.lists.isEmpty else {
      return
    }
    guard !follow.follows else {
      throw ValueError(
        "--argocd and --follow cannot be combined: leave out --follow, because a list is read once, when a run begins"
      )
    }
    let count = argocd.lists.count { $0 == "-" }
    guard count == 0 || count == 1 && !log.input.isPiped else {
      throw ValueError(
        "standard input cannot be both a list of applications and something else: name a file for --argocd"
      )
    }
  }

  /// The options that need another one.
  private func checkFollowing() throws(ValueError) {
    guard follow.follows || pace.interval == nil && !follow.readsFromStart
    else {
      throw ValueError("--interval and --from-start need --follow")
    }
    guard windows.window == nil || countsOnwards else {
      throw ValueError("--window needs --state PATH")
    }
  }
}
