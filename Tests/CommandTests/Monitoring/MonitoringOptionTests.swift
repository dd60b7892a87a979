import Foundation
import TestSupport
import Testing

/// What `rules`, `dashboard` and `mixin` refuse, and where they write.
@Suite struct MonitoringOptionTests {
  @Test(
    "what cannot be meant is refused",
    arguments: [
      (
        "rules --interval 1500ms",
        "--interval has to be whole seconds, from 1s to 6h: how often export writes, like 5m"
      ),
      (
        "dashboard --interval 7h",
        "--interval has to be whole seconds, from 1s to 6h: how often export writes, like 5m"
      ),
      (
        "rules --cluster-label instance",
        "option --cluster-label: instance is a label that Prometheus sets itself: use another name, like my_instance"
      ),
      (
        "rules --cluster-label reason",
        "option --cluster-label: reason is a label of the metrics already: use another name, like my_reason"
      ),
      (
        "rules --threshold drops",
        "option --threshold: drops has no value: write NAME=VALUE, like drops=20"
      ),
      (
        "rules --threshold drop=1",
        "option --threshold: unknown threshold drop: did you mean drops?"
      ),
      (
        "rules --threshold drops=-1",
        "option --threshold: -1 is not a number for drops: give up to 9 digits, or up to 6 with a fraction, like 0.5"
      ),
      (
        "rules --threshold drops=1 --threshold drops=2",
        "option --threshold: drops is given twice: give it once"
      ),
      (
        "rules --without FlowauditStal",
        "option --without: unknown alert FlowauditStal: did you mean FlowauditStale?"
      ),
      (
        "rules --set-label severity=page",
        "option --set-label: severity is set by the rules themselves: use another name"
      ),
      (
        "rules --set-label app.kubernetes.io/name=x",
        "--set-label app.kubernetes.io/name: no name that Prometheus takes for a label; it can be on an object only, with --format prometheusrule"
      ),
      (
        "mixin --set-label a.b=x directory",
        "--set-label a.b: no name that Prometheus takes for a label, and a mixin has no object"
      ),
      (
        "rules --set-label a=b --set-label a=c",
        "option --set-label: a is given twice: give it once"
      ),
      (
        "rules --format json",
        "option --format: unknown format json: give rules or prometheusrule"
      ),
      ("dashboard x", "dashboard does not take x: leave it out"),
      ("mixin", "mixin needs a directory to write to: name one"),
      ("mixin a b", "mixin does not take b: leave it out"),
    ])
  func refusals(arguments: String, message: String) throws {
    let outcome = try Binary.run(arguments.split(separator: " ").map(String.init))
    #expect(outcome.status == .exited(2))
    #expect(outcome.text == "")
    #expect(outcome.errorText.split(separator: "\n").first == "flowaudit: \(message)")
  }

  @Test("a runbook's address has no blanks and no line feeds")
  func runbookURL() throws {
    for url in ["a b", "a\nb", "https://example.org/é", String(repeating: "x", count: 1001)] {
      let outcome = try Binary.run(["rules", "--runbook-url", url])
      #expect(outcome.status == .exited(2))
    }
  }

  @Test("what a shell would take for more stays one text in YAML, JSON and jsonnet")
  func hostile() throws {
    let url = #"https://x/'"\%(range)s${datasource}{{$value}}#{alert}"#
    let rules = try Binary.run(["rules", "--runbook-url", url]).text
    let escaped = #"https://x/'\"\\%(range)s${datasource}{{$value}}#FlowauditGaps"#
    #expect(rules.contains("runbook_url: \"\(escaped)\"\n"))
    let dashboard = try Binary.run(["dashboard", "--runbook-url", url]).text
    let value = try JSONSerialization.jsonObject(with: Data(dashboard.utf8))
    #expect(value is [String: Any])
    let directory = try TemporaryDirectory()
    _ = try Binary.run(["mixin", directory.path, "--runbook-url", url])
    let alerts = try Tool.run(
      "jsonnet",
      [
        "--exec",
        "(import '\(directory.path(of: "mixin.libsonnet"))').prometheusAlerts.groups[1].rules[1].annotations.runbook_url",
      ])
    #expect(alerts.text == "\"\(escaped)\"\n")
  }

  @Test("a mixin makes its directory, replaces its files, and says where it cannot write")
  func directories() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path(of: "vendor")
    for interval in ["1m", "2m"] {
      let outcome = try Binary.run(["mixin", "--interval", interval, path])
      #expect(outcome.status == .exited(0))
      #expect(outcome.text + outcome.errorText == "")
    }
    #expect(try directory.text("vendor/config.libsonnet").contains("    interval: 120,\n"))
    let missing = try Binary.run(["mixin", path + "/a/b"])
    #expect(missing.status == .exited(4))
    #expect(missing.errorText.contains(path + "/a"))
  }
}
