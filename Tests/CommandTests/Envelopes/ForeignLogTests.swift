import TestSupport
import Testing

/// What is no flow log: status 3, what it looks like, what to do.
@Suite struct ForeignLogTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let text: String
    let advice: String

    var testDescription: String { advice }
  }

  static let rows = [
    Row(
      text:
        "Oct 12 08:00:01.000: shop/cart:40001 (ID:2201) <> bank/ledger:8080 (ID:2302) Policy denied DROPPED (TCP Flags: SYN)\n",
      advice: "the text output of hubble: write the flows with hubble observe -o json"),
    Row(
      text: "TIMESTAMP             SOURCE            DESTINATION\nOct 12 08:00:01.000   a   b\n",
      advice: "the text output of hubble: write the flows with hubble observe -o json"),
    Row(
      text: "  TIMESTAMP: Oct 12 08:00:01.000\n     SOURCE: shop/cart:40001\n------------\n",
      advice: "the text output of hubble: write the flows with hubble observe -o json"),
    Row(
      text:
        "{\"jsonPayload\":{\"connection\":{\"src_ip\":\"10.9.1.11\"},\"disposition\":\"deny\"}}\n",
      advice: "GKE's log of policy actions (Dataplane V2)"),
    Row(
      text: "{\"TimeGenerated\":\"x\",\"Verdict\":\"DROPPED\",\"SourceNamespace\":\"shop\"}\n",
      advice: "Azure's table of container network flows"),
    Row(
      text: "{\"dest_namespace\":\"bank\",\"reporter\":\"src\",\"action\":\"deny\"}\n",
      advice: "Calico's flow log"),
    Row(
      text: "{\"SrcAddr\":\"10.0.0.1\",\"DstAddr\":\"10.0.0.2\",\"Bytes\":1}\n",
      advice: "flows of NetObserv"),
    Row(text: "{\"process_exec\":{\"process\":{}}}\n", advice: "events of Tetragon"),
    Row(text: "{\n  \"a\": 1\n}\n", advice: "JSON of another kind"),
    Row(text: "{\"log\":\"{\\\"a\\\":1}\"}\n", advice: "JSON of another kind"),
    Row(text: "time,source,destination,verdict\n1,a,b,DROPPED\n", advice: "CSV"),
    Row(text: "hello\n", advice: "plain text"),
    Row(text: "{\"flow\":{\"verdict\":\n", advice: "flow lines that are cut or damaged"),
  ]

  @Test("what is no flow log is status 3, what it looks like, and what to do", arguments: rows)
  func foreign(row: Row) throws {
    for command in ["drops", "flows", "summary", "filter"] {
      let outcome = try Binary.run([command], input: .bytes(Array(row.text.utf8)))
      #expect(outcome.status == .exited(3), "\(command)")
      #expect(outcome.errorText.hasPrefix("flowaudit: standard input: not a flow log: "))
      #expect(outcome.errorText.contains("it looks like \(row.advice)"), "\(outcome.errorText)")
    }
  }

  @Test("one event of Hubble's makes a flow log, nothing at all none")
  func flowLogs() throws {
    for text in [
      "", "\n \n", "hello\n{\"flow\":{}}\n", "{\"node_status\":{}}\n", "{\"agent_event\":{}}\nx\n",
      "{\"debug_event\":{}}\n", "{\"lost_events\":{}}\n", "{\"log\":\"{\\\"flow\\\":{}}\"}\n",
    ] {
      let outcome = try Binary.run(["drops"], input: .bytes(Array(text.utf8)))
      #expect(outcome.status == .exited(0), "\(text.debugDescription): \(outcome.errorText)")
    }
  }

  @Test("nothing is dug out of a broken object")
  func broken() throws {
    let flow = "{\"flow\":{\"verdict\":\"DROPPED\"}}"
    for text in [
      "{\"a\":\(flow)", "{\"a\":\(flow)}}", "{x\(flow)}", "{\"log\":\(Envelope.string(flow))",
      "a\":\(Envelope.string(flow))}", "x {\"a\":\(flow)",
      "{\n  \"data\": [\n    \(flow),\n    \(flow)\n",
      "{\n  \"flow\": {\n    \"verdict\": \"DROPPED\"\n  }\n  \"x\": \(flow)\n}\n",
      "{\"a\":[\(flow),x]}",
    ] {
      let outcome = try Binary.run(["filter"], input: .bytes(Array((text + "\n").utf8)))
      #expect(outcome.text == "", "\(text)")
      #expect(outcome.status == .exited(3), "\(text)")
    }
  }
}
