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
    Row(text: "a\u{0}\u{1}\u{2}bcdefgh\n", advice: "no text at all"),
    Row(
      text: "{\u{0}\"\u{0}f\u{0}l\u{0}o\u{0}w\u{0}\n", advice: "UTF-16 without a byte order mark"),
    Row(
      text: "{\"schema\":2,\n\"coverage\":{\n\"lost_events\":{}\n},\n\"total\":{\"drops\":3}}\n",
      advice: "what flowaudit itself prints with --output json"),
    // Objects called flow, and verdicts, of others.
    Row(
      text:
        "{\"event_type\":\"alert\",\"flow_id\":1,\"flow\":{\"pkts_toserver\":3,\"start\":\"x\"}}\n",
      advice: "Suricata's event log"),
    Row(
      text: "{\"flow\":{\"id\":\"x\",\"final\":true},\"node_name\":\"n\"}\n",
      advice: "JSON of another kind"),
    Row(text: "{\"verdict\":\"malicious\",\"file\":\"a.exe\"}\n", advice: "JSON of another kind"),
    Row(
      text:
        "{\"verdict\":\"DROPPED\",\"source.namespace\":\"shop\",\"drop_reason_desc\":\"POLICY_DENIED\"}\n",
      advice: "JSON of another kind"),
    Row(text: "{\"data\":{\"flow\":{}}}\n", advice: "JSON of another kind"),
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
      "", "\n \n", "hello\n{\"flow\":{}}\n", "{\"node_status\":{\"state_change\":1}}\n",
      "{\"agent_event\":{\"type\":1}}\nx\n", "{\"debug_event\":{\"type\":1}}\n",
      "{\"lost_events\":{\"num_events_lost\":1}}\n",
      "{\"log\":\"{\\\"flow\\\":{\\\"time\\\":\\\"x\\\"}}\"}\n",
      "{\"verdict\":\"FORWARDED\",\"time\":\"2026-05-11T06:00:00Z\",\"node_name\":\"n\"}\n",
    ] {
      let outcome = try Binary.run(["drops"], input: .bytes(Array(text.utf8)))
      #expect(outcome.status == .exited(0), "\(text.debugDescription): \(outcome.errorText)")
    }
  }

  /// A line, and what `filter` finds in it.
  static let holders: [(String, String)] = {
    let flow = #"{"flow":{"verdict":"DROPPED","IP":{"source":"10.0.0.1"}}}"#
    let text = Envelope.string(flow)
    return [
      // A verdict beside a line is a label.
      (#"{"verdict":"DROPPED","message":\#(text)}"#, flow),
      (#"{"stream":{"job":"x","verdict":"DROPPED"},"values":[["1",\#(text)]]}"#, flow),
      (#"{"fields":{"verdict":"DROPPED","source":"stdout"},"log":\#(text)}"#, flow),
      // A flow in a member that is called flow.
      (#"{"flow":\#(flow),"host":"n"}"#, flow),
      (#"{"flow":{},"message":\#(text)}"#, flow),
      (
        #"{"flow":{"flow":{"verdict":"DROPPED"},"node_name":"n","time":"x"}}"#,
        #"{"flow":{"verdict":"DROPPED"},"node_name":"n","time":"x"}"#
      ),
      // With one of a flow's objects it is a flow of its own, whatever lies in it.
      (
        #"{"verdict":"DROPPED","IP":{"source":"10.0.0.1"},"Summary":\#(text)}"#,
        #"{"verdict":"DROPPED","IP":{"source":"10.0.0.1"},"Summary":\#(text)}"#
      ),
    ]
  }()

  @Test("a label is no flow, and a flow is found in one that is only called so", arguments: holders)
  func held(line: String, found: String) throws {
    let outcome = try Binary.run(["filter"], input: .bytes(Array((line + "\n").utf8)))
    #expect(outcome.text == found + "\n")
    #expect(outcome.status == .exited(0))
  }

  @Test("a flow that was cut in an envelope's string is a line that could not be read")
  func cut() throws {
    let flow = Envelope.string(#"{"flow":{"verdict":"DROPPED","IP":{}}}"#)
    let cut = Envelope.string(#"{"flow":{"verdict":"DROPPED","IP":{"#)
    let twice = Envelope.string("{\"log\":\(cut)}")
    let log = [flow, cut, twice, Envelope.string("the \"flow\":{ of words")]
      .map { "{\"log\":\($0)}\n" }.joined()
    let answer = try Answer(
      try Binary.run(["drops", "--output", "json"], input: .bytes(Array(log.utf8))))
    #expect(
      answer.coverage.lines.filter { $0.value > 0 } == ["flow": 1, "malformed": 2, "other": 1])
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
