import Foundation
import TestSupport
import Testing

/// A system call that fails under `export --state`: never silent, named by its cause, and made good by the next runs.
@Suite struct ReadFaultTests {
  static let errors = [
    ("EIO", "Input/output error"), ("ESTALE", "Stale file handle"),
    ("EMFILE", "Too many open files"), ("EINTR", "Interrupted system call"),
  ]

  @Test(
    "each call on the log fails, alone and four in a row: the run ends with 3, or has read all",
    arguments: [FaultyLog.Change.growth, .packing, .copytruncate])
  func callsOnTheLog(change: FaultyLog.Change) throws {
    let sample = try FaultyLog(change)
    let calls = try Fault.calls(path: "/events", in: sample.log.directory) { try sample.run($0) }
    try #require(calls.count > 5)
    for call in Scale.drawn(1...calls.count, inCI: calls.count / 2) {
      for when in ["\(call)", "\(call)..\(call + 3)"] {
        let log = try FaultyLog(change)
        let outcome = try log.run(
          try Fault("*", when: when, error: "EIO", path: "/events").environment)
        let place: Comment = "calls \(when), the first of them \(calls[call - 1])"
        let isWhole = try log.counted().lines == log.lineCount
        #expect(outcome.status == .exited(3) || isWhole, place)
        #expect(try log.complaints(about: outcome, "Input/output error") == [], place)
      }
    }
  }

  @Test(
    "a state that cannot be looked at is no absent one: it is left alone, status 5",
    arguments: ["stat", "lstat", "open", "read"])
  func unknownState(call: String) throws {
    let log = try FaultyLog(.growth)
    let before = try log.log.directory.text("state")
    let calls = try Fault.calls(of: call, path: "state", in: log.log.directory) { try log.run($0) }
    let number = calls.count { $0.hasSuffix("/state") }
    for when in 1...number {
      let log = try FaultyLog(.growth)
      let outcome = try log.run(
        try Fault(call, when: "\(when)", error: "ESTALE", path: "state").environment)
      #expect([.exited(0), .exited(4), .exited(5)].contains(outcome.status))
      #expect(try log.complaints(about: outcome, "Stale file handle") == [], "\(call) \(when)")
    }
    #expect(before.hasPrefix("flowaudit-state "))
  }

  @Test("a lock that the file system does not have is no other run's: status 4, with its cause")
  func lock() throws {
    let log = try FaultyLog(.growth)
    let outcome = try log.run(try Fault("flock", when: "1", error: "ENOLCK").environment)
    #expect(outcome.status == .exited(4))
    #expect(
      outcome.errorText == "flowaudit: cannot lock \(log.log.state).lock: No locks available\n")
    #expect(try log.complaints(about: outcome, "No locks available") == [])
  }

  @Test(
    "reports, and lines that are written out: an error is status 3 and said, a signal changes nothing",
    arguments: ["drops", "filter"], ["1", "4"])
  func reports(command: String, threads: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.file("l.log", FaultyLog.lines(0..<Scale.rounds(40_000, inCI: 15_000)))
    let arguments =
      [command, "--threads", threads] + (command == "drops" ? ["-o", "json"] : []) + [path]
    let whole = try Binary.run(arguments)
    try #require(whole.status == .exited(0))
    let calls = try Fault.calls(path: "l.log", in: directory) { environment in
      _ = try Binary.start(arguments, input: .none, environment: environment).outcome()
    }
    for call in [1...min(12, calls.count), (calls.count - 2)...calls.count].joined() {
      for (error, cause) in Self.errors {
        let outcome = try Binary.start(
          arguments, input: .none,
          environment: try Fault("*", when: "\(call)", error: error, path: "l.log").environment
        ).outcome()
        let place: Comment = "\(error) at call \(call), \(calls[call - 1])"
        if outcome.status == .exited(0) {
          #expect(outcome.output == whole.output, place)
        } else {
          #expect(outcome.status == .exited(3), place)
          #expect(outcome.errorText.contains("l.log: "), place)
          #expect(outcome.errorText.contains(cause), place)
        }
        #expect(error != "EINTR" || outcome.status == .exited(0), place)
      }
    }
  }
}
