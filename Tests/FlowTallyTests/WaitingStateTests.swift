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
    "a line that waits since a run 5 seconds ago counts by itself, a younger one goes on waiting",
    arguments: [(0, 0), (4, 0), (5, 1), (3600, 1), (-5, 0)] as [(Int64, UInt64)])
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
    // By a clock that was set back it waits anew.
    let since = 1_000_000_000_000 + min(0, seconds) * 1_000_000_000
    #expect(text.contains("waiting pair \(since) ") == (drops == 0))
  }

  /// A line of a type with a time and members.
  private static func line(_ type: Int?, _ time: String, _ members: String = "") -> String {
    let typed = type.map { #""event_type":{"type":\#($0)},"# } ?? ""
    return """
      {"flow":{"time":"2026-05-11T06:00:\(time)Z","verdict":"DROPPED","drop_reason_desc":"POLICY_DENIED",\
      \(typed)\(members)"IP":{"source":"1.2.3.4","destination":"1.2.3.5"},"node_name":"n"}}
      """
  }

  /// What a log counts at each of some commits, whose moments are seconds of the wall clock.
  private func commits(_ runs: [(at: Int64, lines: [String])]) throws -> [UInt64] {
    var state: [StateLine] = []
    var lasting = Tally(Self.plan)
    lasting.beginInput(InputName("a", isPipe: false))
    return try runs.map { at, lines in
      var resumed = Tally(Self.plan)
      try resumed.resumeInput(InputName("a", isPipe: false), from: state)
      var writers = (StateWriter(), StateWriter())
      let now = Timestamp(nanoseconds: at * 1_000_000_000)
      if !lines.isEmpty {
        _ = take(lines, into: &resumed)
        _ = take(lines, into: &lasting)
      }
      let totals = (
        resumed.commit(to: &writers.0, at: now).tables[0].total,
        lasting.commit(to: &writers.1, at: now).tables[0].total
      )
      #expect(totals.0 == totals.1, "live as from the state")
      #expect(writers.0.bytes == writers.1.bytes)
      state = try writers.0.lines
      return totals.0
    }
  }

  @Test("at a commit the pairs are made that can be made, whatever waits around them")
  func pairsAtCommit() throws {
    let pair = [Self.line(5, "01"), Self.line(1, "03")]
    #expect(try commits([(0, pair)]) == [1])
    #expect(try commits([(0, [pair[1], pair[0]])]) == [1])
    #expect(try commits([(0, [pair[0]]), (1, [pair[1]])]) == [0, 1])
    #expect(try commits([(0, [pair[1]]), (1, [pair[0]])]) == [0, 1])
    #expect(try commits([(0, [Self.line(nil, "01"), Self.line(nil, "01.4")])]) == [1])
  }

  @Test("then lines leave whose node's clock is more than 5 s away, either way")
  func farAtCommit() throws {
    let three = [Self.line(5, "01"), Self.line(5, "20", #""l4":{"UDP":{}},"#)]
    #expect(try commits([(0, three)]) == [1])
    #expect(try commits([(0, three.reversed())]) == [1])
    #expect(try commits([(0, [three[0], Self.line(5, "06", #""l4":{"UDP":{}},"#)])]) == [0])
  }

  @Test(
    "what stays counts at the first commit 5 seconds later, after that run's lines had their chance"
  )
  func lastLine() throws {
    let verdict = Self.line(5, "01")
    #expect(try commits([(0, [verdict]), (4, []), (5, [])]) == [0, 0, 1])
    #expect(try commits([(0, [verdict]), (60, [Self.line(1, "01.5")]), (120, [])]) == [0, 1, 0])
    #expect(
      try commits([(0, [verdict]), (60, []), (61, [Self.line(1, "01.5")]), (66, [])]) == [
        0, 1, 0, 1,
      ])
    let timeless = #"{"flow":{"verdict":"DROPPED","event_type":{"type":5}}}"#
    #expect(try commits([(0, [timeless]), (4, []), (5, [])]) == [0, 0, 1])
  }

  @Test("aggregated weights leave 2 minutes after they were read")
  func weights() throws {
    func sum(_ type: Int, _ weight: Int) -> String {
      Self.line(type, "01", #""aggregate":{"egress_flow_count":\#(weight)},"#)
    }
    #expect(try commits([(0, [sum(1, 7)]), (119, []), (120, [])]) == [0, 0, 7])
    #expect(try commits([(0, [sum(1, 7)]), (60, [sum(5, 5)]), (130, [])]) == [0, 5, 2])
    #expect(try commits([(0, [sum(5, 7)]), (119, [sum(1, 9)]), (300, [])]) == [7, 0, 2])
    #expect(
      try commits([(0, [sum(5, 7)]), (120, []), (121, [sum(1, 9)]), (300, [])]) == [7, 0, 0, 9])
  }

  @Test("a state of version 1 is read: its verdict lines and untyped lines wait on")
  func versionOne() throws {
    let old = """
      clock pair "n" 1778479201000000000
      clock untyped "n" 1778479205000000000
      waiting pair 1000000000 1778479201000000000 1 policy "n" 5 "n" "POLICY_DENIED" "1.2.3.4" "1.2.3.5" ":0:0" "a" "b" "POLICY_DENIED" "p"
      waiting untyped 1000000000 1778479205000000000 1 none "n" 5 "n" "POLICY_DENIED" "1.2.3.4" "1.2.3.5" ":0:0" "a" "b" "POLICY_DENIED" "q"
      waiting pair 1000000000 - 1 none "" 5 "" "DROP_REASON_UNKNOWN" "" "" ":0:0" "a" "b" "DROP_REASON_UNKNOWN" "(none)"

      """
    var reader = StateReader(Array(old.utf8))
    var lines: [StateLine] = []
    while let line = try reader.next() {
      lines.append(line)
    }
    var tally = Tally(Self.plan)
    #expect(try tally.resumeInput(InputName("a", isPipe: false), from: lines).isEmpty)
    _ = take([Self.line(1, "01.5"), Self.line(nil, "05.3")], into: &tally)
    var writer = StateWriter()
    let table = tally.commit(to: &writer, at: Timestamp(nanoseconds: 2_000_000_000)).tables[0]
    let rows = (0..<table.rowCount).map(table.row(at:)).map { "\($0.values[3]) \($0.count)" }
    #expect(rows.sorted() == ["(default deny) 1", "p 1"])
    #expect(String(decoding: writer.bytes, as: UTF8.self).hasPrefix("waiting pair 1000000000 - 1 "))
  }

  static let damages = [
    #"waiting pair"#, #"waiting pair 1 2 3 policy "node" 9 "a""#,
    #"waiting other 1 2 3 none "n" 0"#,
    #"clock pair "node""#, #"clock other "node" 5"#, #"waiting pair x 2 3 none "n" 0"#,
    #"waiting notification 1 - 1 none "n" 0"#, #"waiting untyped 1 - 1 none "n" 0"#,
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
