import Foundation
import TestSupport
import Testing

/// `hubble observe --since ... | export --state ...` every five minutes: each line counts once, however the windows overlap.
@Suite struct OverlapTests {
  enum Overlap: String, CaseIterable {
    case none, partial, whole, gap

    /// Nanoseconds that a run looks back; runs are five minutes apart.
    var span: Int64 {
      switch self {
      case .none: 300 * WindowLog.second
      case .partial: 360 * WindowLog.second
      case .whole: 900 * WindowLog.second
      case .gap: 240 * WindowLog.second
      }
    }

    var option: String {
      "\(span / WindowLog.second)s"
    }
  }

  struct Row: CustomStringConvertible {
    let fixture: String
    let uuids: WindowLog.UUIDs

    var description: String {
      "\(fixture), uuids \(uuids)"
    }
  }

  /// With uuids, without, identical lines without and with.
  static let rows = [
    Row(fixture: "full-20k", uuids: .asTheyAre), Row(fixture: "exporter-20k", uuids: .asTheyAre),
    Row(fixture: "odd-5k", uuids: .asTheyAre), Row(fixture: "minimal-5k", uuids: .asTheyAre),
    Row(fixture: "minimal-5k", uuids: .added),
  ]

  private static let runs = Scale.rounds(50, inCI: 10)

  @Test(
    "runs over a log count what the rules count in all that they read, and each gap",
    arguments: Scale.drawn(rows, inCI: 2), Overlap.allCases)
  func fiftyRuns(row: Row, overlap: Overlap) throws {
    let log = try WindowLog(fixture: row.fixture, runs: Self.runs, row.uuids)
    let runs = try WindowRuns(log, ["--window", overlap.option])
    var gapCount = 0
    var before: Counters?
    for run in 0..<Self.runs {
      let now = WindowLog.start(ofRun: run)
      if run > 0 && now - overlap.span > WindowLog.start(ofRun: run - 1) {
        gapCount += runs.nodeCount
      }
      let outcome = try runs.run(at: now, runs.window(at: now, span: overlap.span))
      #expect(outcome.status == .exited(0))
      #expect(outcome.errorText.contains("may have been missed") == (gapCount > 0))
      let counters = try runs.counters()
      #expect(before.map { counters.setbacks(since: $0) } ?? [] == [])
      before = counters
    }
    // The end of the last burst, then what waits for its partner, then series that were written with 0.
    for minute in 1...3 {
      let now = WindowLog.start(ofRun: Self.runs - 1) + Int64(60 * minute) * WindowLog.second
      try runs.run(at: now, runs.window(at: now, span: overlap.span))
    }
    let counters = try runs.counters()
    let differences = counters.differences(from: try runs.expectation())
    #expect(differences == [])
    #expect(counters.sum("gaps") == gapCount)
    #expect(
      counters.values("skipped_lines", by: "reason")
        == ["known": runs.fedCount - runs.coveredCount].filter { $0.value > 0 })
    if overlap != .gap {
      #expect(runs.coveredCount == log.lines.count)
      #expect(gapCount == 0)
    }
  }
}
