import FlowAnswer
import Testing

@testable import FlowTally

/// The sentences of the coverage where a count may be wrong, or nothing can be known.
@Suite struct BlindSpotNotesTests {
  @Test("aggregated lines of one event type may hold both lines of a packet", arguments: [1, 5])
  func aggregatesOfOneType(type: Int64) {
    var weights = AggregateWeights()
    weights.add(7, eventType: type)
    var notes = CoverageNotes(inputs: [])
    notes.addAggregated(weights)
    let kinds = [
      1: "drop notifications, and no policy verdict",
      5: "policy verdicts, and no drop notification",
    ]
    #expect(
      notes.sentences == [
        "7 DROPPED flows in aggregated \(kinds[Int(type)] ?? "") among them: unless event_type is among the "
          + "fields of fieldAggregate, a sum may hold both lines of a packet, which then counts twice: add event_type to it"
      ])
  }

  @Test("a log whose lines have no verdict is blind, and says so: a note, and masked_fields")
  func maskedVerdict() {
    let line = #"{"flow":{"time":"1970-01-01T00:00:01Z"}}"#
    let dropped = #"{"flow":{"verdict":"FORWARDED"}}"#
    func found(_ plan: TallyPlan, _ blind: Int, _ other: Int) -> (masked: Bool, noted: Bool) {
      let lines =
        [String](repeating: line, count: blind) + [String](repeating: dropped, count: other)
      let coverage = summary(plan, [TallyInput(lines)]).coverage
      return (
        coverage.maskedFields.contains("verdict"),
        coverage.notes.contains { $0.hasPrefix("verdict is missing on \(blind) flow") }
      )
    }
    for (blind, other, isMasked) in [
      (1, 0, true), (1, 1, false), (99, 1, true), (98, 1, false), (198, 2, true), (197, 3, false),
      (0, 5, false), (0, 0, false),
    ] {
      let drops = found(dropsPlan(), blind, other)
      #expect(drops == (isMasked, isMasked), "\(blind) \(other)")
      let flows = found(flowsPlan(), blind, other)
      #expect(flows == (isMasked && blind + other >= 100, false), "\(blind) \(other)")
    }
  }

  @Test("some flows without a verdict, or with one that Cilium does not have, are told with drops")
  func someBlindVerdicts() {
    let unknown = #"{"flow":{"time":"1970-01-01T00:00:01Z"}}"#
    let lines =
      [#"{"flow":{"verdict":"FORWARDED"}}"#, unknown, unknown]
      + ["dropped", "\u{1b}x", "dropped", "y", "z"].map {
        #"{"flow":{"verdict":"\#($0 == "\u{1b}x" ? "\\u001bx" : $0)"}}"#
      }
    #expect(
      summary(dropsPlan(), [TallyInput(lines)]).coverage.notes == [
        "2 flows have no verdict: whether they were dropped is not known; keep verdict in the exporter's field mask",
        "verdicts that are not known, and count as no drop: 1 \u{1b}x, 2 dropped, 1 y and 1 more",
      ])
    #expect(summary(flowsPlan(), [TallyInput(lines)]).coverage.notes == [])
  }

  @Test("flows that a time range leaves out because they have no time are told")
  func withoutTime() throws {
    let lines = [
      #"{"flow":{"verdict":"FORWARDED"}}"#, #"{"flow":{"verdict":"REDIRECTED","time":"x"}}"#,
      #"{"flow":{"verdict":"FORWARDED","time":"1970-01-01T00:00:01Z"}}"#,
    ]
    for (since, notes) in [
      (nil, []),
      (
        Timestamp(nanoseconds: 5),
        [
          "2 flows left out by --since and --until, because no time of them can be read: keep time in the exporter's field mask"
        ]
      ),
    ] {
      var plan = flowsPlan()
      plan.selection = try Selection([], times: TimeRange(since: since, until: nil))
      #expect(summary(plan, [TallyInput(lines)]).coverage.notes == notes)
    }
  }

  @Test("where no flow was dropped and some are AUDIT, the way to count them is said")
  func audit() {
    let lines = [String](repeating: #"{"flow":{"verdict":"AUDIT"}}"#, count: 3)
    let dropped = #"{"flow":{"verdict":"DROPPED","event_type":{"type":1}}}"#
    let note =
      "no flow was dropped, but 3 are AUDIT: policy audit mode let pass what it would drop; --verdict AUDIT counts them"
    #expect(summary(dropsPlan(), [TallyInput(lines)]).coverage.notes == [note])
    #expect(summary(dropsPlan(), [TallyInput(lines + [dropped])]).coverage.notes == [])
    #expect(summary(flowsPlan(), [TallyInput(lines)]).coverage.notes == [])
    var plan = dropsPlan()
    plan.countsAudit = true
    #expect(
      summary(plan, [TallyInput(lines)]).coverage.notes
        == ["3 of the packets counted are AUDIT: policy audit mode let them pass"])
  }

  @Test("how often a node's time went back is said, and what that may have done")
  func jumps() {
    func line(_ node: String, _ seconds: Int) -> String {
      """
      {"flow":{"time":"1970-01-01T00:0\(seconds / 60):\(seconds % 60 + 10)Z","verdict":"DROPPED",\
      "event_type":{"type":5},"drop_reason_desc":"POLICY_DENIED","node_name":"\(node)",\
      "IP":{"source":"\(seconds)"}}}
      """
    }
    func notes(_ lines: [String]) -> [String] {
      summary(dropsPlan(), [TallyInput(lines)]).coverage.notes
    }
    #expect(notes([line("a", 0), line("a", 30), line("b", 0), line("a", 25), line("b", 40)]) == [])
    let back = "the log is not in the order of time: a node's time went back by more than 5 s"
    #expect(
      notes([line("a", 30), line("a", 24), line("b", 40), line("b", 0)]) == [
        "\(back) 2 times; all lines were paired by their times"
      ])
    let many = [line("a", 0)] + (0..<5000).map { _ in line("a", 40) } + [line("a", 0)]
    #expect(
      notes(many) == [
        "\(back) 1 time; two lines of one packet may count as two drops where more than 4096 others stand between them"
      ])
  }
}
