/// A command line to start from, and what it is for.
struct CommandExample: Sendable, Equatable {
  let commandLine: String
  let purpose: String

  init(_ commandLine: String, _ purpose: String) {
    self.commandLine = commandLine
    self.purpose = purpose
  }

  /// The three ways of use: a pipe, a timer's job, captures from elsewhere.
  static let waysOfUse = [
    Self(
      "hubble observe --since 15m -o json | flowaudit drops",
      "who is being denied right now, and by which policy"),
    Self(
      "flowaudit export --state STATE --textfile DIR/flowaudit.prom /var/run/cilium/hubble/events.log",
      "counters for node_exporter, from a cron job or a timer on every node"),
    Self(
      "flowaudit drops captures/*.log.gz --by source-workload,destination-workload,destination-port",
      "gzipped captures, a week later, on any machine"),
  ]
}

extension CommandName {
  /// Command lines to start from.
  var examples: [CommandExample] {
    switch self {
    case .drops:
      [
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
      ]
    case .summary:
      [
        CommandExample("flowaudit summary events.log", "one capture at a glance"),
        CommandExample("flowaudit summary captures/ --output json", "the same as data"),
      ]
    case .flows:
      [
        CommandExample(
          "flowaudit flows events.log --verdict REDIRECTED", "what went through a proxy"),
        CommandExample(
          "flowaudit flows events.log --by destination-workload,http-status --not --verdict DROPPED",
          "answers by workload"),
      ]
    case .filter:
      [
        CommandExample(
          "flowaudit filter events.log --verdict DROPPED --namespace payments | jq .flow.l4",
          "a program behind a pipe reads only what it needs"),
        CommandExample(
          "flowaudit filter captures/*.log.gz --to-fqdn api.example.com --count",
          "how many flows went there"),
        CommandExample(
          "flowaudit filter --verdict DROPPED --not --port 53 --print-filter",
          "the same filter as Helm values for Cilium's exporter"),
      ]
    case .export:
      [
        CommandExample(
          "flowaudit export --state STATE --textfile DIR/flowaudit.prom /var/run/cilium/hubble/events.log",
          "counters for node_exporter, from a cron job or a timer: each run reads on where the last stopped"
        ),
        CommandExample(
          "flowaudit export --follow --state STATE --textfile DIR/flowaudit.prom /var/run/cilium/hubble/events.log",
          "the same as a service, until SIGTERM"),
        CommandExample(
          "flowaudit export --state STATE --textfile DIR/flowaudit.prom --timeout 1m -- hubble observe --since 6m -o json",
          "every five minutes, of a command's output: runs may overlap, and that it failed is known, too"
        ),
        CommandExample(
          "flowaudit export --follow --state STATE --textfile DIR/flowaudit.prom -- hubble observe --follow --since 1m -o json",
          "as a service: the command is started again when it ends"),
        CommandExample(
          "hubble observe --since 6m -o json | flowaudit export --state STATE --window 6m --textfile DIR/flowaudit.prom",
          "every five minutes, where there is no log: runs may overlap, each line counts once"),
        CommandExample(
          "hubble observe --last 5000 -o json | flowaudit export --const-label cluster=prod",
          "to standard output, with a label on every series"),
        CommandExample(
          "flowaudit export events.log --hubble-metrics drop:sourceContext=namespace",
          "with one of the agent's own families, for dashboards that know it"),
      ]
    case .lint:
      [
        CommandExample(
          "flowaudit lint /var/lib/prometheus/node-exporter",
          "all that node_exporter reads, each file and all together"),
        CommandExample("flowaudit export events.log | flowaudit lint -", "what a command prints"),
      ]
    case .doctor:
      [
        CommandExample(
          "flowaudit doctor --textfile DIR/flowaudit.prom --state /var/lib/flowaudit/export.state "
            + "--node-exporter http://127.0.0.1:9100/metrics /var/run/cilium/hubble/events.log",
          "everything between the log and Prometheus")
      ]
    case .help:
      [CommandExample("flowaudit help drops", "the options of one command")]
    case .completions:
      [
        CommandExample(
          "flowaudit completions bash > ~/.local/share/bash-completion/completions/flowaudit",
          "for bash"),
        CommandExample(
          "flowaudit completions zsh > ~/.zfunc/_flowaudit",
          "for zsh, where ~/.zfunc is in fpath"),
        CommandExample(
          "flowaudit completions fish > ~/.config/fish/completions/flowaudit.fish", "for fish"),
      ]
    case .man:
      [CommandExample("flowaudit man | man -l -", "the manual page")]
    }
  }
}
