import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// A drop like an earlier one gives what that one gave: the same as if each were read by itself.
@Suite struct RememberedDropsTests {
  /// What the members of a flow may be; nil for none.
  private static let members: AlikeFlow.Members = [
    (
      "traffic_direction",
      ["\"INGRESS\"", "\"EGRESS\"", "\"\"", "2", "null", "\"\\u0049NGRESS\"", nil]
    ),
    (
      "drop_reason_desc",
      ["\"POLICY_DENIED\"", "\"POLICY_DENY\"", "\"STALE\"", "133", "0", "null", "\"\"", nil]
    ),
    ("drop_reason", ["133", "181", "0", "\"133\"", "7e1", nil]),
    (
      "event_type",
      [
        "{\"type\":5}", "{\"type\":1}", "{\"type\":4,\"sub_type\":3}", "{\"type\":129}", "{}",
        "null", nil,
      ]
    ),
    ("Type", ["\"L3_L4\"", "\"L7\"", "2", nil]),
    (
      "egress_denied_by",
      [
        "[{\"name\":\"a\",\"namespace\":\"n\",\"kind\":\"K\"}]", "[{\"name\":\"b\"}]", "[]", "null",
        nil,
      ]
    ),
    (
      "ingress_denied_by",
      ["[{\"name\":\"c\",\"kind\":\"L\"},{\"name\":\"a\"}]", "[{\"name\":\"\\u0062\"}]", nil]
    ),
    (
      "l4",
      [
        "{\"TCP\":{\"source_port\":1,\"destination_port\":443}}",
        "{\"UDP\":{\"destination_port\":53}}",
        "{\"ICMPv4\":{\"type\":8}}", "{\"TCP\":{\"destination_port\":0.443e3}}", "{}", nil,
      ]
    ),
    ("IP", ["{\"source\":\"10.0.0.1\",\"destination\":\"10.0.0.2\"}", "{}", "null", nil]),
    ("l7", [nil, nil, nil, "{\"dns\":{\"query\":\"q\"}}", "{}", "null"]),
    ("aggregate", [nil, nil, nil, nil, "{\"ingress_flow_count\":3}", "{}"]),
    ("verdict", ["\"DROPPED\"", "\"DROPPED\"", "\"DROPPED\"", "2", "\"AUDIT\"", "\"FORWARDED\""]),
  ]

  private static let groupings: [[GroupField]] = [
    [.sourceNamespace, .destinationNamespace, .reason, .policy, .direction],
    [.sourceWorkload, .destinationPod, .policyKind, .defaultDenyPolicy, .protocol],
    [.sourceApp, .destinationLabels, .destinationIdentity, .sourceCluster, .type, .verdict],
    [.destinationPort, .reason],
  ]

  @Test(
    "drops are counted as if each line were read by itself, however often it comes",
    arguments: 0..<Scale.rounds(400, inCI: 16))
  func drawn(number: Int) {
    var random = SeededNumbers(ofRun: number)
    // Alike but for one member, so that what is forgotten of a kind counts as another.
    let kinds = AlikeFlow(Self.members, using: &random).neighbours
    let flows = (0..<800).map { random.pick(kinds).text($0) }
    var plan = dropsPlan(Self.groupings[number % Self.groupings.count])
    plan.countsAudit = random.chance(30)
    plan.keepsExamples = random.chance(50)
    let known = summary(plan, [TallyInput(flows.map { AlikeFlow.line($0, hasLayout: true) })])
    let read = summary(plan, [TallyInput(flows.map { AlikeFlow.line($0, hasLayout: false) })])
    #expect(rows(known.tables.first) == rows(read.tables.first), "FLOWAUDIT_SEED=\(Seed.ofRun)")
    #expect(known.coverage == read.coverage, "FLOWAUDIT_SEED=\(Seed.ofRun)")
    #expect(rows(known.tables.first).count > 3)
  }

  @Test("where more kinds come than find room, they are counted as before")
  func room() {
    // Each kind comes twice, so that the memory is of use and begins anew; those around that come again; then so many come once that it is
    // given up. Kinds differ in a list alone, whose numbers begin anew, too.
    let names =
      (0..<17_000).flatMap { [$0, $0] } + Array(16_300..<16_500) + Array(17_000..<36_000)
      + Array(0..<500)
    let flows = names.map {
      "\"verdict\":\"DROPPED\",\"drop_reason_desc\":\"R\($0 / 7)\",\"event_type\":{\"type\":1},"
        + "\"egress_denied_by\":[{\"name\":\"p\($0 % 7)\"}]"
    }
    var plan = dropsPlan([.reason, .policy])
    plan.maximumGroups = 40_000
    let known = summary(plan, [TallyInput(flows.map { AlikeFlow.line($0, hasLayout: true) })])
    var expected: [String: Int] = [:]
    for name in names {
      expected["R\(name / 7) p\(name % 7)", default: 0] += 1
    }
    #expect(expected.count == 36_000)
    #expect(Set(rows(known.tables.first)) == Set(expected.map { "\($0.key) \($0.value)" }))
  }
}
