import FlowAnswer
import FlowOutput
import FlowReport
import FlowTally

/// A command whose answer is a report: tables for a screen, or one of the other formats.
protocol ReportCommand: FlowLogCommand {
  /// What the answer is.
  static var kind: ReportKind { get }
  /// What `--fail-on` limits.
  static var unit: CountUnit { get }

  var report: ReportOptions { get set }
  var format: FormatOptions { get set }

  /// What of a summary is shown.
  func shown(_ summary: Summary) -> Summary

  /// Adds to the layout what only this command knows.
  func complete(_ layout: inout Layout, _ answer: Answer)
}

extension ReportCommand {
  /// The groups of options that all of these commands have.
  static var reportGroups: [OptionTarget<Self>] {
    logGroups + [OptionTarget(\.report), OptionTarget(\.format)]
  }

  static var countsDrops: Bool {
    kind != .flows
  }

  /// How these commands can end.
  static var exitStatuses: [ExitStatus: String] {
    ExitStatus.meanings(
      of: [.done, .limitExceeded, .usage, .inputFailed, .outputFailed, .interrupted],
      but: [.inputFailed: ExitStatus.inputFailure()])
  }

  var rules: OutcomeRules {
    OutcomeRules(
      isStrict: log.reading.isStrict, emptyPipes: .warned,
      limit: report.failOn.map { (count: $0, unit: Self.unit) })
  }

  var clock: LocalClock {
    report.clock
  }

  func count(of summary: Summary) -> UInt64? {
    switch Self.kind {
    case .drops, .summary: summary.dropTotal
    case .flows: summary.tables[0].total
    }
  }

  var saysWhyNothing: Bool {
    format.format.saysWhyNothing
  }

  func write(_ answer: Answer, in host: Host) throws(OutputError) {
    // Programs get their empty answer; a person has the messages.
    guard !answer.outcome.hasReadNothing || format.format != .table else {
      return
    }
    let summary = shown(answer.summary)
    var layout = report.layout(on: host.terminal)
    layout.zeroReason = answer.zeroReason
    complete(&layout, answer)
    if let files = (self as? any MarkedCommand)?.loaded?.files {
      let coverage = answer.summary.coverage
      layout.marks = files.marks(from: coverage.oldest, to: coverage.newest)
    }
    var told = layout
    // An empty pipe was told of, whatever the format.
    told.zeroReason = answer.outcome.hasSilentPipe ? nil : layout.zeroReason
    for warning in format.format.warnings(summary, Self.kind, told) {
      host.diagnostics.warning(warning)
    }
    if let columns = host.terminal.errorColumns {
      let messages = host.diagnostics.shown.lineCount(columns: columns)
      layout.height = layout.height.map { max(0, $0 - messages) }
    }
    try format.format.write(summary, of: answer, Self.kind, layout)
  }

  func complete(_ layout: inout Layout, _ answer: Answer) {}

  func shown(_ summary: Summary) -> Summary {
    summary
  }
}

/// A report of one table, whose rows can be chosen.
protocol TableCommand: ReportCommand {
  var grouping: GroupingOptions { get set }
}

extension TableCommand {
  static var groups: [OptionTarget<Self>] {
    reportGroups + [OptionTarget(\.grouping)]
  }

  func complete(_ plan: inout TallyPlan) {
    completeTable(&plan)
  }

  /// A plan of the one table.
  func completeTable(_ plan: inout TallyPlan) {
    plan.groupings = [grouping.grouping(top: report.top)]
    plan.bucketWidth = grouping.bucket
    plan.keepsExamples = Self.kind == .drops && format.format == .table
  }

  func complete(_ layout: inout Layout, _ answer: Answer) {
    let more = LineForMore(log, answer, Self.kind, by: grouping)
    layout.lineForMore = { more.line(for: $0) }
    layout.bucket = grouping.bucket
  }

  /// What may not stand together on a command of tables.
  func checkTable() throws(UsageError) {
    try report.check(for: Self.name)
    try grouping.checkSort(for: Self.name)
    guard format.format != .prometheus || grouping.bucket == nil else {
      throw Self.refusal(
        "--bucket cannot be combined with --output prometheus: a sample has no time")
    }
    let labels = grouping.fields.map(\.label)
    guard format.format != .prometheus || Set(labels).count == labels.count else {
      throw Self.refusal(
        "two fields of --by have one label in --output prometheus, where only letters, digits and _ stand: leave one out"
      )
    }
  }
}
