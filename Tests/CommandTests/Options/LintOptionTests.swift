import Testing

@testable import flowaudit

/// Command lines of `lint` and `doctor`.
private let lintRefusals: [(arguments: String, message: String, command: CommandName?)] = [
  ("lint", "lint needs a .prom file or a directory, or - for standard input", .lint),
  ("lint -o csv a", "option --output: unknown format csv: give table or json", .lint),
  (
    "lint --strict a",
    "option --strict is not for lint: it is for drops, summary, flows, filter, explain, impact, correlate and export",
    .lint
  ),
  (
    "doctor",
    "doctor needs --textfile PATH, --state PATH, --node-exporter URL, --helm-values FILE, --objects FILE or a flow log",
    .doctor
  ),
  (
    "doctor --node-exporter https://127.0.0.1/",
    "option --node-exporter: https://127.0.0.1/ is not an http:// URL: give one like http://127.0.0.1:9100/metrics",
    .doctor
  ),
  (
    "doctor --node-exporter http://10.0.0.1:9100/metrics",
    "option --node-exporter: http://10.0.0.1:9100/metrics is not on this machine: give"
      + " http://127.0.0.1:9100/metrics", .doctor
  ),
  (
    "doctor --node-exporter http://127.0.0.1:0/metrics",
    "option --node-exporter: http://127.0.0.1:0/metrics: port 0 is out of range: 1 to 65535",
    .doctor
  ),
]

@Test("a command line of lint or doctor is refused with exactly this", arguments: lintRefusals)
func refusedLintLine(arguments: String, message: String, command: CommandName?) {
  #expect(throws: UsageError(message, for: command)) {
    try OptionParser.parse(arguments.split(separator: " ").map { String($0) })
  }
}
