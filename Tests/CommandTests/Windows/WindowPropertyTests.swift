import Foundation
import TestSupport
import Testing

/// Any windows of a log: each line of them counts once.
@Suite struct WindowPropertyTests {
  @Test("random windows, some cut short, some read twice, with and without --window")
  func random() throws {
    for round in 0..<Scale.windowRounds {
      let seed = Seed.ofRun + round
      var random = SeededNumbers(ofRun: round)
      let row = OverlapTests.rows[round % OverlapTests.rows.count]
      let log = try WindowLog(fixture: row.fixture, runs: 12, row.uuids)
      let threads = ["--threads", "\(1 + round % 4)"]
      let runs = try WindowRuns(log, (round % 2 == 0 ? ["--window", "3000s"] : []) + threads)
      var (first, now) = (WindowLog.beginning, WindowLog.beginning)
      for _ in 0..<15 {
        // A window's beginning and its end only go forward, as a ring's do.
        now += Int64.random(in: 0...500, using: &random) * WindowLog.second
        first = Int64.random(in: max(first, now - 2900 * WindowLog.second)...now, using: &random)
        let window = runs.window(at: now, span: now - first)
        let isCut = Int.random(in: 0..<4, using: &random) == 0
        let part = isCut ? window.prefix(Int.random(in: 0...window.count, using: &random)) : window
        try runs.run(at: now, part, "--allow-empty")
        if isCut {
          // Whoever cut it short reads it again.
          try runs.run(at: now, window, "--allow-empty")
        }
      }
      for minute in 1...2 {
        let later = now + Int64(minute) * 60 * WindowLog.second
        try runs.run(at: later, runs.window(at: now, span: now - first), "--allow-empty")
      }
      let counters = try runs.counters()
      let differences = counters.differences(from: try runs.expectation())
      #expect(differences == [], "\(row), seed \(seed)")
      #expect(
        counters.values("skipped_lines", by: "reason")["known", default: 0]
          == runs.fedCount - runs.coveredCount, "\(row), seed \(seed)")
    }
  }
}
