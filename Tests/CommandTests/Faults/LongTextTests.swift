import Foundation
import TestSupport
import Testing

/// Texts of a megabyte, in a log and in arguments.
@Suite struct LongTextTests {
  @Test(
    "names of a megabyte in waiting drops: less than a gigabyte, and what is written can be read")
  func names() throws {
    let log = try LiveLog()
    let long = String(repeating: "é", count: 300_000)
    for number in 0..<150 {
      let flow = """
        {"time":"2026-01-05T10:00:00.000\(100 + number)Z","verdict":"DROPPED","drop_reason_desc":"POLICY_DENIED",\
        "source":{"namespace":"\(number)\(long)"},"destination":{"namespace":"b"},\
        "IP":{"source":"10.0.0.\(number)","destination":"1.1.1.1"},"node_name":"n1","event_type":{"type":5}}
        """
      try log.append(#"{"flow":\#(flow),"node_name":"n1"}"#.utf8 + [10])
    }
    for _ in 0..<2 {
      let outcome = try Tool.attempt(
        "bash", ["-c", "ulimit -v 1000000; exec \"$FLOWAUDIT\" \"$@\"", "bash"] + log.arguments,
        environment: ["FLOWAUDIT": Binary.path])
      #expect(outcome.status == .exited(0))
      #expect(outcome.errorText == "")
    }
    #expect(try log.counters().sum("lines") == 150)
  }

  @Test("an argument of a megabyte does not bury what is said of it")
  func arguments() throws {
    let long = String(repeating: "x", count: 100_000)
    for arguments in [["drops", "--top", long], ["drops", long], ["export", "--textfile", long]] {
      let outcome = try Binary.run(arguments)
      #expect(outcome.status != .exited(0))
      #expect(outcome.errorText.utf8.count < 2500)
      #expect(outcome.errorText.contains("characters) ..."))
    }
  }

  @Test("tens of thousands of alternatives in a list take no time that grows with their square")
  func alternatives() throws {
    let directory = try TemporaryDirectory()
    try directory.file("log", FaultyLog.lines(0..<1))
    let names = (0..<70_000).map { "\"ns/p\($0)\"" }.joined(separator: ",")
    let flags = (0..<40_000).map { "--namespace=n\($0)\n" }.joined()
    for options in ["--allowlist={\"source_pod\":[\(names)]}\n", flags] {
      let path = try directory.file("options", options)
      let outcome = try Binary.start(
        ["drops", "-q", "log"], input: .none, directory: directory.path,
        environment: ["FLOWAUDIT_CONFIG": path]
      ).outcome(within: .seconds(30))
      #expect(outcome.status == .exited(0), "\(outcome.errorText.prefix(300))")
    }
  }

  @Test("a signal that ends --follow interrupts nothing")
  func followed() throws {
    let log = try LiveLog()
    try log.append(FaultyLog.lines(0..<50_000).utf8)
    let child = try Binary.start(log.arguments + ["--follow", "--from-start"], input: .none)
    usleep(50_000)
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(60))
    #expect([.exited(0), .killed(signal: SIGTERM)].contains(outcome.status))
    #expect(!outcome.errorText.contains("interrupted"))
  }
}
