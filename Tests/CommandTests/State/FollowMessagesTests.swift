import Foundation
import TestSupport
import Testing

/// What `export --follow` and `--state` say of the log that they read on in.
@Suite struct FollowMessagesTests {
  @Test(
    "it says what it follows, from where, where the metrics go, and how it ended; --quiet does not")
  func words() throws {
    for (options, place) in [
      (["--from-start"], "from its first line"), ([], "from where state STATE stands"),
      (["--reset-state"], "from its end (--from-start begins with its first line)"),
      (["--quiet"], ""),
    ] {
      let log = try LiveLog()
      try log.append(StateTests.part(0..<100))
      if options.isEmpty {
        try log.export()
      }
      let child = try Binary.start(
        log.arguments + ["--follow", "--interval", "1500ms"] + options, input: .none)
      usleep(500_000)
      child.send(SIGTERM)
      let outcome = child.outcome(within: .seconds(60))
      #expect(outcome.status == .exited(0))
      let text = outcome.errorText.replacing(log.state, with: "STATE")
        .replacing(log.textfile, with: "PROM").replacing(log.path, with: "LOG")
      let expected =
        "flowaudit: following LOG and its rotations, \(place); metrics every 1500ms to PROM\n"
        + "flowaudit: ended by a signal: what was read of LOG is written to PROM\n"
      #expect(text == (place.isEmpty ? "" : expected))
    }
  }

  @Test("that the log is missing is told once, not at every commit, and again after it was there")
  func missingLog() throws {
    let log = try LiveLog()
    let child = try Binary.start(
      log.arguments + ["--follow", "--interval", "200ms", "--from-start"], input: .none)
    #expect(Counters.wait(for: log.textfile) { $0.sum("query_errors") >= 3 } != nil)
    try log.append(StateTests.part(0..<10))
    #expect(Counters.wait(for: log.textfile) { $0.sum("lines") == 10 } != nil)
    let errors = try log.counters().sum("query_errors")
    try FileManager.default.removeItem(atPath: log.path)
    #expect(Counters.wait(for: log.textfile) { $0.sum("query_errors") >= errors + 3 } != nil)
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    let told = outcome.errorText.components(separatedBy: "\n").filter {
      $0.contains("No such file or directory")
    }
    #expect(told == Array(repeating: told[0], count: 2), "\(outcome.errorText)")
  }

  @Test("a log that never held a flow is no flow log, one that did may go on with other lines")
  func strangers() throws {
    let other = "{\"level\":\"info\"}\n"
    for (isFlowLog, status) in [(false, 3), (true, 0)] {
      let log = try LiveLog()
      if isFlowLog {
        try log.append(StateTests.part(0..<10))
        try log.export()
      }
      try log.append(other.utf8)
      let outcome = try Binary.run(log.arguments)
      #expect(outcome.status == .exited(Int32(status)), "\(outcome.errorText)")
      #expect(outcome.errorText.contains("not a flow log") == !isFlowLog)
      #expect(try log.counters().sum("query_errors") == (isFlowLog ? 0 : 1))
    }
  }
}
