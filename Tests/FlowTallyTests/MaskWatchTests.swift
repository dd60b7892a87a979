import FlowAnswer
import Testing

@testable import FlowTally

@Suite struct MaskWatchTests {
  private static let whole = """
    {"flow":{"time":"2026-01-01T00:00:00Z","uuid":"u","verdict":"DROPPED",\
    "IP":{"source":"a"},"l4":{"TCP":{}},"source":{"identity":1,"namespace":"a","labels":["x"]},\
    "destination":{},"Type":"L3_L4","node_name":"n","event_type":{"type":1},\
    "traffic_direction":"INGRESS","drop_reason_desc":"POLICY_DENIED"}}
    """

  private static func masked(_ plan: TallyPlan, _ lines: [String]) -> [String] {
    summary(plan, [TallyInput(lines)]).coverage.maskedFields
  }

  private static func without(_ member: String) -> String {
    precondition(whole.contains(member))
    return whole.replacing(member, with: "\"x\":1")
  }

  @Test("a field that every line has is not masked")
  func nothingMasked() {
    let lines = [String](repeating: Self.whole, count: 100)
    #expect(Self.masked(dropsPlan(), lines) == [])
    #expect(Self.masked(flowsPlan(), lines) == [])
  }

  /// How many of how many lines lack the uuid, and whether that is a mask.
  static let thresholds: [(Int, Int, Bool)] = [
    (99, 99, false), (100, 100, true), (99, 100, true), (98, 100, false), (99, 101, false),
    (100, 101, true), (198, 200, true), (197, 200, false), (693, 700, true), (692, 700, false),
    (1, 100, false),
  ]

  @Test("absent from 99 % of 100 or more lines is masked", arguments: thresholds)
  func threshold(absent: Int, count: Int, isMasked: Bool) {
    let lines =
      [String](repeating: Self.without(#""uuid":"u""#), count: absent)
      + [String](repeating: Self.whole, count: count - absent)
    #expect(Self.masked(dropsPlan(), lines) == (isMasked ? ["uuid"] : []))
    #expect(Self.masked(flowsPlan(), lines) == (isMasked ? ["uuid"] : []))
  }

  /// A member of the line, and the fields that are masked without it, for drops and for flows.
  static let fields: [(String, [String], [String])] = [
    (#""time":"2026-01-01T00:00:00Z""#, ["time"], ["time"]),
    (#""IP":{"source":"a"}"#, ["IP"], ["IP"]),
    (#""l4":{"TCP":{}}"#, ["l4"], ["l4"]), (#""Type":"L3_L4""#, ["Type"], ["Type"]),
    (#""node_name":"n""#, ["node_name"], ["node_name"]),
    (#""event_type":{"type":1}"#, ["event_type"], ["event_type"]),
    (#""traffic_direction":"INGRESS""#, ["traffic_direction"], ["traffic_direction"]),
    (#""destination":{}"#, ["destination"], ["destination"]),
    (#""drop_reason_desc":"POLICY_DENIED""#, ["drop_reason_desc"], []),
    (#""namespace":"a""#, ["destination.namespace", "source.namespace"], []),
    (#""identity":1"#, ["destination.identity", "source.identity"], []),
    (#""labels":["x"]"#, ["destination.labels", "source.labels"], []),
  ]

  @Test("the masked fields are named by their paths", arguments: fields)
  func paths(member: String, ofDrops: [String], ofFlows: [String]) {
    let lines = [String](repeating: Self.without(member), count: 100)
    #expect(Self.masked(dropsPlan(), lines) == ofDrops)
    #expect(Self.masked(flowsPlan(), lines) == ofFlows)
  }

  @Test("for drops only DROPPED lines count, for flows all that pass")
  func linesCounted() {
    let forwarded = Self.whole.replacing("DROPPED", with: "FORWARDED")
      .replacing(#""uuid":"u""#, with: #""x":1"#)
    let lines =
      [String](repeating: forwarded, count: 500) + [String](repeating: Self.whole, count: 5)
    #expect(Self.masked(dropsPlan(), lines) == [])
    #expect(Self.masked(flowsPlan(), lines) == ["uuid"])
  }

  /// Lines of type and reason, members, and whether the deny lists are masked.
  static let denyLists: [([String], Bool)] = [
    ([#""event_type":{"type":5},"drop_reason_desc":"POLICY_DENY""#], true),
    ([#""event_type":{"type":5},"drop_reason_desc":181"#], true),
    ([#""event_type":{"type":5},"drop_reason":181"#], true),
    ([#""event_type":{"type":5},"drop_reason_desc":"POLICY_DENIED","drop_reason":181"#], false),
    ([#""event_type":{"type":1},"drop_reason_desc":"POLICY_DENY""#], false),
    ([#""event_type":{"type":5},"drop_reason_desc":"POLICY_DENIED""#], false),
    (
      [
        #""event_type":{"type":5},"drop_reason_desc":"POLICY_DENY""#,
        #""event_type":{"type":5},"drop_reason_desc":"POLICY_DENY","ingress_denied_by":[{"name":"a"}]"#,
      ], false
    ),
    ([], false),
  ]

  @Test(
    "the deny lists are masked where explicit denials were read and none has one",
    arguments: denyLists)
  func explicitDenials(members: [String], isMasked: Bool) {
    let lines = members.map { "{\"flow\":{\"verdict\":\"DROPPED\",\($0)}}" }
    let expected = isMasked ? ["egress_denied_by", "ingress_denied_by"] : []
    #expect(Self.masked(dropsPlan(), lines) == expected)
  }
}
