import FlowMetrics
import FlowState
import FlowTally
import Testing

/// Counters over several runs, through the lines of a state.
struct RunningCountsTests {
  private static let tail = ["b", "c", "d", "e", "f"]

  private func counts(_ runs: [[(String, UInt64)]]) throws -> RunningCounts {
    var counts = RunningCounts()
    for run in runs {
      let table = Samples.table(run.map { ([$0.0] + Self.tail, $0.1) })
      counts.add(
        Summary(coverage: Coverage(), tables: [table]), Samples.facts(), gapCount: 0,
        rules: RunningCounts.Rules(startsAtZero: false))
      var writer = StateWriter()
      counts.write(to: &writer)
      var restored = RunningCounts()
      for line in try writer.lines {
        #expect(try restored.restore(line))
      }
      counts = restored
    }
    return counts
  }

  private func drops(_ counts: RunningCounts) -> [String] {
    CounterMetrics(counts, version: "1").text.split(separator: "\n")
      .filter { $0.hasPrefix("flowaudit_drops_total{") }
      .map { line in
        line.dropFirst("flowaudit_drops_total{source_namespace=".count).prefix { $0 != "," }
          + String(line.split(separator: " ").last ?? "")
      }
  }

  @Test("labels that differ in their Unicode normal form only are two series, over runs too")
  func normalForms() throws {
    let run: [(String, UInt64)] = [("\u{E9}", 3), ("e\u{301}", 4), ("\u{212A}", 5), ("K", 6)]
    #expect(
      drops(try counts([run, run])).map { Array($0.utf8) }
        == ["\"K\"12", "\"e\u{301}\"8", "\"\u{E9}\"6", "\"\u{212A}\"10"].map { Array($0.utf8) })
  }

  @Test("values that are written alike are one series with their sum, in one place")
  func alike() throws {
    let run: [(String, UInt64)] = [("", 1), ("(none)", 2), ("x\u{0}", 5), ("x\u{FFFD}", 6)]
    #expect(drops(try counts([run, run])) == ["\"(none)\"6", "\"x\u{FFFD}\"22"])
  }
}
