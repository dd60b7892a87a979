import FlowAnswer
import Testing

@testable import FlowTally

/// The sentences of the coverage.
@Suite struct CoverageNotesTests {
  @Test("two inputs that overlap in time on one node are named, the first ones")
  func overlaps() {
    func input(_ name: String, _ node: String, _ seconds: ClosedRange<Int>) -> TallyInput {
      let lines = [seconds.upperBound, seconds.lowerBound].map {
        "{\"flow\":{\"node_name\":\"\(node)\",\"time\":\"1970-01-01T00:00:\($0)Z\"}}"
      }
      return TallyInput(lines, name: name)
    }
    func notes(_ inputs: [TallyInput]) -> [String] {
      summary(flowsPlan(), inputs).coverage.notes
    }
    let apart = [input("a", "n", 10...20), input("b", "n", 21...30), input("c", "m", 10...30)]
    #expect(notes(apart) == [])
    #expect(
      notes(apart + [input("d", "n", 20...20)]) == [
        "a and d overlap in time on node n: flows in both are counted twice; "
          + "--dedup counts a uuid once"
      ])
    #expect(
      notes(apart + [input("d", "m", 30...40), input("e", "n", 10...40)]) == [
        "c and d overlap in time on node m (and 1 more overlap): flows in both are counted "
          + "twice; --dedup counts a uuid once"
      ])
  }

  @Test("no more stays of nodes in inputs are kept than the limit")
  func stays() {
    var names = NodeNames()
    var times = NodeTimes(maximumVisits: 2)
    for (input, name) in ["a", "b", "c", "a", "c"].enumerated() {
      times.beginInput(input)
      Block(line: "\"\(name)\"").withBytes { bytes in
        let number = names.number(stringAt: 0, bytes)
        times.note(OptionalTime(nanoseconds: 5), on: number)
      }
      times.endInput()
    }
    #expect(times.count == 3)
    #expect(times.overlaps(names).isEmpty)
  }

  @Test("an overlap is no news where --dedup tells the copies apart, and is where it cannot")
  func dedupOverlap() {
    func input(_ name: String, hasUUID: Bool) -> TallyInput {
      let lines = (0..<100).map {
        let uuid = hasUUID ? "\"uuid\":\"\(name) \($0)\"," : ""
        return "{\"flow\":{\(uuid)\"node_name\":\"n\",\"time\":\"1970-01-01T00:00:01Z\"}}"
      }
      return TallyInput(lines, name: name)
    }
    var plan = flowsPlan()
    plan.deduplicates = true
    let apart = summary(plan, [input("a", hasUUID: true), input("b", hasUUID: true)])
    #expect(apart.coverage.notes == [])
    let masked = summary(plan, [input("a", hasUUID: false), input("b", hasUUID: false)])
    #expect(
      masked.coverage.notes == [
        "a and b overlap in time on node n: flows in both are counted twice; "
          + "--dedup cannot help, the lines have no uuid"
      ])
  }

  @Test("nodes that a relay calls unavailable or in error are named, five of them, sorted")
  func unavailable() {
    func line(_ state: String, _ names: String) -> String {
      "{\"node_status\":{\"state_change\":\(state),\"node_names\":[\(names)]}}"
    }
    func notes(_ lines: [String]) -> [String] {
      summary(dropsPlan(), [TallyInput(lines)]).coverage.notes
    }
    let lines = [
      line(#""NODE_UNAVAILABLE""#, #""d","b",5,null"#), line("4", #""a""#),
      line(#""NODE_CONNECTED""#, #""x""#), line(#""NODE_GONE""#, #""y""#), line("null", #""z""#),
      line(#""NODE_ERROR""#, #""b","\u0063""#),
    ]
    #expect(notes(lines) == ["nodes reported unavailable, their flows are missing: a, b, c, d"])
    #expect(
      notes(lines + [line(#""2""#, #""g","f","e""#)]) == [
        "nodes reported unavailable, their flows are missing: a, b, c, d, e and 2 more"
      ])
  }

  @Test("exactly 20 flows from a pipe are hubble's default")
  func shortPipe() {
    func notes(_ count: Int, isPipe: Bool) -> [String] {
      let flows = [String](repeating: #"{"flow":{}}"#, count: count)
      let input = TallyInput(flows + ["{}", ""], isPipe: isPipe)
      return summary(flowsPlan(), [input]).coverage.notes
    }
    #expect(notes(19, isPipe: true) == [])
    #expect(notes(21, isPipe: true) == [])
    #expect(notes(20, isPipe: false) == [])
    #expect(
      notes(20, isPipe: true) == [
        "exactly 20 flows came from the pipe, which is what hubble observe gives without --since, "
          + "--last or --follow"
      ])
  }

  @Test("drops from lines without event type are said")
  func untyped() {
    let line = """
      {"flow":{"time":"2026-01-01T00:00:00Z","verdict":"DROPPED","IP":{"source":"a"},\
      "drop_reason_desc":"POLICY_DENIED"}}
      """
    let coverage = summary(dropsPlan(), [TallyInput([line, line, line])]).coverage
    #expect(coverage.evidence == [.untypedPair: 1, .untyped: 1])
    #expect(
      coverage.notes == [
        "event_type is missing on DROPPED lines, so a packet's two lines were paired by time and "
          + "address alone: 2 drops from such lines, 3 DROPPED lines in all; add event_type to "
          + "the exporter's field mask"
      ])
  }

  @Test("the notes stand in a fixed order")
  func order() {
    let forms = [
      #"{"flow":{"verdict":"DROPPED","node_name":"n","time":"1970-01-01T00:00:01Z"}}"#,
      #"{"flow":{"verdict":"DROPPED","event_type":{"type":5},"aggregate":{"ingress_flow_count":1}}}"#,
      #"{"node_status":{"state_change":2,"node_names":["n"]}}"#,
    ]
    let inputs = [
      TallyInput(forms, name: "a"),
      TallyInput([String](repeating: forms[0], count: 20), name: "b", isPipe: true),
    ]
    let starts = summary(dropsPlan(), inputs).coverage.notes.map { $0.split(separator: " ")[0] }
    #expect(starts == ["event_type", "1", "nodes", "a", "exactly"])
    let blind = [#"{"flow":{"node_name":"n","time":"1970-01-01T00:00:01Z"}}"#, forms[2]]
    let found = summary(dropsPlan(), [TallyInput(blind)]).coverage
    #expect(found.notes.map { $0.split(separator: " ")[0] } == ["verdict", "nodes"])
  }

  @Test("one is one, and the uuids that were forgotten are said")
  func singular() {
    var notes = CoverageNotes(inputs: [])
    notes.addUntyped([.untyped: 1], droppedLines: 1)
    var weights = AggregateWeights()
    weights.add(1, eventType: nil)
    notes.addAggregated(weights)
    notes.addMaskedVerdict(1)
    var coverage = Coverage()
    coverage.flowsByVerdict = [.init(name: "AUDIT", count: 1)]
    coverage.flowsWithoutTime = 1
    coverage.evidence = [.audit: 1]
    notes.add(coverage.noteOfAudit)
    notes.add(coverage.noteOfWithoutTime)
    notes.add(coverage.noteOfCountedAudit)
    notes.addWaiting(WaitingCounts(jumps: 1, left: 0, early: 1))
    notes.addDuplicates(1, hasForgotten: true)
    #expect(
      notes.sentences == [
        "event_type is missing on DROPPED lines, so a packet's two lines, where both are there, may "
          + "count twice: 1 drop from such lines, 1 DROPPED line in all; add event_type to the "
          + "exporter's field mask",
        "1 DROPPED flow in aggregated lines without event_type: a sum may hold both lines of a packet, "
          + "which then counts twice; add event_type to fieldAggregate",
        "verdict is missing on 1 flow, so that nobody can tell which were dropped: add verdict to the "
          + "exporter's field mask",
        "no flow was dropped, but 1 is AUDIT: policy audit mode let pass what it would drop; --verdict AUDIT counts them",
        "1 flow left out by --since and --until, because no time of it can be read: keep time in the exporter's field mask",
        "1 of the packets counted is AUDIT: policy audit mode let it pass",
        "the log is not in the order of time: a node's time went back by more than 5 s 1 time; "
          + "all lines were paired by their times",
        "1 line could not wait for the other line of its packet, because more than 131072 waited: "
          + "such packets may count twice",
        "1 flow line left out by --dedup: its uuid was seen before",
        "--dedup remembers 33554432 uuids and had to forget the oldest: later copies of those "
          + "count again",
      ])
    var none = CoverageNotes(inputs: [])
    none.addUntyped([.verdict: 5], droppedLines: 9)
    var both = AggregateWeights()
    both.add(5, eventType: 5)
    both.add(5, eventType: 1)
    both.add(5, eventType: 4)
    none.addAggregated(both)
    none.add(Coverage().noteOfAudit)
    none.add(Coverage().noteOfWithoutTime)
    none.add(Coverage().noteOfCountedAudit)
    none.addWaiting(WaitingCounts(jumps: 0, left: 9, early: 0))
    none.addUnavailable([])
    none.addDuplicates(0, hasForgotten: false)
    none.addShortPipes()
    #expect(none.sentences == [])
  }
}
