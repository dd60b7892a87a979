import FlowAnswer
import FlowState
import Foundation
import TestSupport
import Testing

@testable import FlowTally

/// What waits at the end of a run goes on waiting in the next one.
@Suite struct WaitingStateTests {
  private static let plan = dropsPlan([.sourceNamespace, .destinationNamespace, .reason, .policy])

  /// The rows of a log read by several runs, each of which takes some lines, summed.
  private func rows(_ runs: [[String]]) throws -> [String: UInt64] {
    var state: [StateLine] = []
    var sums: [String: UInt64] = [:]
    func add(_ summary: Summary) {
      let table = summary.tables[0]
      for row in (0..<table.rowCount).map(table.row(at:)) {
        sums[row.values.joined(separator: "|"), default: 0] += row.count
      }
    }
    for (number, lines) in runs.enumerated() {
      var tally = Tally(Self.plan)
      try tally.resumeInput(InputName("a", isPipe: false), from: state)
      _ = take(lines, into: &tally)
      if number == runs.count - 1 {
        tally.endInput()
        add(tally.finish())
      } else {
        var writer = StateWriter()
        add(tally.commit(to: &writer, at: Timestamp(nanoseconds: 0)))
        var reader = StateReader(writer.bytes)
        state = []
        while let line = try reader.next() {
          state.append(line)
        }
      }
    }
    return sums
  }

  @Test(
    "a log read by many runs counts as by one, wherever it is cut",
    arguments: ["full-20k", "exporter-20k", "odd-5k", "minimal-5k", "aggregate-12k"])
  func cut(log: String) throws {
    let lines = try FlowLog.lines(log, count: 3000).map { String(decoding: $0, as: UTF8.self) }
    let whole = try rows([lines])
    #expect(whole.count > 3)
    var random = SeededNumbers(5)
    for round in 0..<4 {
      var runs: [[String]] = []
      var rest = lines[...]
      while !rest.isEmpty {
        let count = 1 + random.below(round == 0 ? 40 : 400)
        runs.append(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      #expect(try rows(runs) == whole, "round \(round)")
    }
  }

  @Test(
    "a tally that goes on after a commit writes and counts what one does that is resumed from the state",
    arguments: ["full-20k", "exporter-20k", "odd-5k", "minimal-5k", "aggregate-12k"])
  func goesOn(log: String) throws {
    let lines = try FlowLog.lines(log, count: 3000).map { String(decoding: $0, as: UTF8.self) }
    var random = SeededNumbers(7)
    var plan = Self.plan
    plan.groupings.append(Grouping(by: [.node, .verdict, .sourceNames], counting: .flows))
    plan.hubbleMetrics = try HubbleMetrics("drop:sourceContext=namespace http")
    var lasting = Tally(plan)
    lasting.beginInput(InputName("a", isPipe: false))
    var state: [StateLine] = []
    var rest = lines[...]
    var time: Int64 = 0
    while !rest.isEmpty {
      let run = Array(rest.prefix(1 + random.below(400)))
      rest = rest.dropFirst(run.count)
      time += Int64(random.below(40)) * 1_000_000_000
      var resumed = Tally(plan)
      try resumed.resumeInput(InputName("a", isPipe: false), from: state)
      let outcomes = (take(run, into: &lasting), take(run, into: &resumed))
      #expect(outcomes.0 == outcomes.1)
      #expect(lasting.inputCounts == resumed.inputCounts)
      var writers = (StateWriter(), StateWriter())
      let summaries = (
        lasting.commit(to: &writers.0, at: Timestamp(nanoseconds: time)),
        resumed.commit(to: &writers.1, at: Timestamp(nanoseconds: time))
      )
      #expect(summaries.0.coverage == summaries.1.coverage)
      #expect(summaries.0.families == summaries.1.families)
      for (left, right) in zip(summaries.0.tables, summaries.1.tables) {
        #expect((0..<left.rowCount).map(left.row(at:)) == (0..<right.rowCount).map(right.row(at:)))
      }
      #expect(writers.0.bytes == writers.1.bytes)
      state = try writers.1.lines
    }
  }

  private static let verdictLine =
    #"{"flow":{"time":"2026-05-11T06:00:00Z","verdict":"DROPPED","drop_reason_desc":"POLICY_DENIED","IP":{"source":"1.2.3.4","destination":"1.2.3.5"},"event_type":{"type":5}}}"#

  @Test(
    "a line that waits since a run a minute ago counts by itself, a younger one goes on waiting",
    arguments: [(0, 0), (59, 0), (60, 1), (3600, 1), (-5, 0)] as [(Int64, UInt64)])
  func patience(seconds: Int64, drops: UInt64) throws {
    var first = Tally(Self.plan)
    first.beginInput(InputName("a", isPipe: false))
    _ = take([Self.verdictLine], into: &first)
    var writer = StateWriter()
    let start = Timestamp(nanoseconds: 1_000_000_000_000)
    #expect(first.commit(to: &writer, at: start).tables[0].total == 0)
    var reader = StateReader(writer.bytes)
    var lines: [StateLine] = []
    while let line = try reader.next() {
      lines.append(line)
    }
    var second = Tally(Self.plan)
    try second.resumeInput(InputName("a", isPipe: false), from: lines)
    var later = StateWriter()
    let end = Timestamp(nanoseconds: start.nanoseconds + seconds * 1_000_000_000)
    #expect(second.commit(to: &later, at: end).tables[0].total == drops)
    let text = String(decoding: later.bytes, as: UTF8.self)
    #expect(text.contains("waiting pair 1000000000000 ") == (drops == 0))
  }

  static let damages = [
    #"waiting pair"#, #"waiting pair 1 2 3 policy "node" 9 "a""#,
    #"waiting other 1 2 3 none "n" 0"#,
    #"clock pair "node""#, #"clock other "node" 5"#, #"waiting pair x 2 3 none "n" 0"#,
  ]

  @Test("a line of state that is not as it was written is damage", arguments: damages)
  func damaged(line: String) throws {
    var reader = StateReader(Array((line + "\n").utf8))
    let state = try #require(try reader.next())
    var tally = Tally(Self.plan)
    #expect(throws: StateDamage.self) {
      try tally.resumeInput(InputName("a", isPipe: false), from: [state])
    }
  }
}
