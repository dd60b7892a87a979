import FlowAnswer
import Testing

@testable import FlowReport

struct CoverageTextTests {
  private func facts(_ coverage: Coverage, kind: ReportKind = .drops) -> [String] {
    CoverageText(coverage: coverage, kind: kind).facts.map { "\($0.label): \($0.text)" }
  }

  @Test("a long list of names from a log ends with how many more there are")
  func longList() {
    var coverage = Coverage()
    coverage.lostEvents = (1...15).map { .init(name: "S\($0)", count: 1) }
    coverage.lines = [.flow: 99_985]
    coverage.flowsInRange = 99_985
    let list = (1...12).map { "1 S\($0)," }.joined(separator: " ")
    #expect(
      facts(coverage)[3]
        == "lost: 15 events (under 0.1 %): \(list) and 3 more".replacing("S12,", with: "S12"))
  }

  @Test("flow lines that no filter lets through are not taken for an empty input")
  func filtered() {
    var coverage = Coverage()
    coverage.lines = [.flow: 5, .blank: 1]
    #expect(
      facts(coverage) == [
        "time: no flow passed the filters", "nodes: 0", "lines: 5 flow, 1 blank",
        "lost: no events reported as lost",
      ])
    coverage.flowsByVerdict = [.init(name: "DROPPED", count: 5)]
    #expect(facts(coverage)[0] == "time: no flow has a time")
  }

  @Test("as many lines as drops need no word; AUDIT lines are no packets")
  func counting() {
    var coverage = Coverage()
    coverage.droppedLines = 4
    coverage.evidence = [.notification: 4, .audit: 3]
    #expect(facts(coverage).last == "evidence: 4 notification, 3 audit")
    #expect(
      facts(coverage, kind: .flows)[4] == "counting: lines, not packets: 4 DROPPED lines, 4 packets"
    )
    coverage.evidence = [:]
    #expect(facts(coverage, kind: .flows)[4] == "counting: lines, not packets: 4 DROPPED lines")
  }

  @Test("all events lost is all of them")
  func allLost() {
    var coverage = Coverage()
    coverage.lostEvents = [.init(name: "A", count: .max)]
    #expect(
      facts(coverage)[3] == "lost: 18446744073709551615 events (100.0 %): 18446744073709551615 A")
  }

  private func short(_ coverage: Coverage, kind: ReportKind = .drops) -> [String] {
    CoverageText(coverage: coverage, kind: kind).facts(whole: false).map {
      "\($0.label): \($0.text)"
    }
  }

  @Test("all is well: one line")
  func oneLine() {
    var coverage = Samples.coverage
    coverage.lostEvents = []
    coverage.lines = [.flow: 20_000, .other: 3, .blank: 1]
    let line = "coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z, none lost"
    #expect(short(coverage) == [line])
    #expect(line.count <= 80)
    coverage.newest = Samples.time(90_000)
    #expect(
      short(coverage)
        == ["coverage: 20000 flows, 3 nodes, 2026-05-11T06:00Z to 2026-05-12T07:00Z, none lost"])
  }

  @Test("it grows with what is wrong only, and flows are told from packets")
  func grows() {
    var coverage = Samples.coverage
    coverage.lines[.oversize] = 1
    coverage.maskedFields = ["IP", "l4", "node_name", "time", "uuid", "verdict"]
    coverage.notes = ["a note"]
    #expect(
      short(coverage, kind: .flows) == [
        "coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z",
        "counting: lines, not packets: 787 DROPPED lines, 429 packets",
        "lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER",
        "unreadable: 4 of 20006 lines", "missing: IP, l4, node_name, time and 2 more fields",
        "note: a note",
      ])
  }

  @Test("a silence is told in every report, by the clock of the tables")
  func silence() {
    var coverage = Samples.coverage
    coverage.lostEvents = []
    coverage.lines = [.flow: 20_000]
    coverage.silence = Coverage.Silence(from: Samples.time(60), to: Samples.time(7321))
    let sentence = "silence: no flow at all from 2026-05-11T06:01:00Z to 08:02:01Z (2h 1m)"
    #expect(short(coverage).dropFirst() == [sentence])
    #expect(facts(coverage).contains(sentence))
    var text = CoverageText(coverage: coverage, kind: .drops)
    text.clock = LocalClock { _ in 7200 }
    #expect(
      text.problems.map(\.text) == [
        "no flow at all from 2026-05-11T08:01:00+02:00 to 10:02:01+02:00 (2h 1m)"
      ])
    let summary = Summary(coverage: coverage, tables: [Samples.drops(Samples.rows)])
    #expect(
      Samples.text(summary, .json).contains(
        #""silence":{"from":"2026-05-11T06:01:00Z","to":"2026-05-11T08:02:01Z"}"#))
    #expect(Report(summary, kind: .drops, layout: Layout()).warnings == [sentence])
  }

  @Test("flows that the filters leave out, and flows without a time")
  func filteredLine() {
    var coverage = Coverage()
    #expect(short(coverage) == ["coverage: no flows read"])
    coverage.lines = [.flow: 5]
    #expect(short(coverage) == ["coverage: 0 of 5 flows, none lost"])
    coverage.flowsByVerdict = [.init(name: "DROPPED", count: 5)]
    coverage.nodeCount = 1
    #expect(short(coverage) == ["coverage: 5 flows, 1 node, none has a time, none lost"])
  }

  @Test("local clocks stand with their offset, and a day is theirs")
  func localClock() {
    let clock = LocalClock { _ in -7 * 3600 - 1800 }
    #expect(clock.text(Samples.time(0)) == "2026-05-10T22:30:00-07:30")
    #expect(
      clock.range(from: Samples.time(0), to: Samples.time(5400))
        == "2026-05-10T22:30-07:30 to 2026-05-11T00:00-07:30")
    #expect(LocalClock.utc.text(Samples.time(0)) == "2026-05-11T06:00:00Z")
    let ahead = LocalClock { _ in 3600 }
    #expect(ahead.text(Timestamp(nanoseconds: .max)) == "2262-04-11T23:47:16Z")
  }
}
