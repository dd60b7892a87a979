import Foundation
import TestSupport
import Testing

@testable import flowaudit

/// A zero is never calm: the headline says why nothing was counted.
struct ZeroTests {
  /// Lines, options, what stands behind `no drops: `, and the status.
  struct Row: CustomTestStringConvertible, Sendable {
    let lines: String
    var options = ""
    let reason: String
    var status: Int32 = 0

    var testDescription: String { "\(options) \(reason)" }
  }

  private static func flow(
    _ verdict: String, second: Int? = 0, namespace: String = "shop", port: Int = 80
  ) -> String {
    let time = second.map { #""time":"2026-05-11T06:00:0\#($0)Z","# } ?? ""
    return #"{"flow":{\#(time)"verdict":"\#(verdict)","source":{"namespace":"\#(namespace)"},"#
      + #""l4":{"TCP":{"source_port":1,"destination_port":\#(port)}}}}"# + "\n"
  }

  private static let forwarded = flow("FORWARDED") + flow("FORWARDED", second: 9, port: 443)
  private static let lost =
    #"{"lost_events":{"source":"HUBBLE_RING_BUFFER","num_events_lost":"7"}}"# + "\n"
  private static let status =
    #"{"node_status":{"state_change":"NODE_CONNECTED","node_names":["a"]}}"# + "\n"

  private static let unknown = #"{"flow":{"time":"2026-05-11T06:00:00Z","uuid":"a"}}"# + "\n"

  static let rows: [Row] = [
    Row(
      lines: "",
      reason: "nothing came from standard input: did the command in front of the pipe fail?"),
    Row(lines: "\n \n", reason: "the input has blank lines only"),
    Row(lines: "hello\n", reason: "the input is not a flow log", status: 3),
    Row(lines: "{\"level\":\"info\"}\n", reason: "the input is not a flow log", status: 3),
    Row(lines: lost, reason: "no flow was read, only 1 notice of lost events"),
    Row(
      lines: lost + lost + status + "{\"flow\":\n",
      reason: "no flow was read, only 2 notices of lost events, 1 line about nodes and agents and "
        + "1 line that could not be read"),
    Row(lines: flow("FORWARDED"), reason: "1 flow read, none of them dropped"),
    Row(lines: forwarded, reason: "2 flows read, none of them dropped"),
    Row(
      lines: flow("AUDIT") + flow("AUDIT"),
      reason:
        "all flows read, 2, are AUDIT: policy audit mode let them pass; --verdict AUDIT counts them"
    ),
    Row(
      lines: forwarded + flow("AUDIT"),
      reason: "of 3 flows none was dropped, but policy audit mode let 1 pass that a policy denies: "
        + "--verdict AUDIT counts them"),
    Row(
      lines: #"{"flow":{"time":"2026-05-11T06:00:00Z","uuid":"a"}}"# + "\n",
      reason: "1 flow read, but without a verdict"),
    Row(
      lines: forwarded + #"{"flow":{"time":"2026-05-11T06:00:00Z","uuid":"a"}}"# + "\n",
      reason: "3 flows read, none of them known to be dropped, but 1 without a verdict"),
    Row(
      lines: flow("DROPPED"), options: "--policy nosuch",
      reason: "of 1 flow 1 is DROPPED, and none of the drops passes --policy nosuch"),
    Row(
      lines: forwarded, options: "--namespace nosuch",
      reason: "none of the 2 flows passes --namespace nosuch"),
    Row(
      lines: forwarded, options: "--to-port 443",
      reason: "of 2 flows 1 passes --to-port 443, none of them dropped"),
    Row(
      lines: unknown + unknown, options: "--verdict DROPPED",
      reason: "none of the 2 flows passes --verdict DROPPED; none of them has verdict: "
        + "add verdict to the exporter's field mask"),
    Row(
      lines: unknown + forwarded, options: "--where verdict=DROPPED",
      reason: "none of the 3 flows passes --where verdict=DROPPED; 1 of them has no verdict: "
        + "add verdict to the exporter's field mask"),
    Row(
      lines: unknown, options: "--namespace shop",
      reason: "the one flow does not pass --namespace shop; it has no source and destination: "
        + "add source and destination to the exporter's field mask"),
    Row(
      lines: forwarded, options: "--type drop",
      reason: "none of the 2 flows passes --type drop; none of them has event_type: "
        + "add event_type to the exporter's field mask"),
    Row(
      lines: flow("DROPPED"), options: "--not --namespace shop",
      reason: "the one flow does not pass --not --namespace shop"),
    Row(
      lines: forwarded, options: "--since 2026-05-11T06:00:05Z --to-port 80",
      reason: "the one flow in the time range does not pass --to-port 80"),
    Row(
      lines: forwarded, options: "--since 2031-01-01",
      reason: "no flow lies in the range asked for: the input holds 2026-05-11T06:00:00Z to "
        + "2026-05-11T06:00:09Z; ADVICE"),
    Row(
      lines: flow("DROPPED", second: nil), options: "--since 2026-05-11",
      reason: "no flow has a time that can be read, and --since leaves such flows out"),
    Row(
      lines: flow("DROPPED", second: nil)
        + "{\"flow\":{\"time\":\"noon\",\"verdict\":\"DROPPED\"}}\n",
      options: "--since 2026-05-11 --until 2026-05-12",
      reason: "no flow has a time that can be read, and --since and --until leave such flows out"),
    Row(
      lines: flow("DROPPED") + flow("DROPPED", port: 443),
      options:
        "--namespace shop --to-port 443 --to-port 80 --not --namespace shop --verdict DROPPED",
      reason: "FILES none of the 2 flows that pass --namespace shop and --to-port 443 --to-port 80 "
        + "passes --not --namespace shop"),
    Row(
      lines: flow("DROPPED"), options: "--namespace shop --to-port 443 --protocol UDP",
      reason: "FILES the one flow that passes --namespace shop does not pass --to-port 443"),
  ]

  @Test("lines that no flow can pass are told beside an answer that has no place for it")
  func blindFilters() throws {
    let directory = try TemporaryDirectory()
    let log = try directory.file("in.json", (Self.unknown + Self.unknown).utf8)
    let blindness =
      "flowaudit: warning: no flow passes --verdict DROPPED; none of them has verdict: add verdict to the exporter's field mask\n"
    for arguments in [["filter"], ["filter", "--count"], ["drops", "-o", "json"]] {
      let outcome = try Binary.run(arguments + ["--verdict", "DROPPED", log])
      #expect(outcome.errorText == blindness)
      #expect(outcome.status == .exited(0))
    }
    let silent = try Binary.start(["filter", "--count"], input: .none).outcome()
    #expect(
      silent.errorText
        == "flowaudit: warning: nothing came from standard input: did the command in front of the pipe fail?\n"
    )
  }

  @Test("tables of drops and the summary say it, of a pipe and of a file", arguments: rows)
  func headline(row: Row) throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("log.jsonl", Array(row.lines.utf8))
    let options = row.options.split(separator: " ").map(String.init)
    for command in ["drops", "summary"] {
      let piped = try Binary.run([command] + options, input: .bytes(Array(row.lines.utf8)))
      #expect(piped.status == .exited(row.status), "\(piped.errorText)")
      let read = try Binary.run([command, file] + options)
      #expect(read.status == .exited(row.status))
      let (ofPipe, ofFile) = Self.reasons(row)
      #expect(piped.text.contains("no drops: \(ofPipe)\n"), "\(piped.text)")
      #expect(read.text.contains("no drops: \(ofFile)\n"), "\(read.text)")
    }
  }

  private static func reasons(_ row: Row) -> (pipe: String, file: String) {
    if row.lines.isEmpty {
      return (row.reason, "the input is empty")
    }
    if row.reason.hasPrefix("FILES ") {
      let file = String(row.reason.dropFirst("FILES ".count))
      return (pipeReason(row), file)
    }
    return (
      row.reason.replacing("ADVICE", with: "give times like --since 2026-05-11T06:00:00Z"),
      row.reason.replacing("ADVICE", with: "count from its end with --since end-5m")
    )
  }

  /// A pipe cannot be read again: all filters are named.
  private static func pipeReason(_ row: Row) -> String {
    row.options.contains("--not")
      ? "none of the 2 flows passes all of --namespace shop, --to-port 443 --to-port 80, "
        + "--not --namespace shop and --verdict DROPPED"
      : "the one flow does not pass all of --namespace shop, --to-port 443 and --protocol UDP"
  }

  @Test("flows says it too")
  func flows() throws {
    let outcome = try Binary.run(
      ["flows", "--namespace", "nosuch"], input: .bytes(Array(Self.forwarded.utf8)))
    #expect(outcome.text.contains("no flows: none of the 2 flows passes --namespace nosuch\n"))
    #expect(
      try Binary.run(["flows"], input: .bytes(Array(Self.forwarded.utf8))).text.contains("total"))
  }

  @Test(
    "an empty pipe is worth a warning, whatever the format, and status 0",
    arguments: ["drops", "flows", "summary"])
  func emptyPipe(command: String) throws {
    for format in ["table", "json", "csv", "markdown"] {
      let outcome = try Binary.run([command, "-o", format], input: .bytes([]))
      #expect(outcome.status == .exited(0))
      #expect(
        outcome.errorText
          == "flowaudit: warning: nothing came from standard input: did the command in front of the pipe fail?\n"
      )
      let quiet = try Binary.run([command, "-o", format, "--quiet"], input: .bytes([]))
      #expect(quiet.errorText == "")
    }
  }

  @Test(
    "CSV and Markdown leave to standard error what a table would show under itself",
    arguments: ["csv", "markdown"])
  func warnings(format: String) throws {
    let log = Self.flow("DROPPED") + Self.flow("DROPPED", namespace: "cart") + Self.lost + "x\n"
    let outcome = try Binary.run(
      ["drops", "-o", format, "--top", "1"], input: .bytes(Array(log.utf8)))
    #expect(
      outcome.errorText == """
        flowaudit: warning: standard input:4: not a JSON object (byte 1 of the line)
        flowaudit: warning: lost: 7 events (77.8 %): 7 HUBBLE_RING_BUFFER
        flowaudit: warning: unreadable: 1 of 4 lines
        flowaudit: warning: event_type is missing on DROPPED lines, so a packet's two lines, where both are there, may count twice: 2 drops from such lines, 2 DROPPED lines in all; add event_type to the exporter's field mask
        flowaudit: warning: left out by --top: 1 more row, 1 drop

        """)
    let zero = try Binary.run(["drops", "-o", format], input: .bytes(Array(Self.forwarded.utf8)))
    #expect(zero.errorText == "flowaudit: warning: no drops: 2 flows read, none of them dropped\n")
    let json = try Binary.run(
      ["drops", "-o", "json", "--top", "1"], input: .bytes(Array(log.utf8)))
    #expect(!json.errorText.contains("left out"))
  }
}
