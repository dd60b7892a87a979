import FlowMonitoring
import Foundation
import TestSupport
import Testing

/// The pages about alerts, the dashboard and the mixin, each tried with the real programs.
@Suite struct MonitoringDocumentTests {
  @Test("every command of the page runs, and what is broken is told to the webhook")
  func page() throws {
    let outcome = try Tool.attempt(
      Tool.python,
      [
        Fixture.path("tools/walk_page.py"),
        packageFolder.appending(path: "docs/from-nothing-to-an-alert.md").path, Binary.path, "240",
      ])
    #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    let told = outcome.text.matches(of: /(?m)^told: (\w+)$/).map { String($0.1) }
    #expect(
      told == [
        "FlowauditNeverAFlow", "FlowauditPolicyDenies", "FlowauditFailing", "FlowauditAbsent",
        "FlowauditAbsentEverywhere",
      ])
  }

  @Test("a real Prometheus answers every query, and the commands of the runbook run")
  func queries() throws {
    let directory = try TemporaryDirectory()
    let log = try directory.file("log.jsonl", Fixture.unpacked("flows/full-20k.jsonl.gz"))
    let outcome = try Tool.attempt(
      Tool.python,
      [
        Fixture.path("tools/panels.py"), Binary.path, log,
        packageFolder.appending(path: "docs/runbook.md").path,
      ])
    #expect(outcome.text == "all is answered\n", "\(outcome.errorText)")
  }

  @Test("each alert has its section of the runbook, with three commands and how to silence it")
  func runbook() throws {
    let text = try String(
      contentsOf: packageFolder.appending(path: "docs/runbook.md"), encoding: .utf8)
    let sections = text.matches(
      of: /(?ms)^## (\w+)\n\n[^\n]+\n\n```sh\n(.*?)\n```\n\n\*\*To silence it:\*\* [^\n]+\n/)
    #expect(sections.map { String($0.1) } == AlertName.allCases.map(\.rawValue))
    #expect(sections.allSatisfy { $0.2.split(separator: "\n").count == 3 })
  }

  @Test("jsonnet makes of the mixin what rules and dashboard print")
  func mixin() throws {
    let rows = Scale.isLong ? [] : ["4"]
    let outcome = try Tool.attempt(
      Tool.python, [Fixture.path("tools/mixin.py"), Binary.path] + rows)
    #expect(
      outcome.text == "\(Scale.isLong ? 8 : 1) rows alike\n", "\(outcome.errorText)")
  }

  @Test("the sidecar's object holds the dashboard")
  func configMap() throws {
    let text = try Binary.run("dashboard", "--format", "configmap").text
    let dashboard = try Binary.run("dashboard").text
    let lines = dashboard.split(separator: "\n").map { "    \($0)\n" }.joined()
    #expect(
      text.contains("    grafana_dashboard: \"1\"\ndata:\n  flowaudit-drops.json: |\n\(lines)"))
  }

  @Test("docs/monitoring.md lists the thresholds")
  func thresholds() throws {
    let url = packageFolder.appending(path: "docs/monitoring.md")
    let written = try String(contentsOf: url, encoding: .utf8)
    let rows = Threshold.allCases.map { threshold in
      "| `\(threshold.rawValue)` | \(threshold.standard) | \(threshold.meaning) |\n"
    }
    let table = "| threshold | standard | what it counts |\n| --- | --- | --- |\n" + rows.joined()
    let text = written.replacing(
      /(?s)(<!-- thresholds[^\n]*\n).*?(<!-- end -->)/, with: { "\($0.1)\(table)\($0.2)" })
    if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] != nil {
      try text.write(to: url, atomically: true, encoding: .utf8)
    }
    #expect(written == text)
    #expect(text.contains(table))
  }

  @Test("the commands of docs/monitoring.md run")
  func commands() throws {
    let text = try String(
      contentsOf: packageFolder.appending(path: "docs/monitoring.md"), encoding: .utf8)
    let blocks = text.matches(of: /(?ms)^```sh\n(.*?)^```/).map { String($0.1) }
    #expect(blocks.count == 2)
    let directory = try TemporaryDirectory()
    let folder = URL(filePath: Binary.path).deletingLastPathComponent().path
    let script = "cd \(directory.path) && PATH=\(folder):$PATH && mkdir vendor && set -e\n"
    _ = try Tool.run("bash", ["-c", script + blocks.joined()])
    #expect(
      try directory.names == ["alerts.json", "flowaudit.json", "flowaudit.rules.yml", "vendor"])
  }
}
