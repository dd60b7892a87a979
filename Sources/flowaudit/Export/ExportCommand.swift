import FlowInput
import FlowMetrics
import FlowOutput
import FlowTally

extension CommandName {
  static let export = Self(rawValue: "export")
}

/// `flowaudit export`: Prometheus metrics, of one run or of all runs.
struct ExportCommand: FlowLogCommand {
  static let groups =
    logGroups + [
      OptionTarget(\.producer), OptionTarget(\.metrics), OptionTarget(\.paths),
      OptionTarget(\.state), OptionTarget(\.follow),
    ]

  static let text = CommandText(
    name: .export,
    summary: "Prometheus metrics, for node_exporter's textfile collector",
    usageWords: "[OPTION...] [FILE...|-- COMMAND [ARGUMENT...]]",
    explanation:
      "Writes what was read as Prometheus metrics. With --state they are counters over all runs: each run reads on where the "
      + "last one stopped, over rotations of the log too, or takes what is new of a pipe. Without it they are gauges over what the run read. With --textfile "
      + "the file is replaced in one step, so that node_exporter never sees half of it. Behind -- stands a command "
      + "to start, which prints the log.",
    operands: .flowLogsOrCommand,
    paragraphs: [Manual.producer, Manual.windows, Manual.hubbleMetrics],
    refusedOptions: [
      "by": "its labels are fixed", "bucket": "its labels are fixed",
      "output": "it writes Prometheus metrics",
    ],
    exitStatuses: ExitStatus.meanings(
      of: [.done, .usage, .inputFailed, .outputFailed, .stateRefused, .interrupted]),
    examples: [
      CommandExample(
        "flowaudit export --state STATE --textfile DIR/flowaudit.prom /var/run/cilium/hubble/events.log",
        "counters for node_exporter, from a cron job or a timer: each run reads on where the last stopped"
      ),
      CommandExample(
        "flowaudit export --follow --state STATE --textfile DIR/flowaudit.prom /var/run/cilium/hubble/events.log",
        "the same as a service, until SIGTERM"),
      CommandExample(
        "flowaudit export --state STATE --textfile DIR/flowaudit.prom --timeout 1m -- hubble observe --since 6m -o json",
        "every five minutes, of a command's output: runs may overlap, and that it failed is known, too"
      ),
      CommandExample(
        "flowaudit export --follow --state STATE --textfile DIR/flowaudit.prom -- hubble observe --follow --since 1m -o json",
        "as a service: the command is started again when it ends"),
      CommandExample(
        "hubble observe --since 6m -o json | flowaudit export --state STATE --window 6m --textfile DIR/flowaudit.prom",
        "every five minutes, where there is no log: runs may overlap, each line counts once"),
      CommandExample(
        "hubble observe --last 5000 -o json | flowaudit export --const-label cluster=prod",
        "to standard output, with a label on every series"),
      CommandExample(
        "flowaudit export events.log --hubble-metrics drop:sourceContext=namespace",
        "with one of the agent's own families, for dashboards that know it"),
    ])

  var log = FlowLogOptions()
  var producer = ProducerOptions()
  var metrics = MetricsOptions()
  var paths = ExportPaths()
  var state = StateOptions()
  var follow = FollowOptions()

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    if let command = words.operands {
      guard !command.isEmpty else {
        throw Self.refusal("no command stands behind --")
      }
      producer.command = command
    }
    log.input = InputWords(
      CommandWords(isCommandNamed: words.isCommandNamed, words: words.words))
    try log.selection.checkFilters(for: Self.name)
    try log.selection.checkRange(of: log.input, for: Self.name)
    try metrics.checkLabels(for: Self.name)
    try checkProducer()
    try checkState()
  }

  var inputs: (inputs: [Input], problems: [InputProblem]) {
    guard producer.command.isEmpty else {
      return ([Input(.producer(Producer(producer)))], [])
    }
    let list = InputList(arguments: log.input.files.isEmpty ? ["-"] : log.input.files)
    return (list.inputs, list.problems)
  }

  var namesInput: Bool {
    !log.input.files.isEmpty || !producer.command.isEmpty
  }

  /// The agent runs beside it: one thread, unless more are asked for.
  var threadCount: Int? {
    log.limits.threads ?? 1
  }

  var rules: OutcomeRules {
    OutcomeRules(
      isStrict: log.reading.isStrict,
      emptyPipes: metrics.allowsEmpty
        ? .accepted : producer.command.isEmpty ? .refused : .refusedOfCommand)
  }

  /// No more groups than it takes to tell the largest.
  func complete(_ plan: inout TallyPlan) {
    plan.groupings = [WindowMetrics.grouping]
    plan.maximumGroups = log.limits.maxGroups ?? metrics.maxFamilyRows
    plan.hubbleMetrics = metrics.hubbleMetrics
    plan.maximumFamilyRows = metrics.maxFamilyRows
  }

  func carryOut(in host: Host) throws(UsageError) -> ExitStatus {
    guard countsOnwards else {
      return try Run(command: self, host: host, machine: .look()).run()
    }
    return try CountingRun(
      options: self, diagnostics: host.diagnostics, machine: .look()
    ).run()
  }
}

/// What it is told, in words of a run.
extension ExportCommand {
  /// Whether counters go on from one commit to the next.
  var countsOnwards: Bool {
    follow.follows || paths.state != nil
  }

  /// The one FILE or command whose lines are counted on.
  var countedFile: String {
    producer.command.first ?? log.input.files.first ?? "-"
  }

  /// Nanoseconds for which a new series is written with 0, and once at least.
  ///
  /// Writes that follow each other in seconds would be over before anybody has read the 0; runs are minutes apart.
  var zeroTime: Int64 {
    state.zeroTime ?? (follow.follows ? StateOptions.followedZeroTime : 0)
  }

  /// How far back each window reaches: what `--window` says, else what the command's own `--since` does; nil where neither is known.
  var windowSpan: Int64? {
    follow.window ?? producer.since
  }
}

/// What may not stand together.
extension ExportCommand {
  /// A command is the one input.
  private func checkProducer() throws(UsageError) {
    guard !producer.command.isEmpty else {
      guard producer.timeout == nil else {
        throw Self.refusal("--timeout needs -- COMMAND: nothing else can be ended")
      }
      return
    }
    guard log.input.files.isEmpty else {
      throw Self.refusal("FILE and -- COMMAND cannot be combined: export reads one of the two")
    }
    guard !follow.readsFromStart else {
      throw Self.refusal("--from-start is for a FILE: a command begins where it says so itself")
    }
  }

  /// A state is of one log or pipe.
  private func checkState() throws(UsageError) {
    try follow.check(countsOnwards: countsOnwards, for: Self.name)
    guard countsOnwards else {
      guard state == StateOptions() else {
        throw Self.refusal(
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
      throw Self.refusal(
        "--follow takes one FILE, which is read on: a log of the exporter's, with its rotations beside it; or -- COMMAND"
      )
    }
    guard files.count <= 1 else {
      throw Self.refusal(
        "--state takes one FILE: a log of the exporter's, with its rotations beside it, or one pipe"
      )
    }
    guard !log.reading.isDeduplicating else {
      throw Self.refusal(
        "--dedup cannot be combined with \(flag): uuids are forgotten between commits")
    }
    guard log.selection.first == nil, log.selection.last == nil else {
      throw Self.refusal(
        "--first and --last cannot be combined with \(flag): every run would count so many anew")
    }
    guard log.selection.since == nil, log.selection.until == nil else {
      throw Self.refusal(
        "--since and --until cannot be combined with \(flag): counters run over all time")
    }
  }
}
