import Testing

@testable import flowaudit

/// A command line that is refused, the message, and the command whose help leads on.
private let refusals: [(arguments: String, message: String, command: CommandName?)] = [
  ("--verdct X", "unknown option --verdct: did you mean --verdict?", .drops),
  ("flows --verdct X", "unknown option --verdct: did you mean --verdict?", .flows),
  ("--VERDICT X", "unknown option --VERDICT: did you mean --verdict?", .drops),
  ("--out json", "unknown option --out: did you mean --output?", .drops),
  ("--max", "unknown option --max", .drops),
  ("--nonsense", "unknown option --nonsense", .drops),
  ("--nonsense=x", "unknown option --nonsense", .drops),
  ("-x", "unknown option -x", .drops),
  ("-qx", "unknown option -x", .drops),
  ("--=x", "unknown option --", .drops),
  ("---top 3", "unknown option ---top: did you mean --top?", .drops),
  ("flows --server x", "--server of hubble observe is not supported yet", .flows),
  ("flows --all --top 3", "--top and --all cannot be combined: give one of them", .flows),
  ("summary --top 3 --all", "--top and --all cannot be combined: give one of them", .summary),
  ("--width 19", "option --width: 19 is out of range: give 20 to 10000", .drops),
  ("--coverage whole", "option --coverage: unknown word whole: give short or full", .drops),
  (
    "--color sometimes", "option --color: unknown word sometimes: give auto, always or never",
    .drops
  ),
  ("-f", "option --follow is not for drops: it is for filter and export", .drops),
  ("--print-raw-filters", "--print-raw-filters is --print-filter here", .drops),
  ("--follow", "option --follow is not for drops: it is for filter and export", .drops),
  (
    "--cel-expression x",
    "--cel-expression is not supported: filter with it in hubble observe, and pipe what it prints"
      + " here", .drops
  ),
  ("--top", "option --top needs a value N", .drops),
  ("--namespace --strict", "option --namespace needs a value NAMESPACE", .drops),
  ("-n --strict", "option --namespace needs a value NAMESPACE", .drops),
  ("--namespace=", "option --namespace: its value is empty: give NAMESPACE", .drops),
  ("--strict=yes", "option --strict takes no value: leave out = and what follows it", .drops),
  ("--top 3 --top 4", "option --top is given twice: give it once", .drops),
  ("-o json --output json", "option --output is given twice: give it once", .drops),
  ("--top 0", "option --top: 0 is out of range: give 1 or more", .drops),
  ("--top -5", "option --top: -5 is out of range: give 1 or more", .drops),
  ("--top 1e3", "option --top: 1e3 is not a whole number: give 1 or more", .drops),
  (
    "--top 9223372036854775808",
    "option --top: 9223372036854775808 is out of range: give 1 or more",
    .drops
  ),
  ("--fail-on -1", "option --fail-on: -1 is out of range: give 0 or more", .drops),
  ("--threads 0", "option --threads: 0 is out of range: give 1 to 1024", .drops),
  ("--threads 1025", "option --threads: 1025 is out of range: give 1 to 1024", .drops),
  (
    "--max-groups 0", "option --max-groups: 0 is out of range: give 1 to 1073741824", .drops
  ),
  ("--max-line 2G", "option --max-line: 2G is out of range: give 1 to 1073741824 bytes", .drops),
  (
    "--max-line 1kb",
    "option --max-line: 1kb is not a number of bytes: give one like 4096, 512K or 16MiB", .drops
  ),
  ("--verdict droped", "option --verdict: unknown value droped: did you mean DROPPED?", .drops),
  (
    "flows --verdict DENIED",
    "option --verdict: unknown value DENIED: give VERDICT_UNKNOWN, FORWARDED, DROPPED, ERROR, "
      + "AUDIT, REDIRECTED, TRACED or TRANSLATED", .flows
  ),
  (
    "--verdict FORWARDED",
    "drops takes --verdict DROPPED or AUDIT: for FORWARDED use 'flowaudit flows'", .drops
  ),
  ("--not", "--not has no filter flag after it: put it before the flag that it negates", .drops),
  (
    "--namespace a --not",
    "--not has no filter flag after it: put it before the flag that it negates", .drops
  ),
  (
    "--not --not --namespace a",
    "option --not: it is given twice for one filter flag: give it once", .drops
  ),
  (
    "--namespace a --from-namespace b",
    "filters --namespace and --from-namespace cannot be combined: give one of them", .drops
  ),
  (
    "flows --to-namespace b -n a",
    "filters --to-namespace and --namespace cannot be combined: give one of them",
    .flows
  ),
  (
    "--not --namespace a --not --from-namespace b",
    "filters --namespace and --from-namespace cannot be combined: give one of them", .drops
  ),
  ("--by reason,reason", "option --by: reason is given twice: name it once", .drops),
  ("--by resaon", "option --by: unknown field resaon: did you mean reason?", .drops),
  (
    "--by source_namespace",
    "option --by: unknown field source_namespace: did you mean source-namespace?", .drops
  ),
  (
    "--by reason,", "option --by: a field's name is empty: give names with a comma between them",
    .drops
  ),
  ("--by colour", "option --by: unknown field colour", .drops),
  ("--by bucket", "option --by: bucket is not a field of --by: use --bucket DURATION", .drops),
  ("--sort policy-kind", "--sort policy-kind needs policy-kind in --by: add it there", .drops),
  ("--sort reason --by node", "--sort reason needs reason in --by: add it there", .drops),
  ("--sort bucket", "--sort bucket needs --bucket DURATION", .drops),
  ("--sort flows", "option --sort: drops does not count flows: sort by drops", .drops),
  ("flows --sort drops", "option --sort: flows does not count drops: sort by flows", .flows),
  ("--sort lst", "option --sort: unknown field lst: did you mean last?", .drops),
  ("--bucket 0", "option --bucket: 0 is too short: give a duration above 0", .drops),
  ("--bucket -5m", "option --bucket: -5m is too short: give a duration above 0", .drops),
  (
    "--bucket 1m --output prometheus",
    "--bucket cannot be combined with --output prometheus: a sample has no time", .drops
  ),
  (
    "--output yaml",
    "option --output: unknown format yaml: give table, json, jsonl, csv, markdown,"
      + " prometheus, slack or alertmanager", .drops
  ),
  ("--output jsn", "option --output: unknown format jsn: did you mean json?", .drops),
  (
    "summary --output prometheus",
    "option --output: summary cannot be written as prometheus: give table, json, jsonl, csv or markdown, or use drops, flows or export",
    .summary
  ),
  (
    "summary --by node",
    "option --by is not for summary: it is for drops, flows, explain and impact", .summary
  ),
  ("export --by node", "option --by is not for export: its labels are fixed", .export),
  ("export --bucket 5m", "option --bucket is not for export: its labels are fixed", .export),
  ("export -o json", "option --output is not for export: it writes Prometheus metrics", .export),
  (
    "export --hubble-metrics drop,flow",
    "option --hubble-metrics: metric 'drop,flow' does not exist; choose from dns, drop, flow, "
      + "flows-to-world, http, httpV2, icmp, kafka, policy, port-distribution, sctp, tcp", .export
  ),
  (
    "export --hubble-metrics=drop --hubble-metrics=flow",
    "option --hubble-metrics is given twice: give it once", .export
  ),
  (
    "export --hubble-metrics=icmp:sourceContext=ip --const-label source_of=a --const-label type=b",
    "--const-label type: hubble_icmp_total has a label of this name already: take another name",
    .export
  ),
  (
    "drops --hubble-metrics drop",
    "option --hubble-metrics is not for drops: it is for export, rules, dashboard and mixin", .drops
  ),
  ("drops --textfile a", "option --textfile is not for drops: it is for export and doctor", .drops),
  (
    "--since yesterday",
    "option --since: yesterday is not a time: give one like 5m, end-5m, 2006-01-02 or"
      + " 2006-01-02T15:04:05Z", .drops
  ),
  ("--since 5", "option --since: 5 has no unit: add ns, us, ms, s, m, h or d", .drops),
  (
    "--since 5min", "option --since: 5min has the unknown unit min: use ns, us, ms, s, m, h or d",
    .drops
  ),
  (
    "--since end- a", "option --since: end- has no duration after end-: give one like end-5m",
    .drops
  ),
  (
    "--since end--5m a",
    "option --since: end--5m has no duration after end-: give one like end-5m",
    .drops
  ),
  (
    "--since end-5m",
    "times that begin with end- need files, because the end of a pipe is not known: name a file",
    .drops
  ),
  (
    "--until end-5m a -",
    "times that begin with end- need files, because the end of a pipe is not known: name a file",
    .drops
  ),
  (
    "--since 5m --until 10m",
    "--since is later than --until, so no flow can match: give an earlier --since", .drops
  ),
  (
    "--since 2026-05-12 --until 2026-05-11",
    "--since is later than --until, so no flow can match: give an earlier --since",
    .drops
  ),
  (
    "export --const-label a", "option --const-label: a has no value: write NAME=VALUE", .export
  ),
  (
    "export --const-label a=", "option --const-label: a has no value: write NAME=VALUE",
    .export
  ),
  (
    "export --const-label =a",
    "option --const-label: '' is not a label name: use letters, digits and _, and do not begin with a digit or __",
    .export
  ),
  (
    "export --const-label 1=a",
    "option --const-label: '1' is not a label name: use letters, digits and _, and do not begin with a digit or __",
    .export
  ),
  (
    "export --const-label a-b=a",
    "option --const-label: 'a-b' is not a label name: use letters, digits and _, and do not begin with a digit or __",
    .export
  ),
  (
    "export --const-label __a=a",
    "option --const-label: '__a' is not a label name: use letters, digits and _, and do not begin with a digit or __",
    .export
  ),
  (
    "export --const-label pod=a",
    "option --const-label: pod is a label that Prometheus sets itself: use another name, like my_pod",
    .export
  ),
  (
    "export --const-label a=b --const-label a=c", "option --const-label: a is given twice",
    .export
  ),
  ("export --", "there is no command after --: name one, like hubble observe -o json", .export),
  (
    "export events.log -- hubble observe",
    "FILE and -- COMMAND cannot be combined: give one of them", .export
  ),
  (
    "export --timeout 5s", "--timeout needs -- COMMAND, because only a command can be ended",
    .export
  ),
  (
    "export --timeout 0s -- cat", "option --timeout: 0s is too short: give a duration above 0",
    .export
  ),
  (
    "export --timeout 5 -- cat", "option --timeout: 5 has no unit: add ns, us, ms, s, m, h or d",
    .export
  ),
  ("completions", "completions needs a shell: bash, zsh or fish", .completions),
  ("completions bsh", "unknown shell bsh: did you mean bash?", .completions),
  ("completions tcsh", "unknown shell tcsh: give bash, zsh or fish", .completions),
  ("completions bash zsh", "completions does not take zsh: leave it out", .completions),
  (
    "completions bash --strict",
    "option --strict is not for completions: it is for drops, summary,"
      + " flows, filter, explain, impact, correlate and export", .completions
  ),
  ("man drops", "man does not take drops: leave it out", .man),
  ("help drosp", "unknown command drosp: did you mean drops?", nil),
  ("help drops flows", "help does not take flows: leave it out", .help),
]

@Test("a command line that cannot be carried out is refused with exactly this", arguments: refusals)
func refusedCommandLine(arguments: String, message: String, command: CommandName?) {
  #expect(throws: UsageError(message, for: command)) {
    try OptionParser.parse(arguments.split(separator: " ").map { String($0) })
  }
}

@Test("a usage error leads to the help of its command")
func usageErrorHint() {
  #expect(UsageError("x").hint == "try 'flowaudit --help'")
  #expect(UsageError("x", for: .flows).hint == "try 'flowaudit flows --help'")
}

@Test(
  "a first word near a command's name was probably meant as the command, if there is no such file",
  arguments: [
    (["drosp"], "unknown command drosp: did you mean drops?"),
    (["expor", "a"], "unknown command expor: did you mean export?"),
    (["Flows"], "unknown command Flows: did you mean flows?"),
    (["events"], nil), (["./drosp"], nil), (["drosp.log"], nil), (["drops", "flws"], nil),
    ([], nil),
  ])
func misspelledCommand(arguments: [String], message: String?) throws {
  let command = try #require(try OptionParser.parse(arguments) as? any FlowLogCommand)
  let error = command.log.input.misspelledCommand(in: .flowaudit)
  #expect(error == message.map { UsageError($0) })
}

@Test("an option of hubble that has a row of its own is not called missing")
func hubbleOptionsThatAreThere() {
  for row in OptionTable.rows where row.longName != "help" {
    #expect(HubbleOption.refusal(longName: row.longName) == nil, "\(row.longName)")
  }
}
