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
}
