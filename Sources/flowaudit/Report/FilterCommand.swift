import FlowAnswer
import FlowOutput
import FlowTally

extension CommandName {
  static let filter = Self(rawValue: "filter")
}

/// `flowaudit filter`: the lines themselves.
struct FilterCommand: FlowLogCommand {
  static let groups = logGroups + [OptionTarget(\.filter), OptionTarget(\.follow)]

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
        "flowaudit filter --follow /var/run/cilium/hubble/events.log --verdict DROPPED | collector",
        "the lines as they come, over rotations, for what ships them"),
      CommandExample(
        "flowaudit filter --verdict DROPPED --not --port 53 --print-filter",
        "the same filter as Helm values for Cilium's exporter"),
    ])

  var log = FlowLogOptions()
  var filter = FilterOptions()
  var follow = FollowOptions()

  mutating func finish(_ words: CommandWords, in catalog: Catalog) throws(UsageError) {
    log.input = InputWords(words)
    try log.selection.checkFilters(for: Self.name)
    try log.selection.refuseConditionsOfDrops(for: Self.name)
    try log.selection.checkRange(of: log.input, for: Self.name)
    try checkFollowing()
  }

  /// What may not stand together where a log is read on.
  private func checkFollowing() throws(UsageError) {
    guard follow.follows else {
      guard !follow.readsFromStart else {
        throw Self.refusal("--from-start needs --follow")
      }
      return
    }
    guard log.input.files.count == 1, log.input.files[0] != "-" else {
      throw Self.refusal(
        "--follow takes one FILE, which is read on: a log of the exporter's, with its rotations beside it"
      )
    }
    guard !filter.countsLines, log.selection.last == nil, !log.reading.isStrict else {
      throw Self.refusal(
        "--count, --last and --strict cannot be combined with --follow: leave them out, because they need the end of the log"
      )
    }
    guard !log.selection.countsFromEnd else {
      throw Self.refusal(
        "times that begin with end- cannot be combined with --follow: a log that grows has no end")
    }
  }

  func carryOut(in host: Host) throws(UsageError) -> ExitStatus {
    guard follow.follows else {
      return try Run(command: self, host: host, machine: .look()).run()
    }
    return try FollowedLines(command: self, host: host, machine: .look()).run()
  }

  var rules: OutcomeRules {
    OutcomeRules(isStrict: log.reading.isStrict, emptyPipes: .warned)
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
