import FlowMonitoring
import Foundation
import TestSupport
import Testing

/// `flowaudit rules`, as promtool and vmalert read what it prints, and what the alerts make of counters.
@Suite struct AlertRuleTests {
  private static let everything = [
    "--expect-flows", "--hubble-metrics",
    "dns httpV2:labelsContext=destination_namespace,destination_workload",
  ]

  /// The rules for some options, as a file.
  private func rules(_ options: [String], in directory: TemporaryDirectory) throws -> String {
    let outcome = try Binary.run(["rules"] + options)
    #expect(outcome.errorText == "")
    try #require(outcome.status == .exited(0))
    return try directory.file("rules.yml", outcome.text)
  }

  private func check(_ options: [String], _ how: [String] = []) throws -> String {
    let directory = try TemporaryDirectory()
    let outcome = try Tool.attempt(
      Tool.python,
      [Fixture.path("tools/alert_tests.py"), try rules(options, in: directory), directory.path]
        + how)
    #expect(outcome.status == .exited(0), "\(outcome.text)\(outcome.errorText)")
    return outcome.text
  }

  @Test("each alert fires in its cases, and is silent in others")
  func cases() throws {
    #expect(
      try check(["--cluster-label", "cluster"] + Self.everything)
        .hasPrefix("88 cases of 25 alerts\n"))
  }

  @Test("without a cluster's label, too", .enabled(if: Scale.isLong))
  func casesOfOneCluster() throws {
    #expect(try check(Self.everything, ["--no-cluster"]).hasPrefix("88 cases of 25 alerts\n"))
  }

  @Test("an alert that lost a part fails in its cases")
  func mutants() throws {
    let count = Scale.rounds(0, inCI: 6)
    let said = try check(
      ["--cluster-label", "cluster"] + Self.everything, ["--mutants", String(count)])
    let tried = try #require(Int(said.prefix { $0 != " " }))
    #expect(tried >= (count == 0 ? 73 : count))
  }

  @Test(
    "promtool and vmalert take the rules",
    arguments: [
      [], everything, ["--cluster-label", "cluster", "--interval", "15s"] + everything,
      ["--interval", "6h", "--threshold", "audit=0.25"],
      AlertName.allCases.flatMap { ["--without", $0.rawValue] },
      ["--hubble-metrics", "httpV2:destinationContext=pod", "--set-label", "team=network"],
    ])
  func readers(options: [String]) throws {
    let directory = try TemporaryDirectory()
    let file = try rules(options, in: directory)
    _ = try Tool.run("promtool", ["check", "rules", file])
    _ = try Tool.run(
      "vmalert",
      [
        "-dryRun", "-rule", file, "-datasource.url", "http://127.0.0.1:1", "-notifier.url",
        "http://127.0.0.1:1",
      ])
  }

  @Test("ranges and waiting times follow from the interval")
  func interval() throws {
    let slow = try Binary.run("rules", "--interval", "10m").text
    #expect(slow.contains("rate(flowaudit_drops_total[30m])"))
    #expect(slow.matches(of: /for: "(\w+)"/).map { String($0.1) }.contains("20m"))
    let fast = try Binary.run("rules", "--interval", "1m").text
    #expect(fast.contains("rate(flowaudit_drops_total[5m])"))
    #expect(
      Set(fast.matches(of: /for: "(\w+)"/).map { String($0.1) }) == ["1m", "2m", "3m", "12m"])
  }

  @Test("the object is one that prometheus-operator takes, with no key that it does not know")
  func prometheusRule() throws {
    let directory = try TemporaryDirectory()
    let text = try Binary.run(
      "rules", "--format", "prometheusrule", "--set-label", "release=prometheus", "--set-label",
      "app.kubernetes.io/part-of=monitoring"
    ).text
    let file = try directory.file("rule.yaml", text)
    #expect(try judged(file) == "1 valid\n")
    #expect(text.contains("    release: prometheus\n"))
    #expect(text.contains("    app.kubernetes.io/part-of: monitoring\n"))
    #expect(!text.contains("        app.kubernetes.io/part-of"))
    for (right, wrong) in [
      ("severity: info", "severity: 1"), ("for: \"5m\"", "for: 5 minutes"),
      ("runbook_url", "runbook_url: 1\n        more"), ("  groups:", "  rules: []\n  groups:"),
      ("alert: FlowauditGaps", "alerts: FlowauditGaps"), ("kind: PrometheusRule", "kind: Rule"),
      ("name: flowaudit-job", "name: flowaudit-dns\n    name: flowaudit-drops"),
    ] {
      try #require(text.contains(right))
      let file = try directory.file("wrong.yaml", text.replacing(right, with: wrong))
      #expect(try judged(file) != "1 valid\n", "\(wrong)")
    }
  }

  private func judged(_ file: String) throws -> String {
    try Tool.attempt(
      Tool.python,
      [
        Fixture.path("tools/crd_check.py"), Fixture.path("monitoring/prometheusrules-crd.yaml"),
        file,
      ]
    ).text
  }
}
