import FlowAnswer
import FlowExplain
import FlowReport
import FlowTally

extension CommandName {
  static let drops = Self(rawValue: "drops")
}

/// `flowaudit drops`: dropped packets, each once.
struct DropsCommand: TableCommand, MarkedCommand {
  static let kind = ReportKind.drops
  static let unit = CountUnit.drops

  static let text = CommandText(
    name: .drops,
    summary: "dropped packets by namespace pair, reason and policy (the default)",
    usageWords: "[OPTION...] [FILE...]",
    explanation:
      "Counts every dropped packet once, although a packet that a policy drops is up to two "
      + "lines in the log, and names the policies that denied it.",
    operands: .flowLogs,
    standardFields: [
      .sourceNamespace, .destinationNamespace, .direction, .reason, .policy,
    ],
    exitStatuses: exitStatuses,
    examples: [
      CommandExample(
        "hubble observe --since 15m -o json | flowaudit drops",
        "who is being denied right now, and by which policy"),
      CommandExample(
        "flowaudit drops events.log --namespace payments --top 10",
        "the ten largest rows from or to one namespace"),
      CommandExample(
        "flowaudit drops captures/ --by policy,destination-port --output csv",
        "another grouping, as data"),
      CommandExample(
        "flowaudit drops events.log --since end-1h --bucket 5m",
        "the last hour of a capture, in steps of five minutes"),
    ])

  static var groups: [OptionTarget<Self>] {
    reportGroups + [OptionTarget(\.grouping)] + markGroups
  }

  var log = FlowLogOptions()
  var report = ReportOptions()
  var format = FormatOptions(kind)
  var grouping = GroupingOptions(unit, by: text.standardFields)

  var argocd = ArgoCDOptions()
  var flux = FluxOptions()
  var policies = PolicyOptions()
  var loadedPolicies: LoadedPolicies?
  var loaded: LoadedChanges?

  /// What is asked of the policies given: nil where nobody wants to know.
  private var asked: QuestionGrouping? {
    policies.paths.isEmpty || !grouping.fields.contains(.defaultDenyPolicy)
      ? nil : .ofDrops(by: grouping.grouping(top: nil).fields)
  }

  var asksPolicies: Bool {
    asked != nil
  }

  func complete(_ plan: inout TallyPlan) {
    completeTable(&plan)
    if let asked {
      plan.groupings = [asked.grouping]
      plan.keepsExamples = false
    }
  }

  func shown(_ summary: Summary) -> Summary {
    guard let asked, let set = loadedPolicies?.set else {
      return summary
    }
    var explainer = Explainer(asked, set)
    var shown = summary
    shown.tables[0] = explainer.explain(summary.tables[0])
      .table(grouping.grouping(top: report.top))
    return shown
  }

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    log.input = InputWords(words)
    try log.selection.checkFilters(for: Self.name)
    try checkVerdicts()
    try log.selection.checkRange(of: log.input, for: Self.name)
    try checkTable()
    try checkMarks()
  }

  /// DROPPED counts, and AUDIT where it is asked for; negated verdicts only take lines away.
  private func checkVerdicts() throws(UsageError) {
    let counted = [Verdict.dropped.name, Verdict.audit.name]
    let refused = log.selection.filters.first { filter in
      filter.flag == .verdict && !filter.isNegated && !counted.contains(filter.value)
    }
    if let refused {
      throw Self.refusal(
        "drops takes --verdict \(counted.joinedAsAlternatives): "
          + "for \(refused.value) use 'flowaudit flows'")
    }
  }
}
