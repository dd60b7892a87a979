import FlowAnswer
import FlowMetrics
import FlowState
import Testing

/// Counters over several runs, through the lines of a state.
struct RunningCountsTests {
  private static let tail = ["b", "c", "d", "e", "f"]

  private func counts(_ runs: [[(String, UInt64)]]) throws -> RunningCounts {
    var counts = RunningCounts()
    for run in runs {
      let table = Samples.table(run.map { ([$0.0] + Self.tail, $0.1) })
      counts.add(
        Summary(coverage: Coverage(), tables: [table]), Samples.facts(),
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

  @Test(
    "a new series is 0 for as long as is asked, however often it is written; a clock set back ends that"
  )
  func zeroTime() {
    let rules = RunningCounts.Rules(zeroTime: .seconds(10))
    var counts = RunningCounts()
    func add() {
      let table = Samples.table([(["a"] + Self.tail, 3)])
      counts.add(
        Summary(coverage: Coverage(), tables: [table]), Samples.facts(), rules: rules)
    }
    add()
    #expect(drops(counts) == ["\"a\"0"])
    var restarted = counts
    for seconds: Int64 in [1001, 1005, 1010] {
      counts.noteWritten(at: Samples.time(seconds), rules: rules)
      add()
      #expect(drops(counts) == ["\"a\"0"])
    }
    counts.noteWritten(at: Samples.time(1011), rules: rules)
    #expect(drops(counts) == ["\"a\"12"])
    restarted.noteWritten(at: Samples.time(10), rules: rules)
    #expect(drops(restarted) == ["\"a\"3"])
  }

  @Test("a series of (other) takes no room of the others, after a restart neither")
  func budget() throws {
    var counts = RunningCounts()
    let rules = RunningCounts.Rules(maximumSeries: 2, startsAtZero: false)
    let other = [String](repeating: "(other)", count: 6)
    for rows in [
      [(other, 9), (["a"] + Self.tail, 3)], [(["b"] + Self.tail, 2), (["c"] + Self.tail, 1)],
    ]
      as [[([String], UInt64)]]
    {
      counts.add(
        Summary(coverage: Coverage(), tables: [Samples.table(rows)]), Samples.facts(),
        rules: rules)
      var writer = StateWriter()
      counts.write(to: &writer)
      counts = RunningCounts()
      for line in try writer.lines {
        #expect(try counts.restore(line))
      }
    }
    #expect(drops(counts) == ["\"(other)\"10", "\"a\"3", "\"b\"2"])
  }

  @Test("values that are written alike are one series with their sum, in one place")
  func alike() throws {
    let run: [(String, UInt64)] = [("", 1), ("(none)", 2), ("x\u{0}", 5), ("x\u{FFFD}", 6)]
    #expect(drops(try counts([run, run])) == ["\"(none)\"6", "\"x\u{FFFD}\"22"])
  }
}
