import FlowAnswer
import FlowMetrics
import FlowTally
import Testing

@testable import flowaudit

/// A command line and the whole of what it asks for.
struct ParserCase: CustomTestStringConvertible {
  let arguments: [String]
  let invocation: Invocation

  /// Options that differ from those of a bare command.
  init(
    _ arguments: String, _ command: CommandName = .drops, isNamed: Bool = false,
    _ change: (inout Options) -> Void = { _ in }
  ) {
    var options = Options(command)
    options.isCommandNamed = isNamed
    change(&options)
    self.init(arguments, .run(options))
  }

  init(_ arguments: String, _ invocation: Invocation) {
    self.arguments = arguments.split(separator: " ").map { String($0) }
    self.invocation = invocation
  }

  var testDescription: String {
    arguments.joined(separator: " ")
  }
}

private let minute: Int64 = 60 * 1_000_000_000

private let commandCases = [
  ParserCase(""),
  ParserCase("events.log") { $0.files = ["events.log"] },
  ParserCase("-") { $0.files = ["-"] },
  ParserCase("drops", isNamed: true),
  ParserCase("drops a b", isNamed: true) { $0.files = ["a", "b"] },
  ParserCase("drops drops", isNamed: true) { $0.files = ["drops"] },
  ParserCase("./drops") { $0.files = ["./drops"] },
  ParserCase("a drops") { $0.files = ["a", "drops"] },
  ParserCase("-- drops") {
    $0.files = ["drops"]
    $0.firstOperand = "drops"
  },
  ParserCase("drops a -- --help -x", isNamed: true) {
    $0.files = ["a", "--help", "-x"]
    $0.firstOperand = "--help"
  },
  ParserCase("drops --", isNamed: true),
  ParserCase("export -- hubble observe -o json -- --state", .export, isNamed: true) {
    $0.producer = ["hubble", "observe", "-o", "json", "--", "--state"]
  },
  ParserCase("export --timeout 90s -- drops", .export, isNamed: true) {
    $0.timeout = 90_000_000_000
    $0.producer = ["drops"]
  },
  ParserCase("--top 3 flows a", .flows, isNamed: true) {
    $0.top = 3
    $0.files = ["a"]
  },
  ParserCase("a --top 3 b") {
    $0.top = 3
    $0.files = ["a", "b"]
  },
  ParserCase("summary a", .summary, isNamed: true) { $0.files = ["a"] },
  ParserCase("export a", .export, isNamed: true) { $0.files = ["a"] },
  ParserCase("Drops") { $0.files = ["Drops"] },
  ParserCase("help", .help(nil)),
  ParserCase("help flows", .help(.flows)),
  ParserCase("--help", .help(nil)),
  ParserCase("-h", .help(nil)),
  ParserCase("-qh a", .help(nil)),
  ParserCase("drops a --by nonsense --help", .help(.drops)),
  ParserCase("completions --help", .help(.completions)),
  ParserCase("--version", .version),
  ParserCase("drops -V", .version),
  ParserCase("man", .manPage),
  ParserCase("completions bash", .completions(.bash)),
  ParserCase("completions zsh", .completions(.zsh)),
  ParserCase("completions fish", .completions(.fish)),
]

private let optionCases = [
  ParserCase("--verdict DROPPED --verdict=AUDIT") {
    $0.filters = [FilterArgument(.verdict, "DROPPED"), FilterArgument(.verdict, "AUDIT")]
  },
  ParserCase("-n a -nb -n=c --namespace=d=e") {
    $0.filters = ["a", "b", "c", "d=e"].map { FilterArgument(.namespace, $0) }
  },
  ParserCase("--not --from-namespace a --strict --to-namespace b") {
    $0.filters = [
      FilterArgument(.fromNamespace, "a", isNegated: true), FilterArgument(.toNamespace, "b"),
    ]
    $0.isStrict = true
  },
  ParserCase("--not --quiet --namespace a") {
    $0.filters = [FilterArgument(.namespace, "a", isNegated: true)]
    $0.isQuiet = true
  },
  ParserCase("--namespace a --not --from-namespace b") {
    $0.filters = [
      FilterArgument(.namespace, "a"), FilterArgument(.fromNamespace, "b", isNegated: true),
    ]
  },
  ParserCase("--not --verdict FORWARDED") {
    $0.filters = [FilterArgument(.verdict, "FORWARDED", isNegated: true)]
  },
  ParserCase("flows --verdict FORWARDED", .flows, isNamed: true) {
    $0.filters = [FilterArgument(.verdict, "FORWARDED")]
  },
  ParserCase("--since 5m --until -5m") {
    $0.since = .beforeNow(5 * minute)
    $0.until = .beforeNow(-5 * minute)
  },
  ParserCase("--since end-5m --until 2026-05-11 a") {
    $0.since = .beforeEnd(5 * minute)
    $0.until = .absolute(Timestamp(nanoseconds: 1_778_457_600_000_000_000))
    $0.files = ["a"]
  },
  ParserCase("--by reason,destination-port") { $0.by = [.reason, .destinationPort] },
  ParserCase("--bucket 1h30m") { $0.bucket = 90 * minute },
  ParserCase("--bucket 1m --sort bucket") {
    $0.bucket = minute
    $0.sort = .field(.bucket)
  },
  ParserCase("--sort drops") { $0.sort = .count },
  ParserCase("--sort first") { $0.sort = .first },
  ParserCase("--sort last") { $0.sort = .last },
  ParserCase("--sort policy") { $0.sort = .field(.policy) },
  ParserCase("--sort node --by node") {
    $0.by = [.node]
    $0.sort = .field(.node)
  },
  ParserCase("flows --sort flows --output prometheus", .flows, isNamed: true) {
    $0.sort = .count
    $0.output = .prometheus
  },
  ParserCase("-ojson") { $0.output = .json },
  ParserCase("-qo csv") {
    $0.isQuiet = true
    $0.output = .csv
  },
  ParserCase("summary --output markdown --top 5", .summary, isNamed: true) {
    $0.output = .markdown
    $0.top = 5
  },
  ParserCase("--fail-on 0") { $0.failOn = 0 },
  ParserCase("--fail-on 18446744073709551615") { $0.failOn = .max },
  ParserCase("--strict --strict --dedup --quiet --progress --no-color") {
    $0.isStrict = true
    $0.isDeduplicating = true
    $0.isQuiet = true
    $0.showsProgress = true
    $0.allowsColor = false
  },
  ParserCase("--max-groups 5 --max-line 2KiB --threads 4") {
    $0.limits.maxGroups = 5
    $0.limits.maxLineByteCount = 2048
    $0.limits.threads = 4
  },
  ParserCase(
    "export --textfile a.prom --const-label cluster=a --const-label b=c=d --max-series 7"
      + " --allow-empty", .export, isNamed: true
  ) {
    $0.textfile = "a.prom"
    for label in ["cluster=a", "b=c=d"] {
      try? $0.constLabels.add(label)
    }
    $0.limits.maxSeries = 7
    $0.allowsEmpty = true
  },
]

@Test("a command line asks for exactly this", arguments: commandCases + optionCases)
func parsedCommandLine(row: ParserCase) throws {
  #expect(try OptionParser.parse(row.arguments) == row.invocation)
}

@Test("options have the defaults that the documentation states")
func defaultOptions() {
  let options = Options(.drops)
  #expect(options.output == .table)
  #expect(options.maxGroups == 1_000_000)
  #expect(options.limits.maxLineByteCount == 16_777_216)
  #expect(options.limits.maxSeries == 1000)
  #expect(options.fields == [.sourceNamespace, .destinationNamespace, .reason, .policy])
  #expect(Options(.flows).fields == [.sourceNamespace, .destinationNamespace, .verdict])
}
