import Foundation
import TestSupport
import Testing

@testable import flowaudit

/// A zero is never calm: the headline says why nothing was counted.
struct ZeroTests {
  @Test("lines that no flow can pass are told beside an answer that has no place for it")
  func blindFilters() throws {
    let directory = try TemporaryDirectory()
    let log = try directory.file("in.json", (ZeroRow.unknown + ZeroRow.unknown).utf8)
    let blindness =
      "flowaudit: warning: no flow passes --verdict DROPPED; none of them has verdict: add verdict to the exporter's field mask\n"
    for arguments in [["filter"], ["filter", "--count"], ["drops", "-o", "json"]] {
      let outcome = try Binary.run(arguments + ["--verdict", "DROPPED", log])
      #expect(outcome.errorText == blindness)
      #expect(outcome.status == .exited(0))
    }
    let untimed = try directory.file(
      "untimed.json", (ZeroRow.flow("DROPPED", second: nil) + ZeroRow.forwarded).utf8)
    let outcome = try Binary.run("filter", "--count", "--since", "2031-01-01", untimed)
    #expect(
      outcome.errorText
        == "flowaudit: warning: --since leaves out 1 flow that has no time, DROPPED: keep time in the exporter's field mask\n"
    )
    let silent = try Binary.start(["filter", "--count"], input: .none).outcome()
    #expect(
      silent.errorText
        == "flowaudit: warning: nothing came from standard input: did the command in front of the pipe fail?\n"
    )
  }

  @Test("tables of drops and the summary say it, of a pipe and of a file", arguments: ZeroRow.all)
  func headline(row: ZeroRow) throws {
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

  private static func reasons(_ row: ZeroRow) -> (pipe: String, file: String) {
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
  private static func pipeReason(_ row: ZeroRow) -> String {
    row.options.contains("--not")
      ? "none of the 2 flows passes all of --namespace shop, --to-port 443 --to-port 80, "
        + "--not --namespace shop and --verdict DROPPED"
      : "the one flow does not pass all of --namespace shop, --to-port 443 and --protocol UDP"
  }

  @Test("the range of the input has the times of the tables")
  func localRange() throws {
    let outcome = try Binary.run(
      "drops", "--since", "2031-01-01", "--local", input: .bytes(Array(ZeroRow.forwarded.utf8)),
      environment: ["TZ": "Europe/Berlin"])
    #expect(
      outcome.text.contains(
        "the input holds 2026-05-11T08:00:00+02:00 to 2026-05-11T08:00:09+02:00; give times like --since 2026-05-11T08:00:00+02:00\n"
      ))
  }

  @Test(
    "what the headline says is no note below it, and one beside JSON",
    arguments: ["AUDIT", "DROPPED"])
  func saidOnce(verdict: String) throws {
    let isAudit = verdict == "AUDIT"
    let log = Array(
      (ZeroRow.flow(verdict, second: isAudit ? 0 : nil) + (isAudit ? "" : ZeroRow.forwarded)).utf8)
    let options = isAudit ? [] : ["--since", "2026-01-01"]
    let word = isAudit ? "policy audit mode" : "has no time"
    for format in ["table", "csv", "markdown", "jsonl"] {
      let outcome = try Binary.run(["drops", "-o", format] + options, input: .bytes(log))
      // A person who gets the rows alone is told beside them.
      let text = ["csv", "jsonl"].contains(format) ? outcome.errorText : outcome.text
      #expect(text.components(separatedBy: word).count == 2, "\(text)")
      #expect(!text.contains("left out by --since"), "\(text)")
    }
    let json = try Binary.run(["drops", "-o", "json"] + options, input: .bytes(log)).text
    #expect(
      json.contains(
        isAudit
          ? "\"no flow was dropped, but 1 is AUDIT" : "\"1 flow, 1 of them DROPPED, left out by"))
  }

  @Test("flows says it too")
  func flows() throws {
    let outcome = try Binary.run(
      ["flows", "--namespace", "nosuch"], input: .bytes(Array(ZeroRow.forwarded.utf8)))
    #expect(outcome.text.contains("no flows: none of the 2 flows passes --namespace nosuch\n"))
    #expect(
      try Binary.run(["flows"], input: .bytes(Array(ZeroRow.forwarded.utf8))).text.contains("total")
    )
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
    let log =
      ZeroRow.flow("DROPPED") + ZeroRow.flow("DROPPED", namespace: "cart") + ZeroRow.lost + "x\n"
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
    let zero = try Binary.run(
      ["drops", "-o", format], input: .bytes(Array(ZeroRow.forwarded.utf8)))
    #expect(zero.errorText == "flowaudit: warning: no drops: 2 flows read, none of them dropped\n")
    let json = try Binary.run(
      ["drops", "-o", "json", "--top", "1"], input: .bytes(Array(log.utf8)))
    #expect(!json.errorText.contains("left out"))
  }
}
