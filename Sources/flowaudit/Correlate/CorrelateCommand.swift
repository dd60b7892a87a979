import FlowAnswer
import FlowCorrelation
import FlowExplain
import FlowOutput
import FlowPolicy
import FlowReport
import FlowTally
import Synchronization

extension CommandName {
  static let correlate = Self(rawValue: "correlate")
}

/// `flowaudit correlate`: which change in the cluster made drops rise.
struct CorrelateCommand: FlowLogCommand {
  static let text = CommandText(
    name: .correlate,
    summary: "which change made drops rise: syncs, policies, times",
    usageWords: "[--argocd FILE] [--flux FILE] [--policies PATH] [OPTION...] [FILE...]",
    explanation:
      "Relates changes in the cluster to dropped connection attempts: syncs of Argo CD and Flux, policies by their times, what agents say of "
      + "policies in the log, and times given with --at. It says what rose after a change, from when on, by which policy, and whether it "
      + "recovered. This is correlation, and no proof.",
    operands: .flowLogs,
    standardFields: [],
    exitStatuses: ExitStatus.meanings(
      of: [.done, .limitExceeded, .usage, .inputFailed, .outputFailed, .interrupted],
      but: [.inputFailed: ExitStatus.inputFailure(", changes or policies that cannot be read")]),
    examples: [
      CommandExample(
        "flowaudit correlate --argocd apps.json --policies policies.json events.log",
        "which sync made drops rise, by which policy"),
      CommandExample(
        "flowaudit correlate --at 2006-01-02T15:04:05Z=payments events.log",
        "what rose after a moment"),
      CommandExample(
        "flowaudit correlate --flux flux.json --fail-on likely --output markdown events.log",
        "in a pipeline, after a sync"),
    ])

  static var groups: [OptionTarget<Self>] {
    logGroups + [
      OptionTarget(\.argocd), OptionTarget(\.flux), OptionTarget(\.settings),
      OptionTarget(\.windows),
      OptionTarget(\.policies), OptionTarget(\.report), OptionTarget(\.format),
    ]
  }

  var log = FlowLogOptions()
  var argocd = ArgoCDOptions()
  var flux = FluxOptions()
  var settings = CorrelateOptions()
  var windows = WindowOptions()
  var policies = PolicyOptions()
  var report = ReportOptions()
  var format = FormatOptions(ReportFormat.allCases.map(OutputFormat.report) + OutputFormat.notices)
  private var loadedPolicies: LoadedPolicies?
  private var loadedChanges: LoadedChanges?
  private var found = FoundCorrelation()

  init() {}

  static var countsDrops: Bool {
    true
  }

  var rules: OutcomeRules {
    OutcomeRules(isStrict: log.reading.isStrict, emptyPipes: .warned)
  }

  var clock: LocalClock {
    report.clock
  }

  var saysWhyNothing: Bool {
    format.format.saysWhyNothing
  }

  func count(of summary: Summary) -> UInt64? {
    summary.tables[0].total
  }

  func complete(_ plan: inout TallyPlan) {
    plan.groupings = [Grouping(by: [.reason], counting: .drops)]
    plan.tracesTime = true
  }

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    log.input = InputWords(words)
    try log.selection.checkFilters(for: Self.name)
    try log.selection.checkRange(of: log.input, for: Self.name)
    guard report.failOn == nil else {
      throw Self.refusal(
        "correlate counts nothing that could be limited: --fail-on likely is all it takes")
    }
    var others = report
    others.failsOnLikely = false
    try others.check(for: Self.name)
    try policies.check(against: argocd.lists + flux.objects, log: log.input, for: Self.name)
  }

  func carryOut(in host: Host) throws(UsageError) -> ExitStatus {
    var command = self
    do throws(PolicyFailure) {
      if !policies.paths.isEmpty {
        command.loadedPolicies = try LoadedPolicies(policies.paths, policies, mayBeEmpty: true)
      }
      command.loadedChanges = try LoadedChanges(argocd, flux, command.loadedPolicies?.set)
    } catch {
      host.diagnostics.error(error.message)
      return .inputFailed
    }
    let status = try Run(command: command, host: host, machine: .look()).run()
    guard report.failsOnLikely, status == .done, let correlation = found.value else {
      return status
    }
    let count = Set(
      correlation.rows(of: .likely).map {
        "\($0.change.tool) \($0.change.application) \($0.change.started)"
      }
    ).count
    guard count > 0 else {
      return .done
    }
    host.diagnostics.error(
      "--fail-on likely: \(count) \(count == 1 ? "change is" : "changes are") likely to have made drops rise"
    )
    return .limitExceeded
  }

  func write(_ answer: Answer, in host: Host) throws(OutputError) {
    guard !answer.outcome.hasReadNothing || format.format != .table,
      let timelines = answer.summary.timelines, var files = loadedChanges?.files
    else {
      return
    }
    for moment in settings.moments {
      if let time = moment.time.moment(
        now: answer.start, newest: answer.summary.coverage.newest)
      {
        files.add(moment, at: time)
      }
    }
    let correlator = Correlator(
      files, loadedPolicies?.set,
      CorrelationSettings(
        window: windows.window ?? .seconds(900), guardTime: settings.guardTime))
    let correlation = correlator.correlate(timelines)
    found.keep(correlation)
    var layout = report.layout(on: host.terminal)
    layout.zeroReason = answer.zeroReason
    let text = CorrelationReport(
      correlation, answer.summary, notes: (loadedPolicies?.notes ?? []) + files.notes,
      layout: layout)
    if format.format.needsWarnings {
      for warning in text.warnings(with: format.format == .markdown) {
        host.diagnostics.warning(warning)
      }
    }
    var output = StandardOutput()
    switch format.format {
    case .report(let format):
      try text.write(format) { piece throws(OutputError) in try output.write(piece) }
    case .notice(let format):
      try output.write(
        format.body(of: text.notice(gaps: answer.outcome.gaps), now: answer.start))
    case .prometheus:
      return
    }
    try output.flush()
  }
}

/// What a run found, for the status that it ends with.
private final class FoundCorrelation: Sendable, Equatable {
  private let kept = Mutex<Correlation?>(nil)

  func keep(_ correlation: Correlation) {
    kept.withLock { $0 = correlation }
  }

  var value: Correlation? {
    kept.withLock { $0 }
  }

  /// Commands are compared before anything is read.
  static func == (left: FoundCorrelation, right: FoundCorrelation) -> Bool {
    true
  }
}
