import Foundation
import TestSupport
import Testing

/// Killed at any instant between two windows, no run loses or doubles a line: a soak beside `WindowKillPointTests`.
@Suite struct WindowKillTests {
  @Test(
    "SIGKILL at random instants, over overlapping windows: the next run counts everything once",
    .enabled(if: Scale.kills > 0))
  func killed() throws {
    var random = SeededNumbers(ofRun: 0)
    let log = try WindowLog(fixture: "exporter-20k", runs: 50)
    let runs = try WindowRuns(log, ["--window", "900s"])
    var (killCount, run) = (0, 0)
    var before: Counters?
    while run < 50 || killCount < Scale.kills {
      let now = WindowLog.start(ofRun: min(run, 49))
      let window = runs.window(at: now, span: 900 * WindowLog.second)
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let child = try runs.start(at: now, window)
        usleep(UInt32.random(in: 0...25_000, using: &random))
        child.send(SIGKILL)
        if case .killed = child.outcome().status {
          killCount += 1
        }
        if let counters = try? runs.counters() {
          #expect(before.map { counters.setbacks(since: $0) } ?? [] == [], "seed \(Seed.ofRun)")
          before = counters
        }
      }
      // Every second time the window that is read to its end is the next one, which reaches back over this one.
      if run % 2 == 0 {
        #expect(try runs.run(at: now, window).status == .exited(0))
      }
      run += 1
    }
    for minute in 1...3 {
      let now = WindowLog.start(ofRun: 49) + Int64(60 * minute) * WindowLog.second
      try runs.run(at: now, runs.window(at: now, span: 900 * WindowLog.second))
    }
    let counters = try runs.counters()
    let differences = counters.differences(from: try runs.expectation())
    #expect(differences == [], "seed \(Seed.ofRun)")
    #expect(counters.sum("lines") == log.lines.count)
    #expect(counters.sum("gaps") == 0, "seed \(Seed.ofRun)")
  }
}
