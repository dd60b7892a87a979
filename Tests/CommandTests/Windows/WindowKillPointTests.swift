import Foundation
import TestSupport
import Testing

/// Killed before any call of a commit, no run over a window loses or doubles a line.
@Suite struct WindowKillPointTests {
  /// Which run is killed.
  enum Killed: Int, CaseIterable {
    case first = 0
    case second
  }

  /// Which window the next run is over.
  enum Next: String, CaseIterable {
    case sameWindow, nextWindow
  }

  private static let span = 900 * WindowLog.second

  @Test(
    "SIGKILL before each call of a commit, over overlapping windows: the next run counts everything once",
    arguments: Killed.allCases, Scale.drawn(Next.allCases, inCI: 1))
  func killed(killed: Killed, next: Next) throws {
    let all = try WindowLog(fixture: "exporter-20k", runs: 200)
    var random = SeededNumbers(ofRun: 2 * killed.rawValue + (next == .sameWindow ? 0 : 1))
    let first = Int.random(in: 0..<190, using: &random)
    let log = WindowLog(
      Array(
        all.lines(
          from: WindowLog.start(ofRun: first) - WindowLog.step / 2,
          to: WindowLog.start(ofRun: first + 2) + WindowLog.step / 2)))
    var expectation: Expectation?
    var callCount = 0
    for call in 1... {
      let place: Comment = "call \(call), seed \(Seed.ofRun)"
      let runs = try WindowRuns(log, ["--window", "900s"])
      var earlier: Counters?
      func run(_ number: Int, _ minute: Int64 = 0) throws {
        let now = WindowLog.start(ofRun: first + number) + minute * 60 * WindowLog.second
        #expect(
          try runs.run(at: now, runs.window(at: now, span: Self.span)).status == .exited(0), place)
        try look()
      }
      func look() throws {
        guard FileManager.default.fileExists(atPath: runs.textfile) else {
          #expect(earlier == nil, place)
          return
        }
        let counters = try runs.counters()
        #expect(earlier.map { counters.setbacks(since: $0) } ?? [] == [], place)
        earlier = counters
      }
      for number in 0..<killed.rawValue {
        try run(number)
      }
      let now = WindowLog.start(ofRun: first + killed.rawValue)
      let outcome = try runs.start(
        at: now, runs.window(at: now, span: Self.span), environment: Dying.before(call)
      ).outcome()
      try look()
      guard outcome.status == .killed(signal: SIGKILL) else {
        #expect(outcome.status == .exited(0), place)
        break
      }
      callCount = call
      for number in (killed.rawValue + (next == .sameWindow ? 0 : 1))...2 {
        try run(number)
      }
      for minute in 1...3 {
        try run(2, Int64(minute))
      }
      expectation = try expectation ?? runs.expectation()
      #expect(try runs.counters().differences(from: #require(expectation)) == [], place)
      #expect(try runs.counters().sum("lines") == log.lines.count, place)
      #expect(try runs.counters().sum("gaps") == 0, place)
      #expect(
        try runs.directory.names.filter { $0 != "all.jsonl" }
          == ["flowaudit.prom", "state", "state.lock"], place)
    }
    // Two files: each is opened, locked, written, given its mode, brought to the disk and renamed.
    #expect(callCount >= 12)
  }
}
