import FlowAnswer
import Testing

@testable import FlowTally

/// Rule 4 of counting, from lines to drops.
@Suite struct AggregateTests {
  private static let denied = #""ingress_denied_by":[{"name":"p","namespace":"n","kind":"K"}]"#

  /// What verdict lines and notifications of one key weigh, in the order of the log; drops named by a policy, and without one.
  static let weights: [([(Int, Int)], UInt64, UInt64)] = [
    ([(5, 7), (1, 7)], 7, 0), ([(1, 7), (5, 7)], 7, 0), ([(5, 7)], 7, 0), ([(1, 7)], 0, 7),
    ([(5, 3), (1, 7)], 3, 4), ([(1, 7), (5, 3)], 3, 4), ([(5, 7), (1, 3)], 7, 0),
    ([(1, 3), (1, 4), (5, 5), (5, 1), (1, 1)], 6, 2),
  ]

  @Test(
    "aggregated lines weigh the greater of the verdict lines' and the notifications' sum",
    arguments: weights)
  func aggregates(lines: [(Int, Int)], named: UInt64, unnamed: UInt64) {
    let texts = lines.map { type, weight in
      dropLine(
        type, "01",
        members: #""aggregate":{"egress_flow_count":\#(weight)}"#
          + (type == 5 ? ",\(Self.denied)" : ""))
    }
    let found = summary(dropsPlan([.policy]), [TallyInput(texts)])
    let expected = [("n/p", named), ("(unnamed)", unnamed)].filter { $0.1 > 0 }
    let order = expected.sorted { $0.1 > $1.1 }.map { "\($0.0) \($0.1)" }
    #expect(rows(found.tables.first) == order)
    #expect(found.coverage.evidence == [.aggregate: named + unnamed])
    let weight = lines.filter { $0.0 == 5 }.reduce(0) { $0 + UInt64($1.1) }
    #expect(found.coverage.aggregatedVerdicts == weight)
  }

  @Test(
    "aggregated lines do not pair with others; without event type, or with another, they count at once"
  )
  func aggregatesApart() {
    let weight = #""aggregate":{"ingress_flow_count":3,"egress_flow_count":4}"#
    let lines = [
      dropLine(5, "01", members: weight), dropLine(1, "01"), dropLine(4, "01", members: weight),
      dropLine(nil, "01", members: #""aggregate":{"ingress_flow_count":0}"#),
    ]
    let found = summary(dropsPlan([.type]), [TallyInput(lines)])
    #expect(rows(found.tables.first) == ["PolicyVerdict 7", "Trace 7", "(none) 1", "Drop 1"])
    #expect(found.coverage.evidence == [.aggregate: 15, .notification: 1])
    #expect(found.coverage.droppedLines == 16)
    let flows = summary(flowsPlan(), [TallyInput(lines)])
    #expect(rows(flows.tables.first) == ["DROPPED 16"])
  }
}
