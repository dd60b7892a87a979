import FlowAnswer
import FlowExplain
import FlowOutput
import FlowReport
import FlowTally

/// A command that asks policies about the flows of a log.
protocol PolicyCommand: FlowLogCommand {
  /// What policies say of the flows.
  associatedtype Finding

  /// What `--fail-on` limits.
  static var unit: CountUnit { get }

  var report: ReportOptions { get set }
  var format: FormatOptions { get set }
  var grouping: GroupingOptions { get set }
  var policies: PolicyOptions { get set }

  /// What flows are grouped by.
  var asked: QuestionGrouping { get }

  /// Reads the policies.
  mutating func load() throws(PolicyFailure)

  /// Policies that have no effect: with `--strict` the run fails where there are some.
  var refusedCount: Int { get }

  /// Whether what is written has no place for the coverage.
  var writesBareRows: Bool { get }

  /// Asks the policies about what was counted; costs a question for each distinct one.
  func finding(of summary: Summary) -> Finding

  /// Why nothing could be judged, which is a failure; nil where something was, or nothing was there.
  func blindness(_ summary: Summary) -> String?

  /// Writes what was found.
  func writeRows(_ finding: Finding, _ text: PolicyReport) throws(OutputError)

  /// What was found, ready to be written.
  func answer(_ finding: Finding, _ summary: Summary, _ layout: Layout) -> PolicyReport
}

extension PolicyCommand {
  /// The groups of options that these commands have.
  static var policyGroups: [OptionTarget<Self>] {
    logGroups + [
      OptionTarget(\.report), OptionTarget(\.format), OptionTarget(\.grouping),
      OptionTarget(\.policies),
    ]
  }

  /// The formats that can hold such an answer.
  static var formats: [OutputFormat] {
    ReportFormat.allCases.map(OutputFormat.report)
  }

  /// How these commands can end.
  static var exitStatuses: [ExitStatus: String] {
    ExitStatus.meanings(
      of: [.done, .limitExceeded, .usage, .inputFailed, .outputFailed, .interrupted],
      but: [.inputFailed: ExitStatus.inputFailure(", policies that cannot be read")])
  }

  var rules: OutcomeRules {
    OutcomeRules(
      isStrict: log.reading.isStrict, emptyPipes: .warned,
      limit: report.failOn.map { (count: $0, unit: Self.unit) })
  }

  var writesBareRows: Bool {
    false
  }

  func blindness(_ summary: Summary) -> String? {
    nil
  }

  var clock: LocalClock {
    report.clock
  }

  /// The fields of the rows.
  var rowFields: [GroupField] {
    (grouping.bucket == nil ? [] : [.bucket]) + grouping.fields
  }

  func complete(_ plan: inout TallyPlan) {
    plan.groupings = [asked.grouping]
    plan.bucketWidth = grouping.bucket
  }

  var saysWhyNothing: Bool {
    format.format.saysWhyNothing
  }

  func count(of summary: Summary) -> UInt64? {
    summary.tables[0].total
  }

  func write(_ answer: Answer, in host: Host) throws(OutputError) {
    guard !answer.outcome.hasReadNothing || format.format != .table else {
      return
    }
    var layout = report.layout(on: host.terminal)
    layout.zeroReason = answer.zeroReason
    let finding = finding(of: answer.summary)
    var text = self.answer(finding, answer.summary, layout)
    if format.format.needsWarnings || writesBareRows {
      for warning in format.format == .markdown ? text.warningsOfLog : text.warnings {
        host.diagnostics.warning(warning)
      }
    }
    if let columns = host.terminal.errorColumns {
      let messages = host.diagnostics.shown.lineCount(columns: columns)
      layout.height = layout.height.map { max(0, $0 - messages) }
    }
    text.layout = layout
    if case .notice(let format) = format.format {
      try Self.write(format.body(of: text.notice(gaps: answer.outcome.gaps), now: answer.start))
    } else {
      try writeRows(finding, text)
    }
  }

  func writeRows(_ finding: Finding, _ text: PolicyReport) throws(OutputError) {
    try write(text)
  }

  /// Writes a report in the format asked for.
  func write(_ text: PolicyReport) throws(OutputError) {
    guard case .report(let format) = format.format else {
      return
    }
    var output = StandardOutput()
    try text.write(format) { piece throws(OutputError) in try output.write(piece) }
    try output.flush()
  }

  /// Writes a body to standard output.
  private static func write(_ body: [UInt8]) throws(OutputError) {
    var output = StandardOutput()
    try output.write(body)
    try output.flush()
  }

  func carryOut(in host: Host) throws(UsageError) -> ExitStatus {
    var command = self
    do throws(PolicyFailure) {
      try command.load()
    } catch {
      host.diagnostics.error(error.message)
      return .inputFailed
    }
    return try Run(command: command, host: host, machine: .look()).run()
  }

  func failure(_ summary: Summary) -> String? {
    if log.reading.isStrict, refusedCount > 0 {
      return
        "--strict: \(refusedCount) \(refusedCount == 1 ? "policy has" : "policies have") no effect"
    }
    return blindness(summary)
  }

  /// Checks what all of these commands share.
  func checkPolicies(against others: [String] = []) throws(UsageError) {
    try log.selection.checkFilters(for: Self.name)
    try log.selection.checkRange(of: log.input, for: Self.name)
    try report.check(for: Self.name)
    guard grouping.sort == nil || grouping.sort == .count else {
      throw Self.refusal(
        "\(Self.name.rawValue) puts the largest row first: --sort \(Self.unit.rawValue) is all it takes"
      )
    }
    try policies.check(against: others, log: log.input, for: Self.name)
  }
}
