import FlowCorrelation
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
      OptionTarget(\.options.producer), OptionTarget(\.options.metrics),
      OptionTarget(\.options.paths), OptionTarget(\.options.state), OptionTarget(\.options.follow),
      OptionTarget(\.options.pace), OptionTarget(\.options.hubble),
      OptionTarget(\.options.argocd), OptionTarget(\.options.windows),
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
    settingsOfState: KeptState.optionNames,
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

  var options = ExportOptions()

  var log: FlowLogOptions {
    get { options.log }
    set { options.log = newValue }
  }

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    if let command = words.operands {
      guard !command.isEmpty else {
        throw Self.refusal("there is no command after --: name one, like hubble observe -o json")
      }
      options.producer.command = command
    }
    log.input = InputWords(
      CommandWords(isCommandNamed: words.isCommandNamed, words: words.words))
    try options.check(for: Self.name)
  }

  var inputs: InputList {
    guard options.producer.command.isEmpty else {
      return InputList([Input(.producer(Producer(options.producer)))])
    }
    return InputList(
      arguments: log.input.files.isEmpty ? ["-"] : log.input.files,
      isRecursive: log.reading.isRecursive)
  }

  var namesInput: Bool {
    !log.input.files.isEmpty || !options.producer.command.isEmpty
  }

  /// The agent runs beside it: one thread, unless more are asked for.
  var threadCount: Int? {
    log.limits.threads ?? 1
  }

  var rules: OutcomeRules {
    options.rules
  }

  /// No more groups than it takes to tell the largest.
  func complete(_ plan: inout TallyPlan) {
    plan.groupings = [WindowMetrics.grouping]
    plan.countsAudit = false
    plan.countsAuditApart = true
    plan.maximumGroups = log.limits.maxGroups ?? options.metrics.maxFamilyRows
    plan.hubbleMetrics = options.hubble.metrics
    plan.maximumFamilyRows = options.metrics.maxFamilyRows
  }

  func carryOut(in host: Host) throws(UsageError) -> ExitStatus {
    do {
      try PathCheck(options).run()
    } catch let error as UsageError {
      throw error
    } catch {
      host.diagnostics.error("\(error)")
      return .outputFailed
    }
    var command = self
    command.readApplications(in: host)
    let status = try command.count(in: host)
    // The flow metrics are written all the same.
    return status == .done && command.options.applications == .failed ? .inputFailed : status
  }

  private func count(in host: Host) throws(UsageError) -> ExitStatus {
    guard options.countsOnwards else {
      return try Run(command: self, host: host, machine: .look()).run()
    }
    return try CountingRun(
      options: options, plan: try plan(times: TimeRange()), diagnostics: host.diagnostics,
      machine: .look()
    ).run()
  }

  /// Reads the lists of Argo CD's applications; that they cannot be read is told, and what is counted of the log goes on.
  private mutating func readApplications(in host: Host) {
    guard !options.argocd.lists.isEmpty else {
      return
    }
    do throws(PolicyFailure) {
      let health = try ArgoCDHealth(files: options.argocd.lists)
      for note in health.notes {
        host.diagnostics.warning(note)
      }
      options.applications = .read(ArgoCDFacts(health))
    } catch {
      host.diagnostics.error(error.message)
      options.applications = .failed
    }
  }
}
