import Foundation
import TestSupport
import Testing

/// `export --state S -- COMMAND`: runs whose windows overlap.
@Suite struct ProducerStateTests {
  @Test("runs that overlap count each line once; a run that fails counts what it has printed")
  func runs() throws {
    let command = try ScriptedCommand(
      ["lines 1 1000", "lines 500 1500; exit 2", "lines 400 2000", "lines 1 2000"],
      log: StateTests.part(0..<2000))
    var successes: [Double?] = []
    for status: Int32 in [0, 3, 0, 0] {
      let outcome = try command.start(["--state", "state"], ["--since", "6m"])
        .outcome(within: .seconds(60))
      #expect(outcome.status == .exited(status))
      #expect(
        outcome.errorText == (status == 0 ? "" : "flowaudit: ./producer: ended with status 2\n"))
      let samples = try command.samples()
      let success = samples.first { $0.name == "flowaudit_last_run_success" }
      #expect(success?.value == (status == 0 ? 1 : 0))
      successes.append(
        samples.first { $0.name == "flowaudit_last_success_timestamp_seconds" }?.value)
    }
    #expect(successes[0] != nil && successes[1] == successes[0] && successes[2] != successes[1])
    let counters = try command.counters()
    #expect(counters.ofFlows == (try command.expectation().ofFlows))
    #expect(counters.value("query_errors", "command_failed") == 1)
    #expect(counters.value("skipped_lines", "known") == 501 + 1101 + 2000)
    #expect(counters.sum("gaps") == 0)
  }

  @Test(
    "how far a run reaches back is what its --since says, or --window",
    arguments: [
      (options: [], arguments: ["--since", "6m"], gaps: false),
      (options: [], arguments: ["--since=1h30m"], gaps: false),
      (options: [], arguments: ["--since", "1ms"], gaps: true),
      (options: [], arguments: ["--since=1ms"], gaps: true),
      (options: [], arguments: ["--since", "6m", "--since", "1ms"], gaps: true),
      (options: ["--window", "6m"], arguments: ["--since", "1ms"], gaps: false),
      (options: ["--window", "1ms"], arguments: [], gaps: true),
      (options: [], arguments: ["--since", "2026-05-11T06:00:00Z"], gaps: false),
      (options: [], arguments: ["--since"], gaps: false),
    ] as [(options: [String], arguments: [String], gaps: Bool)])
  func window(options: [String], arguments: [String], gaps: Bool) throws {
    let command = try ScriptedCommand(["lines 1 2000"], log: StateTests.part(0..<2000))
    for _ in 0..<2 {
      let outcome = try command.start(["--state", "state", "--quiet"] + options, arguments)
        .outcome(within: .seconds(60))
      #expect(outcome.status == .exited(0), "\(outcome.errorText)")
    }
    #expect((try command.counters().sum("gaps") > 0) == gaps)
  }

  @Test("a state is of one command: another is refused, another --since is not")
  func configuration() throws {
    let command = try ScriptedCommand(["lines 1 100"], log: StateTests.part(0..<100))
    func run(_ arguments: String...) throws -> ChildProcess.Outcome {
      try command.start(["--state", "state"], arguments).outcome(within: .seconds(60))
    }
    #expect(try run("--since", "6m", "-o", "json").status == .exited(0))
    #expect(try run("-o", "json", "--since=20m").status == .exited(0))
    #expect(try run("-o", "json").status == .exited(0))
    let refused = try run("--since", "6m", "-o", "json", "--verdict", "DROPPED")
    #expect(refused.status == .exited(5))
    #expect(
      refused.errorText == """
        flowaudit: state state is of another configuration: COMMAND was './producer script -o json', now it is \
        './producer script -o json --verdict DROPPED'; use another --state, or --reset-state to start over

        """)
    #expect(command.startCount == 3)
    let file = try Binary.run(
      ["export", "--state", "state", "log"], directory: command.directory.path)
    #expect(file.status == .exited(5))
  }

  @Test("a command that cannot be started leaves the counters, and says so in them")
  func notStarted() throws {
    let directory = try TemporaryDirectory()
    let arguments = [
      "export", "--state", "state", "--textfile", "f.prom", "--", "./no-such-program",
    ]
    for count in 1...3 {
      let outcome = try Binary.run(arguments, directory: directory.path)
      #expect(outcome.status == .exited(3))
      let counters = try Counters(
        String(contentsOfFile: directory.path + "/f.prom", encoding: .utf8))
      #expect(counters.values("query_errors", by: "reason") == ["command_not_found": count])
    }
  }

  @Test("an interrupted run keeps what was printed, and the next one counts the rest")
  func interrupted() throws {
    let command = try ScriptedCommand(
      ["lines 1 600; touch begun; sleep 60", "lines 1 1000"], log: StateTests.part(0..<1000))
    let child = try command.start(["--state", "state"], ["--since", "6m"])
    #expect(FileWait.isThere(command.directory.path + "/begun"))
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(130))
    #expect(command.mark.isGone(within: .seconds(20)))
    #expect(try command.counters().sum("lines") == 600)
    let next = try command.start(["--state", "state"], ["--since", "6m"]).outcome()
    #expect(next.status == .exited(0))
    #expect(try command.counters().sum("lines") == 1000)
    #expect(try command.counters().value("skipped_lines", "known") == 600)
  }
}
