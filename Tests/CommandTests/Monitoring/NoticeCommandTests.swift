import Foundation
import TestSupport
import Testing

/// `--output slack` and `--output alertmanager` of commands: bodies, messages, statuses.
@Suite struct NoticeCommandTests {
  private static let incident = "incident/"
  private static let explain = [
    "explain", incident + "denied.jsonl.gz", "--policies", incident + "policies.json",
  ]

  private struct Alert: Decodable {
    let labels: [String: String]
    let annotations: [String: String]
  }

  private func alerts(_ outcome: ChildProcess.Outcome) throws -> [Alert] {
    try JSONDecoder().decode([Alert].self, from: Data(outcome.output))
  }

  @Test("an alert of explain has the class as a label and the sentences as description")
  func explained() throws {
    let outcome = try Binary.run(Self.explain + ["--output", "alertmanager", "--fail-on", "0"])
    #expect(outcome.status == .exited(1))
    let rows = try alerts(outcome).filter { $0.labels["alertname"] == "FlowauditDenied" }
    #expect(!rows.isEmpty)
    #expect(rows.allSatisfy { $0.labels["class"] != nil && $0.annotations["description"] != nil })
    #expect(rows.contains { $0.labels["severity"] == "warning" })
    let words = Set([
      "alertname", "severity", "class", "source_workload", "destination_workload", "direction",
      "protocol", "destination_port",
    ])
    #expect(rows.allSatisfy { words.isSuperset(of: $0.labels.keys) })
  }

  @Test("a message of explain has its sentences")
  func message() throws {
    let outcome = try Binary.run(Self.explain + ["--output", "slack", "--top", "1"])
    #expect(outcome.status == .exited(0))
    #expect(
      outcome.text.contains(" under default deny.") || outcome.text.contains("Denied explicitly"))
    #expect(outcome.text.contains(" more row"))
  }

  @Test("a change that is likely is an alert; a message begins with what came of all changes")
  func change() throws {
    let folder = "incidents/recovered/"
    let arguments = [
      "correlate", folder + "flows.jsonl.gz", "--argocd", folder + "argocd.json", "--policies",
      folder + "policies.json",
    ]
    let listed = try Binary.run(arguments + ["--output", "alertmanager"])
    #expect(listed.status == .exited(0))
    let rows = try alerts(listed).filter { $0.labels["alertname"] == "FlowauditChange" }
    #expect(
      rows.map(\.labels) == [
        [
          "alertname": "FlowauditChange", "severity": "warning", "tool": "argocd",
          "app": "argocd/risk", "namespace": "risk", "started": "2026-01-09T08:55:06Z",
          "class": "likely",
        ]
      ])
    #expect(rows.first?.annotations["description"]?.contains("CNP risk/risk-baseline") == true)
    let message = try Binary.run(arguments + ["--output", "slack"])
    #expect(message.status == .exited(0))
    #expect(message.text.contains("flowaudit: 1 likely, 1 transient, 2 not covered, 6 nothing"))
  }

  @Test(
    "an input that cannot be read is told in the body, with status 3",
    arguments: [[], ["flows/full-20k.jsonl.gz"]])
  func unreadable(others: [String]) throws {
    let arguments = ["drops", "/nowhere/events.log"] + others
    let listed = try Binary.run(arguments + ["--output", "alertmanager"])
    #expect(listed.status == .exited(3))
    let told = try #require(
      try alerts(listed).first { $0.labels["alertname"] == "FlowauditIncomplete" })
    #expect(told.annotations["summary"]?.contains("/nowhere/events.log") == true)
    let message = try Binary.run(arguments + ["--output", "slack"])
    #expect(message.status == .exited(3))
    #expect(
      message.text.contains("Not all was read: ") && message.text.contains("/nowhere/events.log"))
  }

  @Test("nothing found is the empty list, and a message that says why")
  func nothing() throws {
    let arguments = ["drops", "flows/full-20k.jsonl.gz", "--namespace", "nowhere"]
    let listed = try Binary.run(arguments + ["--output", "alertmanager"])
    let rows = try alerts(listed)
    #expect(rows.allSatisfy { $0.labels["alertname"] == "FlowauditIncomplete" })
    #expect(listed.errorText.contains("no drops: ") && listed.status == .exited(0))
    let message = try Binary.run(arguments + ["--output", "slack"])
    #expect(message.text.contains("flowaudit: no drops") && message.text.contains("Why: "))
  }

  @Test("commands whose answers are no drops do not have them", arguments: ["summary", "flows"])
  func others(command: String) throws {
    let outcome = try Binary.run(command, "flows/full-20k.jsonl.gz", "--output", "slack")
    #expect(outcome.status == .exited(2) && outcome.text == "")
  }
}
