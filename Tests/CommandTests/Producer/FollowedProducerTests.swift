import Foundation
import Glibc
import TestSupport
import Testing

/// `export --follow -- COMMAND`: a command that runs on, and is started again when it has ended.
@Suite struct FollowedProducerTests {
  private static let options = ["--follow", "--interval", "200ms", "--zero-for", "200ms"]

  /// Ends the program, and looks that nothing stays.
  private func end(
    _ child: ChildProcess, _ command: ScriptedCommand, errors: [String] = []
  ) {
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    #expect(outcome.text == "")
    #expect(
      outcome.complaints.split(separator: "\n").map { String($0) }
        == errors.map { "flowaudit: " + $0 })
    #expect(command.mark.isGone(within: .seconds(20)))
  }

  @Test(
    "started again after any end, what it repeats counts once, each failure is counted",
    arguments: [true, false])
  func starts(hasState: Bool) throws {
    let command = try ScriptedCommand(
      [
        "lines 1 1000; exit 7", "lines 500 1500; kill -9 $$", "lines 1000 2000",
        "lines 1500 3000; sleep 60",
      ], log: StateTests.part(0..<3000))
    let child = try command.start(
      Self.options + (hasState ? ["--state", "state"] : []), ["--since", "6m"])
    let counters = try #require(command.wait { $0.sum("lines") == 3000 })
    #expect(counters.value("query_errors", "command_failed") == 2)
    #expect(counters.value("skipped_lines", "known") == 1503)
    #expect(counters.sum("gaps") == 0)
    // A series is written with 0 first.
    let expected = try command.expectation().ofFlows
    #expect(command.wait { $0.ofFlows == expected } != nil)
    #expect(
      try command.samples().contains { $0.name == "flowaudit_last_run_success" && $0.value == 1 })
    end(
      child, command,
      errors: [
        "./producer: ended with status 7", "./producer: was killed by signal 9 (Killed)",
        "warning: ./producer has ended: it is started again",
      ])
    #expect(command.startCount == 4)
  }

  @Test("identical lines on both sides of a commit count as often as they were printed")
  func identicalLines() throws {
    let line = #"{"flow":{"time":"2026-05-11T06:00:00Z","verdict":"FORWARDED","node_name":"a"}}"#
    let command = try ScriptedCommand(
      ["lines 1 5; await more; lines 6 12; await again; exit 1", "lines 3 14; sleep 60"],
      log: String(repeating: line + "\n", count: 14).utf8)
    let child = try command.start(Self.options + ["--state", "state"], ["--since=6m"])
    #expect(command.wait { $0.sum("lines") == 5 } != nil)
    try command.touch("more")
    #expect(command.wait { $0.sum("lines") == 12 } != nil)
    try command.touch("again")
    // Of the 12 lines of the second start as many are known as the first had: identical lines cannot be told apart.
    #expect(command.wait { $0.value("skipped_lines", "known") == 12 } != nil)
    #expect(try command.counters().sum("lines") == 12)
    end(child, command, errors: ["./producer: ended with status 1"])
  }

  @Test("between the starts the rests double, from a second on: no more starts than that allows")
  func rests() throws {
    let begin = ContinuousClock.now
    let command = try ScriptedCommand(["exit 1"], log: [])
    let child = try command.start(Self.options)
    #expect(FileWait.isTrue { command.startCount >= 3 })
    let counters = command.wait { $0.value("query_errors", "command_failed") >= 3 }
    #expect(counters != nil)
    #expect(
      try command.samples().contains { $0.name == "flowaudit_last_run_success" && $0.value == 0 })
    let startCount = command.startCount
    let seconds = Double((ContinuousClock.now - begin).components.seconds + 1)
    // The rests before n starts are 2^(n-1) - 1 seconds in all.
    #expect(Double(1 << (startCount - 1)) - 1 <= seconds)
    child.send(SIGTERM)
    #expect(child.outcome(within: .seconds(60)).status == .exited(0))
  }

  @Test("while the command is not there the run is not a success; once it is there it is started")
  func notThere() throws {
    let command = try ScriptedCommand(["lines 1 100; sleep 60"], log: StateTests.part(0..<100))
    let (path, away) = (command.directory.path + "/producer", command.directory.path + "/away")
    try FileManager.default.moveItem(atPath: path, toPath: away)
    let child = try command.start(Self.options)
    #expect(command.wait { $0.value("query_errors", "command_not_found") >= 1 } != nil)
    #expect(
      try command.samples().contains { $0.name == "flowaudit_last_run_success" && $0.value == 0 })
    try FileManager.default.moveItem(atPath: away, toPath: path)
    #expect(command.wait { $0.sum("lines") == 100 } != nil)
    #expect(
      FileWait.isTrue {
        try command.samples().contains { $0.name == "flowaudit_last_run_success" && $0.value == 1 }
      })
    child.send(SIGTERM)
    #expect(child.outcome(within: .seconds(60)).status == .exited(0))
    #expect(command.mark.isGone(within: .seconds(20)))
  }

  @Test("a command that is silent for too long is ended and started again; nothing of it stays")
  func silent() throws {
    let command = try ScriptedCommand(
      ["trap '' TERM; lines 1 50; sleep 60 & sleep 60; sleep 60", "lines 1 100; sleep 60"],
      log: StateTests.part(0..<100))
    let child = try command.start(Self.options + ["--timeout", "2s"], ["--since", "6m"])
    let counters = command.wait { $0.sum("lines") == 100 }
    #expect(counters?.value("query_errors", "command_timeout") == 1)
    // Of the first start's processes there is none, nor what is left of one: only the second's two.
    let children = try Tool.run("ps", ["-o", "stat=", "--ppid", "\(child.id)"]).text
    #expect(children.split(separator: "\n").count == 1)
    #expect(!children.contains("Z"))
    #expect(command.mark.processes.count == 3)
    end(
      child, command,
      errors: ["./producer: printed nothing for 2.0 seconds, and was ended (--timeout)"])
  }

  @Test("SIGHUP starts the command again at once, and is not a failure")
  func hangup() throws {
    let command = try ScriptedCommand(
      [
        "lines 1 100; trap 'lines 101 150; exit 1' TERM; touch first; sleep 60 & wait",
        "lines 50 200; touch second; sleep 60",
      ],
      log: StateTests.part(0..<200))
    let child = try command.start(["--follow", "--interval", "1h"], ["--since", "6m"])
    #expect(FileWait.isThere(command.directory.path + "/first"))
    child.send(SIGHUP)
    let counters = command.wait { _ in true }
    #expect(counters?.sum("lines") == 150)
    #expect(counters?.sum("query_errors") == 0)
    #expect(FileWait.isThere(command.directory.path + "/second"))
    end(child, command)
    // The end writes a last time.
    #expect(try command.counters().sum("lines") == 200)
  }

  @Test(
    "SIGTERM and SIGINT end the command, read what it has printed, write and end with 0",
    arguments: [SIGTERM, SIGINT], ["", "trap '' TERM; "])
  func signals(signal: Int32, trap: String) throws {
    let command = try ScriptedCommand(
      ["\(trap)lines 1 100; printf '{\"flow'; touch begun; sleep 60; sleep 60"],
      log: StateTests.part(0..<100))
    let child = try command.start(["--follow", "--interval", "1h", "--state", "state"])
    #expect(FileWait.isThere(command.directory.path + "/begun"))
    child.send(signal)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    #expect(outcome.complaints == "")
    #expect(command.mark.isGone(within: .seconds(20)))
    #expect(try command.counters().values("lines", by: "result") == ["flow": 100])
  }

  @Test("who ends it may end the command, too, as systemd does: that is not a failure")
  func bothEnded() throws {
    let command = try ScriptedCommand(
      ["lines 1 100; touch begun; exec sleep 60"], log: StateTests.part(0..<100))
    let child = try command.start(["--follow", "--interval", "1h", "--state", "state"])
    #expect(FileWait.isThere(command.directory.path + "/begun"))
    let processes = command.mark.processes.compactMap { pid_t($0) }.filter { $0 != child.id }
    #expect(processes.count == 1)
    child.send(SIGTERM)
    processes.forEach { _ = kill($0, SIGTERM) }
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    #expect(outcome.complaints == "")
    let counters = try command.counters()
    #expect(counters.sum("lines") == 100)
    #expect(counters.sum("query_errors") == 0)
  }

  @Test("a reader of standard output that has seen enough ends it, and the command")
  func closedPipe() throws {
    let command = try ScriptedCommand(["lines 1 100; sleep 60"], log: StateTests.part(0..<100))
    let outcome = try Tool.attempt(
      "bash",
      [
        "-c",
        """
        cd "$1"; "$FLOWAUDIT" export --follow --interval 200ms -- ./producer script | head -1
        echo "${PIPESTATUS[0]}"
        """, "bash", command.directory.path,
      ], environment: command.mark.environment.merging(["FLOWAUDIT": Binary.path]) { $1 },
      within: .seconds(60))
    #expect(outcome.text.hasSuffix("\n0\n"))
    #expect(outcome.complaints == "")
    #expect(command.mark.isGone(within: .seconds(20)))
  }

  @Test("SIGHUP ends a rest")
  func hangupWhileResting() throws {
    let command = try ScriptedCommand(["exit 1"], log: [])
    let child = try command.start(Self.options)
    for count in 1...8 {
      #expect(command.wait { $0.value("query_errors", "command_failed") == count } != nil)
      child.send(SIGHUP)
    }
    // Eight rests that double would have been more than two minutes.
    #expect(FileWait.isTrue { command.startCount >= 9 })
    child.send(SIGTERM)
    #expect(child.outcome(within: .seconds(60)).status == .exited(0))
  }

  @Test("killed, it takes the command with it; the next one goes on from the state")
  func killed() throws {
    let command = try ScriptedCommand(
      ["lines 1 600; echo; exec sleep 60", "lines 300 1000; exec sleep 60"],
      log: StateTests.part(0..<1000))
    let arguments = Self.options + ["--state", "state"]
    let first = try command.start(arguments, ["--since", "6m"])
    #expect(command.wait { $0.values("lines", by: "result")["flow"] == 600 } != nil)
    first.send(SIGKILL)
    #expect(first.outcome(within: .seconds(60)).status == .killed(signal: SIGKILL))
    #expect(command.mark.isGone(within: .seconds(20)))
    let second = try command.start(arguments, ["--since", "10m"])
    let counters = command.wait { $0.values("lines", by: "result")["flow"] == 1000 }
    #expect(counters?.value("skipped_lines", "known") == 301)
    end(second, command)
  }

  @Test("a start that does not reach back to the end of the one before is a gap")
  func gap() throws {
    let lines = StateTests.lines
    let node = try #require(lines.firstIndex { $0.starts(with: lines[0].prefix(1)) })
    #expect(node == 0)
    let command = try ScriptedCommand(
      ["lines 1 2000; exit 1", "lines 19000 20000; sleep 60"], log: StateTests.part(0..<20000))
    let child = try command.start(Self.options, ["--since", "1ms"])
    #expect(command.wait { $0.sum("gaps") > 0 } != nil)
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    #expect(outcome.errorText.contains("./producer: flows may have been missed since the last run"))
  }
}
