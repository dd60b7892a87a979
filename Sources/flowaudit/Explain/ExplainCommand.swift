import FlowAnswer
import FlowExplain
import FlowOutput
import FlowPolicy
import FlowReport

extension CommandName {
  static let explain = Self(rawValue: "explain")
}

/// `flowaudit explain`: why packets were dropped, by which policies, and what is nearest to letting them through.
struct ExplainCommand: PolicyCommand {
  static let unit = CountUnit.drops

  static let text = CommandText(
    name: .explain,
    summary: "why packets were denied: by which policies, and what is nearest",
    usageWords: "[OPTION...] [FILE...]",
    explanation:
      "Asks the policies given with --policies about every dropped packet: which deny it, which put its endpoint under default deny, which "
      + "rule is nearest and what it lacks, whether it would pass now, and what the other side says.",
    operands: .flowLogs,
    standardFields: [
      .sourceWorkload, .destinationWorkload, .direction, .protocol, .destinationPort,
    ],
    exitStatuses: exitStatuses,
    examples: [
      CommandExample(
        "kubectl get cnp,ccnp,netpol,ciliumcidrgroups -A -o json --show-managed-fields | flowaudit explain --policies - events.log",
        "asked of the policies that are in the cluster now"),
      CommandExample(
        "flowaudit explain --policies policies.json events.log",
        "who was denied, by which policies, and what is nearest"),
      CommandExample(
        "flowaudit explain --policies policies.json --suggest events.log --namespace payments",
        "the smallest changes that let these packets through, as YAML"),
    ])

  static var groups: [OptionTarget<Self>] {
    policyGroups + [OptionTarget(\.suggestions)]
  }

  var log = FlowLogOptions()
  var report = ReportOptions()
  var format = FormatOptions(formats + OutputFormat.notices)
  var grouping = GroupingOptions(unit, by: text.standardFields)
  var policies = PolicyOptions()
  var suggestions = SuggestionOptions()
  private var loaded: LoadedPolicies?

  init() {}

  static var countsDrops: Bool {
    true
  }

  var asked: QuestionGrouping {
    .ofDrops(by: rowFields)
  }

  var refusedCount: Int {
    loaded?.set.refused.count ?? 0
  }

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    log.input = InputWords(words)
    try checkPolicies()
    guard !suggestions.suggests || !policies.paths.isEmpty else {
      throw Self.refusal("--suggest needs policies to change: give --policies PATH")
    }
    guard !suggestions.suggests || format.format == .table else {
      throw Self.refusal("--suggest prints YAML: leave out --output \(format.format.name)")
    }
  }

  mutating func load() throws(PolicyFailure) {
    if !policies.paths.isEmpty {
      loaded = try LoadedPolicies(policies.paths, policies)
    }
  }

  func limitedCount(of summary: Summary) -> UInt64? {
    report.failOn.map { _ in finding(of: summary).denialTotal }
  }

  var writesBareRows: Bool {
    suggestions.suggests
  }

  func writeRows(_ explanations: Explanations, _ text: PolicyReport) throws(OutputError) {
    guard suggestions.suggests, let set = loaded?.set else {
      return try write(text)
    }
    var output = StandardOutput()
    try SuggestedChanges(explanations, set, layout: text.layout)
      .write { piece throws(OutputError) in try output.write(piece) }
    try output.flush()
  }

  func answer(
    _ explanations: Explanations, _ summary: Summary, _ layout: Layout
  ) -> PolicyReport {
    PolicyReport(explanations, summary, notes: loaded?.notes ?? [], layout: layout)
  }

  func finding(of summary: Summary) -> Explanations {
    var explainer = Explainer(asked, loaded?.set)
    return explainer.explain(summary.tables[0])
  }
}
