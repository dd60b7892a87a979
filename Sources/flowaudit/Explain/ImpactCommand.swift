import FlowAnswer
import FlowExplain
import FlowPolicy
import FlowReport

extension CommandName {
  static let impact = Self(rawValue: "impact")
}

/// `flowaudit impact`: which traffic that flowed would policies deny.
struct ImpactCommand: PolicyCommand {
  static let unit = CountUnit.flows

  static let text = CommandText(
    name: .impact,
    summary: "what policies would deny of the traffic that flowed",
    usageWords: "--policies PATH [OPTION...] [FILE...]",
    explanation:
      "Judges the requests of a log that were not dropped by the policies given, on both sides: which would be denied, by whom, and what is "
      + "nearest. With --against only what changes from the policies of before. What did not flow in the log cannot be judged.",
    operands: .flowLogs,
    standardFields: [
      .sourceWorkload, .destinationWorkload, .protocol, .destinationPort,
    ],
    exitStatuses: exitStatuses,
    examples: [
      CommandExample(
        "flowaudit impact --policies rendered/ last-night.jsonl.gz",
        "what the policies of a branch would deny"),
      CommandExample(
        "flowaudit impact --policies new/ --against old/ last-night.jsonl.gz --fail-on 0 --output markdown",
        "what a change denies that flows today, for a pull request"),
    ])

  static var groups: [OptionTarget<Self>] {
    policyGroups + [OptionTarget(\.against)]
  }

  var log = FlowLogOptions()
  var report = ReportOptions()
  var format = FormatOptions(formats)
  var grouping = GroupingOptions(unit, by: text.standardFields)
  var policies = PolicyOptions()
  var against = AgainstOptions()
  private var new: LoadedPolicies?
  private var old: LoadedPolicies?

  init() {}

  var asked: QuestionGrouping {
    .ofFlows(by: rowFields)
  }

  var refusedCount: Int {
    new?.set.refused.count ?? 0
  }

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    log.input = InputWords(words)
    try log.selection.refuseConditionsOfDrops(for: Self.name)
    try checkPolicies(against: against.paths)
    guard !policies.paths.isEmpty else {
      throw Self.refusal("impact needs the policies to judge by: give --policies PATH")
    }
  }

  mutating func load() throws(PolicyFailure) {
    new = try LoadedPolicies(policies.paths, policies)
    if !against.paths.isEmpty {
      old = try LoadedPolicies(against.paths, policies, mayBeEmpty: true)
    }
  }

  func limitedCount(of summary: Summary) -> UInt64? {
    report.failOn.map { _ in finding(of: summary).failCount }
  }

  func answer(_ impact: Impact, _ summary: Summary, _ layout: Layout) -> PolicyReport {
    let before = (old?.notes ?? []).map { "of the policies of before: \($0)" }
    return PolicyReport(impact, summary, notes: (new?.notes ?? []) + before, layout: layout)
  }

  func finding(of summary: Summary) -> Impact {
    guard let new else {
      preconditionFailure("a run loads the policies first")
    }
    var judge = ImpactJudge(asked, new.set, against: old?.set)
    return judge.judge(summary.tables[0])
  }

  func blindness(_ summary: Summary) -> String? {
    let counts = summary.tables[0]
    guard counts.total > 0, !ImpactJudge.holdsRequest(counts, asked) else {
      return nil
    }
    return
      "none of the \(counts.total) flows could be judged: there is no request among them that was not dropped"
  }
}
