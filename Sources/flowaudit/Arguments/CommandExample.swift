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
