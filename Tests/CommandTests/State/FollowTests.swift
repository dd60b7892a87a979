import Foundation
import TestSupport
import Testing

/// `export --follow`: a log read as it is written, until a signal comes.
@Suite struct FollowTests {
  private static func follow(_ log: LiveLog, _ more: String...) throws -> ChildProcess {
    try Binary.start(
      log.arguments + ["--follow", "--interval", "200ms"] + more, input: .none)
  }

  /// Waits until the .prom file says what is wanted.
  private static func wait(
    for log: LiveLog, until isReached: (Counters) -> Bool
  ) -> Counters? {
    Counters.wait(for: log.textfile, until: isReached)
  }

  @Test("SIGTERM and SIGINT write a last time and end with 0", arguments: [SIGTERM, SIGINT])
  func signals(signal: Int32) throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<1000))
    let child = try Binary.start(
      log.arguments + ["--follow", "--interval", "1h", "--from-start"], input: .none)
    // The file is made at the end only: an hour is longer than this test.
    usleep(500_000)
    #expect(!FileManager.default.fileExists(atPath: log.textfile))
    try log.append(StateTests.part(1000..<1500))
    usleep(500_000)
    child.send(signal)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    #expect(outcome.complaints == "")
    #expect(try log.counters().sum("lines") == 1500)
  }

  @Test("a log that is deleted is read to its end, and its loss is a failed run, not a gap")
  func deleted() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<1000))
    let child = try Self.follow(log, "--from-start")
    #expect(Self.wait(for: log) { $0.sum("lines") == 1000 } != nil)
    child.send(SIGSTOP)
    try log.append(StateTests.part(1000..<1300))
    try FileManager.default.removeItem(atPath: log.path)
    child.send(SIGCONT)
    #expect(
      Self.wait(for: log) { $0.sum("lines") == 1300 && $0.sum("query_errors") > 0 } != nil)
    try log.append(StateTests.part(1300..<1400))
    let counters = Self.wait(for: log) { $0.sum("lines") == 1400 }
    #expect(counters?.sum("gaps") == 0)
    child.send(SIGTERM)
    #expect(child.outcome(within: .seconds(60)).status == .exited(0))
  }

  @Test("SIGHUP writes at once")
  func hangup() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<1000))
    let child = try Binary.start(
      log.arguments + ["--follow", "--interval", "1h", "--from-start"], input: .none)
    usleep(700_000)
    child.send(SIGHUP)
    #expect(Self.wait(for: log) { $0.sum("lines") == 1000 } != nil)
    child.send(SIGTERM)
    #expect(child.outcome(within: .seconds(60)).status == .exited(0))
  }

  @Test("without a state a log is followed from its end, with --from-start from its beginning")
  func beginning() throws {
    for (option, lines) in [([], 200), (["--from-start"], 1200)] {
      let log = try LiveLog()
      try log.append(StateTests.part(0..<1000))
      let child = try Binary.start(
        ["export", "--textfile", log.textfile, "--follow", "--interval", "200ms", log.path]
          + option,
        input: .none)
      _ = Self.wait(for: log) { _ in true }
      try log.append(StateTests.part(1000..<1200))
      #expect(Self.wait(for: log) { $0.sum("lines") == lines } != nil, "\(option)")
      child.send(SIGTERM)
      #expect(child.outcome(within: .seconds(60)).status == .exited(0))
    }
  }

  @Test(
    "rotations, packed and not, while the log is written as fast as can be: nothing lost, nothing doubled"
  )
  func rotations() throws {
    let log = try LiveLog()
    try log.append([])
    let child = try Self.follow(log, "--from-start")
    _ = Self.wait(for: log) { _ in true }
    var random = SeededNumbers(ofRun: 0)
    var next = 0
    for number in 0..<Scale.rotations {
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let count = Int.random(in: 1...300, using: &random)
        next = next + count <= StateTests.lines.count ? next : 0
        try log.append(StateTests.part(next..<(next + count)))
        next += count
      }
      let rotated = try log.rotate()
      // A log that is not there for longer than a commit takes is a failed run.
      try log.append(StateTests.part(0..<1))
      if number % 2 == 0 {
        try log.pack(rotated)
      }
    }
    try log.appendFlush()
    let written = log.text.count { $0 == 10 }
    #expect(
      Self.wait(for: log) { $0.sum("lines") == written } != nil, "seed \(Seed.ofRun)")
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    #expect(outcome.complaints == "")
    // Once more, so that series that were written with 0 have their counts.
    try log.export()
    let counters = try log.counters()
    let differences = counters.differences(from: try log.expectation())
    #expect(differences == [], "seed \(Seed.ofRun)")
    #expect(counters.sum("gaps") == 0, "seed \(Seed.ofRun)")
  }

  @Test("the textfile's directory away for a while is said once, and survived")
  func textfileAway() throws {
    let log = try LiveLog()
    let directory = log.directory.path + "/textfiles"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    try log.append(StateTests.part(0..<1000))
    let child = try Binary.start(
      [
        "export", "--state", log.state, "--textfile", directory + "/f.prom", "--follow",
        "--interval", "200ms", "--from-start", log.path,
      ], input: .none)
    func lines() -> Int? {
      let text = try? String(contentsOfFile: directory + "/f.prom", encoding: .utf8)
      return text.flatMap { try? Counters($0).sum("lines") }
    }
    func wait(for count: Int) -> Bool {
      for _ in 0..<600 where lines() != count {
        usleep(50_000)
      }
      return lines() == count
    }
    #expect(wait(for: 1000))
    try FileManager.default.moveItem(atPath: directory, toPath: directory + "-away")
    try log.append(StateTests.part(1000..<1300))
    usleep(1_000_000)
    try FileManager.default.moveItem(atPath: directory + "-away", toPath: directory)
    #expect(wait(for: 1300))
    child.send(SIGTERM)
    let outcome = child.outcome(within: .seconds(60))
    #expect(outcome.status == .exited(0))
    #expect(outcome.complaints.split(separator: "\n").count == 1)
    #expect(outcome.errorText.contains("cannot"))
  }

  @Test("a log that goes away is an unsuccessful run; when it is back it is read on")
  func missing() throws {
    let log = try LiveLog()
    try log.append(StateTests.part(0..<100))
    let child = try Self.follow(log, "--from-start")
    #expect(Self.wait(for: log) { $0.sum("lines") == 100 } != nil)
    try FileManager.default.moveItem(atPath: log.path, toPath: log.path + ".away")
    #expect(
      Self.wait(for: log) { $0.values("query_errors", by: "reason")["input_unreadable"] != nil }
        != nil)
    #expect(
      try String(contentsOfFile: log.textfile, encoding: .utf8)
        .contains("\nflowaudit_last_run_success 0\n"))
    try FileManager.default.moveItem(atPath: log.path + ".away", toPath: log.path)
    try log.append(StateTests.part(100..<150))
    #expect(Self.wait(for: log) { $0.sum("lines") == 150 } != nil)
    child.send(SIGTERM)
    #expect(child.outcome(within: .seconds(60)).status == .exited(0))
    #expect(try log.counters().sum("gaps") == 0)
  }

  static let refusals: [(arguments: [String], message: String)] = [
    (["--follow"], "--follow takes one FILE"), (["--follow", "-"], "--follow takes one FILE"),
    (["--follow", "a", "b"], "--follow takes one FILE"),
    (["--interval", "5s", "a"], "--interval and --from-start need --follow"),
    (["--from-start", "a"], "--interval and --from-start need --follow"),
    (["--follow", "--interval", "1ms", "a"], "1ms is too short: give 100ms or more"),
    (["--state", "s", "a", "b"], "--state takes one FILE"),
    (
      ["--state", "s", "--since", "5m", "a"], "--since and --until cannot be combined with --state"
    ),
    (["--state", "s", "--first", "5", "a"], "--first and --last cannot be combined with --state"),
    (["--follow", "--last", "5", "a"], "--first and --last cannot be combined with --follow"),
    (["--state", "s", "--dedup", "a"], "--dedup cannot be combined with --state"),
    (["--reset-state", "a"], "need --state PATH"),
    (["--retire-after", "1h", "a"], "need --state PATH"),
    (["--zero-for", "1m", "a"], "need --state PATH"),
    (["--state", "s", "--zero-for", "-1m", "a"], "-1m is below 0: give 0s or more"),
  ]

  @Test("what makes no sense is refused before anything is read", arguments: refusals)
  func refusal(arguments: [String], message: String) throws {
    let outcome = try Binary.run(["export"] + arguments)
    #expect(outcome.status == .exited(2))
    #expect(outcome.errorText.contains(message), "\(outcome.errorText)")
  }
}
