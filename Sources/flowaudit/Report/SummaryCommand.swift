import FlowAnswer
import FlowReport
import FlowTally

extension CommandName {
  static let summary = Self(rawValue: "summary")
}

/// `flowaudit summary`: what a log holds, at a glance.
struct SummaryCommand: MarkedCommand {
  static let kind = ReportKind.summary
  static let unit = CountUnit.drops
  static let groups = reportGroups + markGroups

  static let text = CommandText(
    name: .summary,
    summary: "one screen: drops by namespace pair, reason and policy, and coverage",
    usageWords: "[OPTION...] [FILE...]",
    explanation:
      "Shows on one screen how many packets were dropped, what was read and what is wrong with it, and the "
      + "largest drops by namespace pair, by reason and by policy.",
    operands: .flowLogs,
    exitStatuses: exitStatuses,
    examples: [
      CommandExample("flowaudit summary events.log", "one capture at a glance"),
      CommandExample("flowaudit summary captures/ --output json", "the same as data"),
    ])

  var log = FlowLogOptions()
  var report = ReportOptions()
  var format = FormatOptions(kind)

  var argocd = ArgoCDOptions()
  var flux = FluxOptions()
  var policies = PolicyOptions()
  var loadedPolicies: LoadedPolicies?
  var loaded: LoadedChanges?

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    log.input = InputWords(words)
    try log.selection.checkFilters(for: Self.name)
    try log.selection.checkRange(of: log.input, for: Self.name)
    try report.check(for: Self.name)
    try checkMarks()
  }

  func complete(_ plan: inout TallyPlan) {
    func grouping(by fields: [GroupField], _ unit: CountUnit) -> Grouping {
      Grouping(by: fields, counting: unit, order: .count, top: report.top)
    }
    plan.groupings = [
      grouping(by: [.verdict], .flows), grouping(by: [.reason], .drops),
      grouping(by: [.sourceNamespace, .destinationNamespace], .drops),
      grouping(by: [.policy], .drops),
    ]
  }
}
