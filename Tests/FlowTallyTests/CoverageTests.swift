import FlowAnswer
import Testing

@testable import FlowTally

/// What stands on every answer.
@Suite struct CoverageTests {
  private static func time(_ text: String) -> Timestamp? {
    withValue("\"\(text)\"") { TimestampText.parse($0, $1) }
  }

  @Test("every kind of line is counted under its result, and a log has its whole coverage")
  func everyKind() {
    let lines = [
      #"{"flow":{"verdict":"FORWARDED","time":"2026-01-01T00:00:05Z"},"node_name":"a"}"#,
      #"{"flow":{"verdict":"DROPPED","event_type":{"type":1},"node_name":"b"},"time":"2026-01-01T00:00:03Z"}"#,
      #"{"flow":{"verdict":2,"event_type":{"type":5},"aggregate":{"ingress_flow_count":7}}}"#,
      #"{"flow":{"verdict":"DROPPED","event_type":{"type":1},"aggregate":{"egress_flow_count":4}}}"#,
      #"{"verdict":"AUDIT","node_name":"c"}"#, #"{"flow":{}}"#, #"{"flow":{"verdict":"SHAPED"}}"#,
      #"{"lost_events":{"source":"HUBBLE_RING_BUFFER","num_events_lost":"3"},"node_name":"d"}"#,
      #"{"lostEvents":{"source":1,"numEventsLost":2}}"#, #"{"source":2,"num_events_lost":"5"}"#,
      #"{"lost_events":{"num_events_lost":1}}"#,
      #"{"lost_events":{"source":"NEW","num_events_lost":1}}"#,
      #"{"lost_events":{"source":9,"num_events_lost":"x"}}"#,
      #"{"lost_events":{"source":9,"num_events_lost":8}}"#,
      #"{"node_status":{"state_change":"NODE_CONNECTED","node_names":["e"]},"node_name":"relay"}"#,
      #"{"agent_event":{}}"#, #"{"new_wrapper":{}}"#, "{}", #"{"flow":null}"#,
      #"{"lost_events":{}}"#,
      #"{"verdict":null}"#, #"{"flow":7}"#, "[]", "{", "", " \t\r",
    ]
    let coverage = summary(dropsPlan(), [TallyInput(lines)]).coverage
    var expected = Coverage()
    expected.oldest = Self.time("2026-01-01T00:00:03Z")
    expected.newest = Self.time("2026-01-01T00:00:05Z")
    expected.flowsInRange = 16
    expected.readOldest = expected.oldest
    expected.readNewest = expected.newest
    expected.lines = [
      .flow: 7, .lostEvents: 7, .other: 8, .malformed: 2, .blank: 2, .oversize: 0,
    ]
    expected.flowsByVerdict = [
      .init(name: "AUDIT", count: 1), .init(name: "DROPPED", count: 12),
      .init(name: "FORWARDED", count: 1), .init(name: "SHAPED", count: 1),
      .init(name: "VERDICT_UNKNOWN", count: 1),
    ]
    expected.lostEvents = [
      .init(name: "9", count: 8), .init(name: "HUBBLE_RING_BUFFER", count: 3),
      .init(name: "NEW", count: 1), .init(name: "OBSERVER_EVENTS_QUEUE", count: 5),
      .init(name: "PERF_EVENT_RING_BUFFER", count: 2),
      .init(name: "UNKNOWN_LOST_EVENT_SOURCE", count: 1),
    ]
    expected.droppedLines = 12
    expected.aggregatedVerdicts = 7
    expected.evidence = [.notification: 1, .aggregate: 7]
    expected.nodeCount = 5
    expected.notes = [
      "1 flow has no verdict: whether it was dropped is not known; keep verdict in the exporter's field mask",
      "verdicts that are not known, and count as no drop: 1 SHAPED",
    ]
    #expect(coverage == expected)
    #expect(coverage.flowTotal == 16)
    #expect(coverage.lostTotal == 20)
  }

  @Test("nothing read has a coverage of nothing")
  func nothing() {
    var expected = Coverage()
    for result in LineResult.allCases {
      expected.lines[result] = 0
    }
    let found = summary(dropsPlan(), [])
    #expect(found.coverage == expected)
    #expect(found.tables.map(\.rowCount) == [0])
    #expect(summary(dropsPlan(), [TallyInput([]), TallyInput([])]).coverage == expected)
  }

  @Test("a flow beside lost events is a flow")
  func flowBesideLostEvents() {
    let line = #"{"lost_events":{"num_events_lost":9},"flow":{"verdict":"DROPPED"}}"#
    let coverage = summary(dropsPlan(), [TallyInput([line])]).coverage
    #expect(coverage.lineCount(.flow) == 1)
    #expect(coverage.lostEvents.isEmpty)
  }

  @Test("lines, nodes and lost events describe everything read, the rest what passed the filters")
  func filters() throws {
    var plan = dropsPlan()
    plan.selection = try Selection(
      [.init(.namespace, "a")], times: TimeRange(since: Timestamp(nanoseconds: 5_000_000_000)))
    let lines = [
      #"{"flow":{"verdict":"DROPPED","source":{"namespace":"a"},"event_type":{"type":1}},"time":"1970-01-01T00:00:09Z","node_name":"x"}"#,
      #"{"flow":{"verdict":"DROPPED","source":{"namespace":"b"}},"time":"1970-01-01T00:00:20Z","node_name":"y"}"#,
      #"{"flow":{"verdict":"DROPPED","source":{"namespace":"a"}},"time":"1970-01-01T00:00:04Z","node_name":"z"}"#,
      #"{"lost_events":{"num_events_lost":1},"time":"1970-01-01T00:00:05Z"}"#,
      #"{"lost_events":{"num_events_lost":2},"time":"1970-01-01T00:00:04.999Z"}"#,
      #"{"lost_events":{"num_events_lost":4}}"#,
    ]
    let coverage = summary(plan, [TallyInput(lines)]).coverage
    #expect(coverage.lineCount(.flow) == 3)
    #expect(coverage.lineCount(.lostEvents) == 3)
    #expect(coverage.nodeCount == 3)
    #expect(coverage.lostTotal == 1)
    #expect(coverage.flowsByVerdict == [.init(name: "DROPPED", count: 1)])
    #expect(coverage.oldest == Timestamp(nanoseconds: 9_000_000_000))
    #expect(coverage.newest == Timestamp(nanoseconds: 9_000_000_000))
    #expect(coverage.readOldest == Timestamp(nanoseconds: 4_000_000_000))
    #expect(coverage.readNewest == Timestamp(nanoseconds: 20_000_000_000))
    #expect(coverage.evidence == [.notification: 1])
    #expect(coverage.droppedLines == 1)
  }

  @Test("node names are told apart by what they mean")
  func nodeNames() {
    // As the log writes them: the first two are different names, the last two are one.
    let names = [#"x\\u0041"#, #"x\u0041"#, "xA", "y", "y", #"\u0079"#, ""]
    let lines = names.map { "{\"flow\":{\"node_name\":\"\($0)\"}}" }
    #expect(summary(dropsPlan(), [TallyInput(lines)]).coverage.nodeCount == 3)
  }

  @Test("a uuid counts once with --dedup, a line without one always")
  func dedup() {
    let lines = [
      #""uuid":"u""#, #""uuid":"u""#, "", "", #""uuid":"""#, #""uuid":5"#, #""uuid":"v""#,
    ]
    .map {
      "{\"flow\":{\"verdict\":\"DROPPED\",\"event_type\":{\"type\":1},\($0.isEmpty ? "\"x\":1" : $0)}}"
    }
    var plan = dropsPlan()
    let inputs = [TallyInput(lines), TallyInput([lines[1]])]
    #expect(rows(summary(plan, inputs).tables.first) == ["DROP_REASON_UNKNOWN 8"])
    plan.deduplicates = true
    let found = summary(plan, inputs)
    #expect(rows(found.tables.first) == ["DROP_REASON_UNKNOWN 6"])
    #expect(found.coverage.lineCount(.flow) == 8)
    #expect(found.coverage.flowTotal == 6)
    #expect(
      found.coverage.notes == ["2 flow lines left out by --dedup: their uuid was seen before"])
  }
}
