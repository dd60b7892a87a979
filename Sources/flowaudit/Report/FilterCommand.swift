import FlowAnswer
import FlowOutput
import FlowTally

extension CommandName {
  static let filter = Self(rawValue: "filter")
}

/// `flowaudit filter`: the lines themselves.
struct FilterCommand: FlowLogCommand {
  static let groups = logGroups + [OptionTarget(\.filter)]

  static let text = CommandText(
    name: .filter,
    summary: "the matching lines themselves, for pipes",
    usageWords: "[OPTION...] [FILE...]",
    explanation:
      "Writes the flows that pass the filters byte for byte, one line each, in the order of the "
      + "input. Notices of lost events pass where no filter asks for anything, as in hubble; "
      + "lines that are neither never do. A line's CR, container prefix or byte order mark is not "
      + "written, and a line that a container runtime cut in parts is written whole.",
    operands: .flowLogs,
    exitStatuses: ExitStatus.meanings(
      of: [.done, .usage, .inputFailed, .outputFailed, .interrupted],
      but: [.inputFailed: ExitStatus.inputFailure()]),
    examples: [
      CommandExample(
        "flowaudit filter events.log --verdict DROPPED --namespace payments | jq .flow.l4",
        "a program behind a pipe reads only what it needs"),
      CommandExample(
        "flowaudit filter captures/*.log.gz --to-fqdn api.example.com --count",
        "how many flows went there"),
      CommandExample(
        "flowaudit filter --verdict DROPPED --not --port 53 --print-filter",
        "the same filter as Helm values for Cilium's exporter"),
    ])

  var log = FlowLogOptions()
  var filter = FilterOptions()

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    log.input = InputWords(words)
    try log.selection.checkFilters(for: Self.name)
    try log.selection.checkRange(of: log.input, for: Self.name)
  }

  var rules: OutcomeRules {
    OutcomeRules(isStrict: log.reading.isStrict)
  }

  var writesLines: Bool {
    !filter.countsLines
  }

  func complete(_ plan: inout TallyPlan) {
    plan.keeps = filter.inverts ? .others : .passing
  }

  /// The lines were written while they were read.
  func write(_ answer: Answer, in host: Host) throws(OutputError) {
    if filter.countsLines {
      var output = StandardOutput()
      try output.write("\(answer.summary.keptLineCount)\n")
      try output.flush()
    }
  }
}

/// What `filter` writes: the other lines, or their number.
struct FilterOptions: OptionGroup {
  var inverts = false
  var countsLines = false
}
