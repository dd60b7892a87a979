import FlowAnswer
import FlowReport

extension CommandName {
  static let flows = Self(rawValue: "flows")
}

/// `flowaudit flows`: lines of flows, by their weight.
struct FlowsCommand: TableCommand {
  static let kind = ReportKind.flows
  static let unit = CountUnit.flows

  static let text = CommandText(
    name: .flows,
    summary: "flow lines by namespace pair and verdict",
    usageWords: "[OPTION...] [FILE...]",
    explanation:
      "Counts flow lines, never paired: a packet that a policy drops is up to two of them. "
      + "For dropped packets use 'flowaudit drops'.",
    operands: .flowLogs,
    standardFields: [.sourceNamespace, .destinationNamespace, .verdict],
    exitStatuses: exitStatuses,
    examples: [
      CommandExample(
        "flowaudit flows events.log --verdict REDIRECTED", "what went through a proxy"),
      CommandExample(
        "flowaudit flows events.log --by destination-workload,http-status --not --verdict DROPPED",
        "answers by workload"),
    ])

  var log = FlowLogOptions()
  var report = ReportOptions()
  var format = FormatOptions(kind)
  var grouping = GroupingOptions(unit, by: text.standardFields)

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    log.input = InputWords(words)
    try log.selection.checkFilters(for: Self.name)
    try log.selection.refuseConditionsOfDrops(for: Self.name)
    try log.selection.checkRange(of: log.input, for: Self.name)
    try checkTable()
  }
}
