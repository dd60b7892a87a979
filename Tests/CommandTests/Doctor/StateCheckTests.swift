import Foundation
import TestSupport
import Testing

/// What `doctor` says of a state.
@Suite struct StateCheckTests {
  /// A log that was counted once.
  private func counted() throws -> LiveLog {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<500))
    try #require(try log.export().status == .exited(0))
    return log
  }

  /// The lines on the state, with words for the paths, and the exit status.
  private func said(
    _ log: LiveLog, _ more: String..., state: String? = nil
  ) throws -> [String] {
    let state = state ?? log.state
    let outcome = try Binary.run(["doctor", "--state", state] + more)
    let lines = outcome.text.replacing(state, with: "STATE").replacing(log.path, with: "LOG")
      .replacing(log.directory.path, with: "DIR")
      .split(separator: "\n").map(String.init).filter { $0.contains(" state  ") }
    let isWrong = outcome.text.hasPrefix("problem") || outcome.text.contains("\nproblem")
    #expect(outcome.status == .exited(isWrong ? 1 : 0))
    return lines
  }

  /// A state with something else in it, and the digest that belongs to it.
  private func rewritten(
    _ log: LiveLog, _ change: (String) -> String
  ) throws -> String {
    let text = change(try String(contentsOfFile: log.state, encoding: .utf8))
    let lines = text.split(separator: "\n").dropLast().map { $0 + "\n" }.joined()
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in lines.utf8 {
      digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3
    }
    return try log.directory.file(UUID().uuidString, lines + "end \(digest)\n")
  }

  /// The state as if its last run had begun so many seconds ago.
  private func aged(_ log: LiveLog, seconds: Double, word: String = "done") throws -> String {
    let time = Int((Date.now.timeIntervalSince1970 - seconds) * 1e9)
    return try rewritten(log) {
      $0.replacing(/\nrun "[0-9]*" ([0-9]*) [a-z]*/) { "\nrun \"\(time)\" \($0.output.1) \(word)" }
    }
  }

  @Test("a state that is whole is ok; so it is while a run holds it, which is not kept out")
  func whole() throws {
    let log = try counted()
    let fine =
      "ok       state         STATE is whole, of LOG; its last run began 0 s ago"
    #expect(try said(log, log.path) == [fine])
    let child = try Binary.start(
      log.arguments + ["--follow", "--interval", "100ms"], input: .none)
    var lines: [String] = []
    let deadline = ContinuousClock.now + .seconds(60)
    repeat {
      lines = try said(log)
    } while lines == [fine] && ContinuousClock.now < deadline
    #expect(lines == [fine + ", and one holds it now"])
    child.send(SIGTERM)
    #expect(child.outcome(within: .seconds(60)).status == .exited(0))
  }

  @Test("a state that is not there is a warning, one that cannot be there a problem")
  func missing() throws {
    let log = try LiveLog()
    #expect(
      try said(log) == [
        "warning  state         STATE is not there yet: run export --state once"
      ])
    #expect(
      try said(log, state: "/nowhere/state") == [
        "warning  state         /nowhere is not a directory: export makes it where the one above it is there",
        "warning  state         STATE is not there yet: run export --state once",
      ])
    #expect(
      try said(log, state: log.directory.path) == [
        "problem  state         STATE is not a regular file: give another --state"
      ])
  }

  @Test("a state that export would refuse is a problem with export's reason")
  func damaged() throws {
    let log = try counted()
    let reasons = [
      (
        try log.directory.file("cut", Data(contentsOf: URL(filePath: log.state)).dropLast(30)),
        "it is cut or was changed: its last line is missing or does not match the rest"
      ),
      (
        try log.directory.file("other", "# HELP a b\n"),
        "it is cut or was changed: its last line is missing or does not match the rest"
      ),
      (
        try rewritten(log) { $0.replacing("flowaudit-state 2", with: "flowaudit-state 9") },
        "its format has version 9, this program reads versions 1 and 2"
      ),
      (
        try rewritten(log) { $0.replacing("counter lines series", with: "counter lines series x") },
        "a 'counter' line has other text where a count is expected"
      ),
    ]
    for (path, reason) in reasons {
      #expect(
        try said(log, state: path) == [
          "problem  state         STATE cannot be used: \(reason): export --reset-state starts over, its counters with 0"
        ])
    }
  }

  @Test("a state whose runs have stopped, failed or lie ahead, or which is of another log, is told")
  func outcomes() throws {
    let log = try counted()
    #expect(
      try said(log, state: aged(log, seconds: 7300)) == [
        "problem  state         the last run of STATE began 2 h ago: is the timer, the cron job or the unit of export still running?"
      ])
    #expect(
      try said(log, state: aged(log, seconds: -7300)) == [
        "warning  state         the last run of STATE lies in the future: was the clock set back?"
      ])
    #expect(
      try said(log, state: aged(log, seconds: 0, word: "failed")) == [
        "problem  state         the last run of STATE failed, the last one that succeeded was 0 s ago: see what export says"
      ])
    #expect(
      try said(log, "flows/pairing.jsonl") == [
        "warning  state         STATE is of LOG: an export of flows/pairing.jsonl needs another --state"
      ])
    let stuck = try aged(log, seconds: 7300)
    let holder = try ChildProcess.start(
      "flock", ["--no-fork", stuck + ".lock", "sleep", "60"], input: .none, outputPath: nil,
      directory: Fixture.folder, environment: Tool.environment)
    var lines: [String] = []
    for _ in 0..<600 where !lines.contains(where: { $0.hasSuffix("is it stuck?") }) {
      lines = try said(log, state: stuck)
    }
    #expect(
      lines == [
        "problem  state         the last run of STATE began 2 h ago: a run holds it and commits nothing; is it stuck?"
      ])
    holder.send(SIGTERM)
    _ = holder.outcome(within: .seconds(60))
  }

  @Test("who may not replace the state, or open its lock, is told")
  func permissions() throws {
    let bench = try Bench(.state)
    try bench.log.append(StateTests.part(0..<500))
    try #require(try bench.run().status == .exited(0))
    func lines() throws -> [String] {
      let outcome = try bench.run(["doctor", "--state", bench.state])
      return bench.said(outcome.text).split(separator: "\n").map(String.init)
        .filter { $0.contains(" state  ") }
    }
    #expect(try lines().map { $0.prefix(8) } == ["ok      "])
    chmod(bench.path(.states), 0o555)
    #expect(
      try lines()[0].hasPrefix(
        "warning  state         user \(bench.user) may not write into \(bench.path(.states)) (mode 555, owner \(bench.user)): run doctor as"
      ))
    chmod(bench.path(.states), 0o755)
    chmod(bench.state + ".lock", 0o400)
    #expect(
      try lines()[0].hasPrefix(
        "warning  state         user \(bench.user) may not open the lock STATE.lock (mode 400, owner \(bench.user)): "
      ))
    chmod(bench.state + ".lock", 0o600)
    chmod(bench.state, 0)
    #expect(try lines() == ["problem  state         cannot open STATE: Permission denied"])
  }
}
