import FlowAnswer
import FlowMetrics
import FlowTally
import Testing

@testable import flowaudit

/// A command line and the whole of what it asks for.
struct ParserCase: CustomTestStringConvertible {
  let arguments: [String]
  /// Whether what was parsed is what the line asks for.
  let isExpected: @Sendable (any Invocation) -> Bool

  /// Options that differ from those of a bare `drops`.
  init(
    _ arguments: String, isNamed: Bool = false, _ change: (inout DropsCommand) -> Void = { _ in }
  ) {
    self.init(arguments, DropsCommand(), isNamed: isNamed, change)
  }

  /// Options that differ from those of a bare command that reads flow logs.
  init<Command: FlowLogCommand>(
    _ arguments: String, _ command: Command, isNamed: Bool = true,
    _ change: (inout Command) -> Void = { _ in }
  ) {
    var command = command
    command.log.input.isCommandNamed = isNamed
    change(&command)
    self.init(arguments, command)
  }

  init<Expected: Invocation & Equatable>(_ arguments: String, _ expected: Expected) {
    self.arguments = arguments.split(separator: " ").map { String($0) }
    isExpected = { $0 as? Expected == expected }
  }

  var testDescription: String {
    arguments.joined(separator: " ")
  }
}

private let commandCases = [
  ParserCase(""),
  ParserCase("events.log") { $0.log.input.files = ["events.log"] },
  ParserCase("-") { $0.log.input.files = ["-"] },
  ParserCase("drops", isNamed: true),
  ParserCase("drops a b", isNamed: true) { $0.log.input.files = ["a", "b"] },
  ParserCase("drops drops", isNamed: true) { $0.log.input.files = ["drops"] },
  ParserCase("./drops") { $0.log.input.files = ["./drops"] },
  ParserCase("a drops") { $0.log.input.files = ["a", "drops"] },
  ParserCase("-- drops") {
    $0.log.input.files = ["drops"]
    $0.log.input.firstOperand = "drops"
  },
  ParserCase("drops a -- --help -x", isNamed: true) {
    $0.log.input.files = ["a", "--help", "-x"]
    $0.log.input.firstOperand = "--help"
  },
  ParserCase("drops --", isNamed: true),
  ParserCase("export -- hubble observe -o json -- --state", ExportCommand()) {
    $0.options.producer.command = ["hubble", "observe", "-o", "json", "--", "--state"]
  },
  ParserCase("export --timeout 90s -- drops", ExportCommand()) {
    $0.options.producer.timeout = .seconds(90)
    $0.options.producer.command = ["drops"]
  },
  ParserCase("--top 3 flows a", FlowsCommand()) {
    $0.report.top = 3
    $0.log.input.files = ["a"]
  },
  ParserCase("a --top 3 b") {
    $0.report.top = 3
    $0.log.input.files = ["a", "b"]
  },
  ParserCase("summary a", SummaryCommand()) { $0.log.input.files = ["a"] },
  ParserCase("export a", ExportCommand()) { $0.log.input.files = ["a"] },
  ParserCase("Drops") { $0.log.input.files = ["Drops"] },
  ParserCase("help", HelpCommand()),
  ParserCase("help flows", HelpCommand(topic: .flows)),
  ParserCase("--help", HelpCommand()),
  ParserCase("-h", HelpCommand(isShort: true)),
  ParserCase("-qh a", HelpCommand(isShort: true)),
  ParserCase("drops --usage", HelpCommand(topic: .drops, isShort: true)),
  ParserCase("drops -h --help", HelpCommand(topic: .drops)),
  ParserCase("drops a --by nonsense --help", HelpCommand(topic: .drops)),
  ParserCase("completions --help", HelpCommand(topic: .completions)),
  ParserCase("--version", VersionInvocation()),
  ParserCase("drops -V", VersionInvocation()),
  ParserCase("man", ManCommand()),
  ParserCase("completions bash", CompletionsCommand(shell: .bash)),
  ParserCase("completions zsh", CompletionsCommand(shell: .zsh)),
  ParserCase("completions fish", CompletionsCommand(shell: .fish)),
]

private let optionCases = [
  ParserCase("--verdict DROPPED --verdict=AUDIT") {
    $0.log.selection.filters = [
      FilterArgument(.verdict, "DROPPED"), FilterArgument(.verdict, "AUDIT"),
    ]
  },
  ParserCase("-n a -nb -n=c --namespace=d=e") {
    $0.log.selection.filters = ["a", "b", "c", "d=e"].map { FilterArgument(.namespace, $0) }
  },
  ParserCase("--not --from-namespace a --strict --to-namespace b") {
    $0.log.selection.filters = [
      FilterArgument(.fromNamespace, "a", isNegated: true), FilterArgument(.toNamespace, "b"),
    ]
    $0.log.reading.isStrict = true
  },
  ParserCase("--not --quiet --namespace a") {
    $0.log.selection.filters = [FilterArgument(.namespace, "a", isNegated: true)]
    $0.log.reading.isQuiet = true
  },
  ParserCase("--namespace a --not --from-namespace b") {
    $0.log.selection.filters = [
      FilterArgument(.namespace, "a"), FilterArgument(.fromNamespace, "b", isNegated: true),
    ]
  },
  ParserCase("--not --verdict FORWARDED") {
    $0.log.selection.filters = [FilterArgument(.verdict, "FORWARDED", isNegated: true)]
  },
  ParserCase("flows --verdict FORWARDED", FlowsCommand()) {
    $0.log.selection.filters = [FilterArgument(.verdict, "FORWARDED")]
  },
  ParserCase("--since 5m --until -5m") {
    $0.log.selection.since = .beforeNow(.seconds(300))
    $0.log.selection.until = .beforeNow(.seconds(-300))
  },
  ParserCase("--since end-5m --until 2026-05-11 a") {
    $0.log.selection.since = .beforeEnd(.seconds(300))
    $0.log.selection.until = .absolute(Timestamp(nanoseconds: 1_778_457_600_000_000_000))
    $0.log.input.files = ["a"]
  },
  ParserCase("--by reason,destination-port") { $0.grouping.fields = [.reason, .destinationPort] },
  ParserCase("--bucket 1h30m") { $0.grouping.bucket = .seconds(5400) },
  ParserCase("--bucket 1m --sort bucket") {
    $0.grouping.bucket = .seconds(60)
    $0.grouping.sort = .field(.bucket)
  },
  ParserCase("--sort drops") { $0.grouping.sort = .count },
  ParserCase("--sort first") { $0.grouping.sort = .first },
  ParserCase("--sort last") { $0.grouping.sort = .last },
  ParserCase("--sort policy") { $0.grouping.sort = .field(.policy) },
  ParserCase("--sort node --by node") {
    $0.grouping.fields = [.node]
    $0.grouping.sort = .field(.node)
  },
  ParserCase("flows --sort flows --output prometheus", FlowsCommand()) {
    $0.grouping.sort = .count
    $0.format.format = .prometheus
  },
  ParserCase("-ojson") { $0.format.format = .json },
  ParserCase("-qo csv") {
    $0.log.reading.isQuiet = true
    $0.format.format = .csv
  },
  ParserCase("summary --output markdown --top 5", SummaryCommand()) {
    $0.format.format = .markdown
    $0.report.top = 5
  },
  ParserCase("--fail-on 0") { $0.report.failOn = 0 },
  ParserCase("--fail-on 18446744073709551615") { $0.report.failOn = .max },
  ParserCase("--strict --strict --dedup --quiet --progress --no-color") {
    $0.log.reading.isStrict = true
    $0.log.reading.isDeduplicating = true
    $0.log.reading.isQuiet = true
    $0.log.reading.showsProgress = true
    $0.report.color = .never
  },
  ParserCase("--no-color --color always --width 132 --all --coverage full --local") {
    $0.report.color = .always
    $0.report.width = 132
    $0.report.showsAllRows = true
    $0.report.coverage = .full
    $0.report.usesLocalTimes = true
  },
  ParserCase("--max-groups 5 --max-line 2KiB --threads 4") {
    $0.log.limits.maxGroups = 5
    $0.log.limits.maxLineByteCount = 2048
    $0.log.limits.threads = 4
  },
  ParserCase(
    "export --textfile a.prom --const-label cluster=a --const-label b=c=d --max-series 7"
      + " --allow-empty", ExportCommand()
  ) {
    $0.options.paths.textfile = "a.prom"
    for label in ["cluster=a", "b=c=d"] {
      try? $0.options.metrics.constLabels.add(label)
    }
    $0.options.metrics.maxSeries = 7
    $0.options.metrics.allowsEmpty = true
  },
]

@Test("a command line asks for exactly this", arguments: commandCases + optionCases)
func parsedCommandLine(row: ParserCase) throws {
  let parsed = try OptionParser.parse(row.arguments)
  #expect(row.isExpected(parsed), "\(parsed)")
}

@Test("options have the defaults that the documentation states")
func defaultOptions() {
  let drops = DropsCommand()
  #expect(drops.format.format == .table)
  #expect(
    drops.grouping.fields == [
      .sourceNamespace, .destinationNamespace, .direction, .reason, .policy,
    ])
  #expect(FlowsCommand().grouping.fields == [.sourceNamespace, .destinationNamespace, .verdict])
  #expect(drops.log.limits.maxLineByteCount == 16_777_216)
  #expect(ExportCommand().options.metrics.maxSeries == 1000)
}

@Test("tables have a million groups, and metrics no more than it takes to tell the largest")
func defaultGroups() throws {
  #expect(try DropsCommand().plan(times: TimeRange()).maximumGroups == 1_000_000)
  #expect(try ExportCommand().plan(times: TimeRange()).maximumGroups == 10_000)
}
