import Foundation
import TestSupport
import Testing

/// `flowaudit_audit_total`: what policy audit mode let through.
@Suite struct AuditTests {
  private static func line(_ verdict: String, _ second: Int, _ members: String = "") -> String {
    """
    {"flow":{"time":"2026-05-11T06:00:0\(second)Z","verdict":"\(verdict)","event_type":{"type":5},\(members)\
    "source":{"namespace":"a"},"destination":{"namespace":"b"},"traffic_direction":"INGRESS",\
    "IP":{"source":"10.0.0.\(second)"}},"node_name":"n"}

    """
  }

  private static let audits = [
    line("AUDIT", 1), line("AUDIT", 2),
    line("AUDIT", 3, #""ingress_denied_by":[{"name":"p","namespace":"b","kind":"K"}],"#),
    line("FORWARDED", 4),
  ].joined()

  private static let labels =
    #"source_namespace="a",destination_namespace="b",direction="ingress",reason="(audit)""#
  private static let series = [
    labels + #",policy="(unnamed)",policy_kind="(none)""#,
    labels + #",policy="b/p",policy_kind="K""#,
  ]

  private static func values(_ family: String, in text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { $0.hasPrefix(family + "{") }
  }

  @Test("where they are asked for as drops, every report says what they are")
  func asked() throws {
    let note = "3 of the packets counted are AUDIT: policy audit mode let them pass"
    for command in [["drops"], ["drops", "-o", "csv"], ["summary", "-o", "json"], ["summary"]] {
      let outcome = try Binary.run(
        command + ["--verdict", "AUDIT", "-"], input: .bytes(Array(Self.audits.utf8)))
      let text = outcome.text + outcome.errorText
      // The first line of a summary says it.
      #expect(text.contains(note) == (command != ["summary"]), "\(command)")
      #expect(text.components(separatedBy: "policy audit mode").count == 2, "\(command)")
    }
    let log = Array((Self.audits + Self.line("DROPPED", 5)).utf8)
    for (verdicts, head) in [
      (["AUDIT"], "3 packets that policy audit mode let pass"),
      (["AUDIT", "DROPPED"], "4 drops, of them 3 packets that policy audit mode let pass"),
      (["DROPPED"], "1 drop"),
    ] {
      let options = verdicts.flatMap { ["--verdict", $0] }
      let text = try Binary.run(["summary"] + options + ["-"], input: .bytes(log)).text
      #expect(text.hasPrefix(head + "\n"))
    }
  }

  @Test("one run has them as a gauge, beside the drops and never among them")
  func window() throws {
    let outcome = try Binary.run(["export", "-"], input: .bytes(Array(Self.audits.utf8)))
    #expect(outcome.status == .exited(0))
    #expect(
      Self.values("flowaudit_window_audit", in: outcome.text) == [
        "flowaudit_window_audit{\(Self.series[0])} 2",
        "flowaudit_window_audit{\(Self.series[1])} 1",
      ])
    #expect(Self.values("flowaudit_window_drops", in: outcome.text) == [])
    #expect(outcome.text.contains("\nflowaudit_window_packets_dropped 0\n"))
    #expect(outcome.text.contains("\nflowaudit_window_flows{verdict=\"AUDIT\"} 3\n"))
  }

  @Test("a state counts them over all runs, a new series with 0 first")
  func counter() throws {
    let log = try LiveLog()
    try log.append(Array(Self.audits.utf8))
    func audits() throws -> [Double] {
      try log.export()
      let counters = try log.counters()
      return counters.values.filter { $0.key.name == "flowaudit_audit_total" }.map(\.value).sorted()
    }
    #expect(try audits() == [0, 0])
    #expect(try audits() == [1, 2])
    try log.append(Array(Self.line("AUDIT", 5).utf8))
    try log.append(Array(Self.line("DROPPED", 6, #""drop_reason_desc":"POLICY_DENIED","#).utf8))
    #expect(try audits() == [1, 3])
    #expect(try log.counters().sum("audit") == 4)
    let kept = try String(contentsOfFile: log.state, encoding: .utf8)
    #expect(kept.contains(#"counter audit series 3 "#))
  }

  @Test("filters look at them as at drops; --verdict AUDIT makes no drops of them")
  func filters() throws {
    func text(_ options: String...) throws -> String {
      try Binary.run(["export"] + options + ["-"], input: .bytes(Array(Self.audits.utf8))).text
    }
    #expect(Self.values("flowaudit_window_audit", in: try text("--verdict", "DROPPED")) == [])
    let audit = try text("--verdict", "AUDIT")
    #expect(Self.values("flowaudit_window_audit", in: audit).count == 2)
    #expect(audit.contains("\nflowaudit_window_packets_dropped 0\n"))
    #expect(Self.values("flowaudit_window_audit", in: try text("--namespace", "c")) == [])
  }

  @Test("drops counts them where asked, and says where all denials are AUDIT")
  func drops() throws {
    let asked = try Answer(
      try Binary.run(
        ["drops", "--verdict", "AUDIT", "--output", "json"], input: .bytes(Array(Self.audits.utf8)))
    )
    #expect(asked.total.drops == 3)
    let plain = try Answer(
      try Binary.run(["drops", "--output", "json"], input: .bytes(Array(Self.audits.utf8))))
    #expect(plain.total.drops == 0)
    #expect(plain.coverage.notes.contains { $0.contains("--verdict AUDIT") })
  }
}
