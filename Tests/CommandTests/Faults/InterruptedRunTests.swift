import Foundation
import TestSupport
import Testing

/// A run that a signal ends while it reads, and whose log is not what it was right behind that.
@Suite struct InterruptedRunTests {
  /// What happens together with the signal.
  enum Event: String, CaseIterable {
    /// Nothing can be read any more.
    case error
    case copytruncate
    case nothing
  }

  @Test(
    "interrupted in front of a line of 600 kB: what was counted is not read again, whatever became of the log",
    arguments: [FaultyLog.Change.growth, .packing], Event.allCases)
  func longLine(change: FaultyLog.Change, event: Event) throws {
    let sample = try Self.log(change)
    let calls = try Fault.calls(path: "/events", in: sample.log.directory) { try sample.run($0) }
    for call in Scale.drawn(1...calls.count, inCI: calls.count / 2) {
      let log = try Self.log(change)
      var fault = Fault("*", when: "\(call)", path: "/events", doing: "kill -TERM $PPID")
      switch event {
      case .error: (fault.when, fault.error) = ("\(call)..\(call + 30)", "EIO")
      case .nothing: break
      case .copytruncate:
        let next = log.lineCount..<(log.lineCount + 30)
        let file = try log.log.directory.file("next", FaultyLog.lines(next).utf8)
        let path = log.log.path
        // What is copied and truncated is the live log, whichever file was being read.
        fault.command =
          "kill -TERM $PPID; cp '\(path)' '\(path).1' && truncate -s 0 '\(path)' && cat '\(file)' >> '\(path)'"
        log.note(30)
      }
      let outcome = try log.run(try fault.environment)
      for _ in 0..<3 {
        let clean = try log.run()
        #expect(clean.status == .exited(0), "\(clean.errorText)")
        try log.grow(20)
      }
      try log.run()
      let place: Comment = "\(event) at call \(call), \(calls[call - 1]): \(outcome.errorText)"
      #expect(try log.counted().lines == log.lineCount, place)
      #expect(try log.log.counters().sum("gaps") == 0, place)
      #expect(log.faults == [], place)
    }
  }

  /// A log with a very long line in what is to be read.
  private static func log(_ change: FaultyLog.Change) throws -> FaultyLog {
    let long = String(repeating: "x", count: 600_000)
    return try FaultyLog(
      change, between: FaultyLog.lines(1_000_000..<1_000_001).replacing("u1000000", with: long))
  }
}
