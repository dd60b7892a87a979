import FlowAnswer
import Testing

@testable import FlowTally

@Suite struct TallyTests {
  @Test("AUDIT lines count one each where they are asked for, unpaired")
  func audit() throws {
    let audited = [
      dropLine(5, "01", members: #""ingress_denied_by":[{"name":"p","namespace":"n","kind":"K"}]"#),
      dropLine(1, "01"), dropLine(nil, "01"),
    ]
    .map { $0.replacing("DROPPED", with: "AUDIT") }
    var plan = dropsPlan([.reason, .policy, .verdict])
    #expect(summary(plan, [TallyInput(audited)]).tables.first?.total == 0)
    plan.countsAudit = true
    plan.selection = try Selection([.init(.verdict, "AUDIT")])
    let found = summary(plan, [TallyInput(audited + [dropLine(1, "01")])])
    #expect(rows(found.tables.first) == ["(audit) (unnamed) AUDIT 2", "(audit) n/p AUDIT 1"])
    #expect(found.coverage.evidence == [.audit: 3])
    #expect(found.coverage.droppedLines == 0)
  }

  @Test("an aggregated AUDIT line weighs its counters, of whatever event type")
  func aggregatedAudit() {
    var plan = dropsPlan()
    plan.countsAudit = true
    let weight = #""aggregate":{"ingress_flow_count":3}"#
    let lines = [dropLine(5, "01", members: weight), dropLine(1, "01", members: weight)]
      .map { $0.replacing("DROPPED", with: "AUDIT") }
    let found = summary(plan, [TallyInput(lines)])
    #expect(rows(found.tables.first) == ["(audit) 6"])
    #expect(found.coverage.evidence == [.audit: 6])
    #expect(found.coverage.aggregatedVerdicts == 0)
  }

  @Test("a flow that was not dropped has the reason and policies that its line gives")
  func reasonOfFlows() {
    let lines = [
      #"{"flow":{"verdict":"AUDIT","drop_reason_desc":"POLICY_DENY","egress_denied_by":[{"name":"p"}]}}"#,
      #"{"flow":{"verdict":"ERROR","Type":"L7"}}"#,
    ]
    let found = summary(flowsPlan([.verdict, .reason, .policy]), [TallyInput(lines)])
    #expect(
      rows(found.tables.first) == ["AUDIT POLICY_DENY p 1", "ERROR (none) (none) 1"])
  }

  @Test("several groupings give several tables, in the order of the plan, over one reading")
  func groupings() {
    let plan = TallyPlan(groupings: [
      Grouping(by: [.verdict], counting: .flows), Grouping(by: [.policy], counting: .drops),
      Grouping(by: [.reason, .verdict], counting: .flows),
      Grouping(by: [.reason, .policy], counting: .drops),
    ])
    let lines = [
      dropLine(5, "01", members: #""ingress_denied_by":[{"name":"p","namespace":"n","kind":"K"}]"#),
      dropLine(1, "01"),
      #"{"flow":{"verdict":"FORWARDED"}}"#,
    ]
    let found = summary(plan, [TallyInput(lines)])
    #expect(found.tables.map(\.grouping) == plan.groupings)
    #expect(
      found.tables.map { rows($0) } == [
        ["DROPPED 2", "FORWARDED 1"], ["n/p 1"], ["POLICY_DENY DROPPED 2", "(none) FORWARDED 1"],
        ["POLICY_DENY n/p 1"],
      ])
  }

  @Test("drops have the time of the notification, groups their oldest and newest")
  func times() {
    let lines = [
      dropLine(5, "01"), dropLine(1, "02"), dropLine(1, nil), dropLine(1, "09"),
      dropLine(1, "03"),
    ]
    var plan = dropsPlan([.bucket])
    plan.bucketWidth = .seconds(5)
    let table = summary(plan, [TallyInput(lines)]).tables[0]
    let found = (0..<table.rowCount).map { position in
      let row = table.row(at: position)
      return
        "\(row.values[0]) \(row.count) \(row.first?.description ?? "-") \(row.last?.description ?? "-")"
    }
    #expect(
      found == [
        "(none) 1 - -", "2026-01-01T00:00:00Z 2 2026-01-01T00:00:02Z 2026-01-01T00:00:03Z",
        "2026-01-01T00:00:05Z 1 2026-01-01T00:00:09Z 2026-01-01T00:00:09Z",
      ])
  }

  @Test("the first malformed lines of a block are given with their places")
  func malformed() {
    var tally = Tally(dropsPlan())
    tally.beginInput(InputName("a", isPipe: false))
    let lines = ["{}", "x", "", #"{"flow":{"a":tru}}"#, "{}", "[]", "  {]", "é", "{", "}"]
    let found = take(lines, into: &tally).malformedLines
    #expect(
      found == [
        MalformedLine(index: 1, byteOffset: 3, column: 1),
        MalformedLine(index: 3, byteOffset: 6, column: 17),
        MalformedLine(index: 5, byteOffset: 28, column: 1),
        MalformedLine(index: 6, byteOffset: 31, column: 4),
        MalformedLine(index: 7, byteOffset: 36, column: 1),
      ])
    tally.addOversizeLine()
    tally.addUnfinishedPart()
    let facts = tally.endInput()
    #expect(facts.lineCount == 11)
    #expect(facts.flowCount == 0)
    #expect(facts.isNoFlowLog)
    #expect(!facts.isPartOfNoFlowLog)
    let coverage = tally.finish().coverage
    #expect(coverage.lineCount(.malformed) == 8)
    #expect(coverage.lineCount(.oversize) == 1)
    #expect(coverage.lineCount(.blank) == 1)
  }

  /// Lines, whether they are no flow log, and whether they are so as a part of one.
  static let strangers: [([String], Bool, Bool)] = [
    ([], false, false), (["x"], true, false), (["x", ""], true, false), (["x", "y"], true, true),
    (["", " ", "\r"], false, false), (["[]", "1"], true, true), (["x", "y", "{}"], true, false),
    (["x", #"{"flow":{}}"#], false, false), (["x", #"{"node_status":{"x":1}}"#], false, false),
    (["x", #"{"log":"{\"flow\":{\"uuid\":\"\"}}"}"#], false, false),
    (["x", #"{"flow":{"id":1}}"#], true, false), (["x", #"{"node_status":{}}"#], true, false),
    ([#"{"log":"{\"x\":{}}"}"#], true, false),
  ]

  @Test("lines of which none is an event of Hubble's are no flow log", arguments: strangers)
  func stranger(lines: [String], isNone: Bool, isPartOfNone: Bool) {
    var tally = Tally(dropsPlan())
    tally.beginInput(InputName("before", isPipe: false))
    _ = take(["x", #"{"flow":{}}"#], into: &tally)
    #expect(tally.endInput().isNoFlowLog == false)
    tally.beginInput(InputName("a", isPipe: false))
    _ = take(lines, into: &tally)
    let counts = tally.endInput()
    #expect(counts.isNoFlowLog == isNone)
    #expect(counts.isPartOfNoFlowLog == isPartOfNone)
  }

  @Test("a run may end within an input: what waits is counted, and the answer says so")
  func interrupted() {
    var tally = Tally(dropsPlan())
    tally.beginInput(InputName("a", isPipe: false))
    _ = take([dropLine(5, "01")], into: &tally)
    let found = tally.finish(wasInterrupted: true)
    #expect(found.wasInterrupted)
    #expect(found.coverage.evidence == [.verdict: 1])
    #expect(found.tables.first?.total == 1)
  }
}
