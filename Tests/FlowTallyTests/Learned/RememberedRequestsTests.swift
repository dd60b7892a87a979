import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// A request like an earlier one is of that one's connection: the same as if each were read by itself.
@Suite struct RememberedRequestsTests {
  /// What the members of a flow may be; nil for none.
  private static let members: AlikeFlow.Members = [
    ("is_reply", ["false", "false", "true", "null", "0", nil]),
    (
      "l4",
      [
        "{\"TCP\":{\"source_port\":40001,\"destination_port\":443}}",
        "{\"TCP\":{\"source_port\":443,\"destination_port\":40001}}",
        "{\"UDP\":{\"destination_port\":53}}", "{\"ICMPv4\":{\"type\":8}}",
        "{\"TCP\":{\"destination_port\":0.443e3}}", "{\"TCP\":{\"destination_port\":\"443\"}}",
        "{}", nil,
      ]
    ),
    ("l7", [nil, nil, "{\"dns\":{\"query\":\"q\"}}", "null"]),
    (
      "verdict",
      ["\"FORWARDED\"", "\"FORWARDED\"", "\"REDIRECTED\"", "1", "\"DROPPED\"", "\"TRACED\""]
    ),
  ]

  private static var plan: TallyPlan {
    var plan = dropsPlan()
    plan.tracesTime = true
    return plan
  }

  private static func forwarded(_ flows: [String], hasLayout: Bool) -> [ForwardedConnections]? {
    let lines = flows.map { AlikeFlow.line($0, hasLayout: hasLayout) }
    return summary(plan, [TallyInput(lines)]).timelines?.forwarded
  }

  @Test(
    "requests are followed as if each line were read by itself, however often it comes",
    arguments: 0..<Scale.rounds(400, inCI: 16))
  func drawn(number: Int) throws {
    var random = SeededNumbers(ofRun: number)
    let kinds = AlikeFlow(Self.members, using: &random).neighbours
    let flows = (0..<800).map { random.pick(kinds).text($0) }
    let known = try #require(Self.forwarded(flows, hasLayout: true))
    let read = Self.forwarded(flows, hasLayout: false)
    #expect(known == read, "FLOWAUDIT_SEED=\(Seed.ofRun)")
    #expect(!known.isEmpty)
  }

  @Test("where more connections come than find room, they are followed as before")
  func room() throws {
    // Each comes twice, so that the memory is of use and begins anew; then so many come once that it is given up.
    let ports = (1..<17_000).flatMap { [$0, $0] } + Array(16_300..<16_500) + Array(17_000..<36_000)
    let flows = ports.map {
      "\"time\":\"2026-05-11T06:00:10Z\",\"verdict\":\"FORWARDED\",\"is_reply\":false,"
        + "\"l4\":{\"TCP\":{\"source_port\":1,\"destination_port\":\($0)}}"
    }
    let known = try #require(Self.forwarded(flows, hasLayout: true))
    #expect(Set(known.compactMap(\.port)) == Set(ports.map { UInt16($0) }))
    #expect(known.count == 35_999)
    #expect(Set(known.map(\.minutes.count)) == [1])
  }
}
