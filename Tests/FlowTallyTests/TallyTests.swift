import Testing

@testable import FlowTally

@Suite struct TallyTests {
  /// A DROPPED line.
  private static func drop(
    _ type: Int?, _ time: String?, reason: String = "POLICY_DENY", members: String = ""
  ) -> String {
    let typeMember = type.map { "\"event_type\":{\"type\":\($0)}," } ?? ""
    let timeMember = time.map { "\"time\":\"2026-01-01T00:00:\($0)Z\"," } ?? ""
    return """
      {"flow":{"verdict":"DROPPED",\(typeMember)\(timeMember)"IP":{"source":"10.0.0.1",\
      "destination":"10.0.0.2"},"l4":{"TCP":{"source_port":1,"destination_port":2}},\
      \(members.isEmpty ? "" : members + ",")"drop_reason_desc":"\(reason)"}}
      """
  }

  private static let denied = #""ingress_denied_by":[{"name":"p","namespace":"n","kind":"K"}]"#
  private static let ingress = #""traffic_direction":"INGRESS""#

  private static func counted(_ lines: [String]) -> [String] {
    let fields: [GroupField] = [.reason, .policy, .policyKind, .direction, .type]
    let found = summary(dropsPlan(fields), [TallyInput(lines)])
    let evidence = found.coverage.evidence.map { "\($0.key.rawValue) \($0.value)" }.sorted()
    return rows(found.tables.first) + evidence
  }

  @Test("a packet's two lines are one drop: policies and direction of the verdict line")
  func pair() {
    let verdict = Self.drop(5, "01", members: "\(Self.denied),\(Self.ingress)")
    let notification = Self.drop(1, "01.5", members: #""traffic_direction":"EGRESS""#)
    let one = ["POLICY_DENY n/p K ingress Drop 1", "notification+verdict 1"]
    #expect(Self.counted([verdict, notification]) == one)
    // The other way round they are two packets' lines.
    let two = [
      "POLICY_DENY (unnamed) (none) egress Drop 1", "POLICY_DENY n/p K ingress PolicyVerdict 1",
      "notification 1", "verdict 1",
    ]
    #expect(Self.counted([notification, verdict]) == two)
  }

  /// What differs between the two lines of a pair; whether they are one drop.
  static let differences: [(String, String, Bool)] = [
    ("", "", true), (#""node_name":"a""#, #""node_name":"b""#, false),
    (#""node_name":"a""#, #""nodeName":"\u0061""#, true), (#""node_name":"a""#, "", false),
    (#""uuid":"1","source":{"namespace":"a"}"#, #""uuid":"2","source":{"namespace":"b"}"#, true),
    (#""l4":{"UDP":{}}"#, "", true),
  ]

  @Test(
    "the lines of a pair share node, addresses, protocol, ports and reason", arguments: differences)
  func key(first: String, second: String, isPair: Bool) {
    let lines = [Self.drop(5, "01", members: first), Self.drop(1, "01", members: second)]
    let count = summary(dropsPlan(), [TallyInput(lines)]).tables.first?.total
    #expect(count == (isPair ? 1 : 2))
  }

  /// Members in place of the usual addresses and ports of the second line.
  static let otherKeys: [String] = [
    #""IP":{"source":"10.0.0.1","destination":"10.0.0.3"},"l4":{"TCP":{"source_port":1,"destination_port":2}}"#,
    #""IP":{"source":"10.0.0.9","destination":"10.0.0.2"},"l4":{"TCP":{"source_port":1,"destination_port":2}}"#,
    #""IP":{"destination":"10.0.0.2"},"l4":{"TCP":{"source_port":1,"destination_port":2}}"#,
    #""IP":{"source":"10.0.0.1","destination":"10.0.0.2"},"l4":{"UDP":{"source_port":1,"destination_port":2}}"#,
    #""IP":{"source":"10.0.0.1","destination":"10.0.0.2"},"l4":{"TCP":{"source_port":2,"destination_port":1}}"#,
    #""IP":{"source":"10.0.0.1","destination":"10.0.0.2"},"l4":{"TCP":{"destination_port":2}}"#,
    #""IP":{"source":"10.0.0.1","destination":"10.0.0.2"}"#,
    #""IP":{"source":"(none)","destination":"10.0.0.2"},"l4":{"TCP":{"source_port":1,"destination_port":2}}"#,
  ]

  @Test("any two of these are of different packets")
  func otherPackets() {
    func line(_ type: Int, _ members: String) -> String {
      "{\"flow\":{\"verdict\":\"DROPPED\",\"event_type\":{\"type\":\(type)},\(members)}}"
    }
    for (index, first) in Self.otherKeys.enumerated() {
      for (other, second) in Self.otherKeys.enumerated() {
        let lines = [line(5, first), line(1, second)]
        let total = summary(dropsPlan(), [TallyInput(lines)]).tables.first?.total
        #expect(total == (index == other ? 1 : 2), "\(first) \(second)")
      }
    }
  }

  @Test("ICMP pairs by type and code")
  func icmp() {
    func total(_ first: String, _ second: String) -> UInt64? {
      let lines = [(5, first), (1, second)].map { type, member in
        """
        {"flow":{"verdict":"DROPPED","event_type":{"type":\(type)},"l4":{"ICMPv4":{\(member)}}}}
        """
      }
      return summary(dropsPlan(), [TallyInput(lines)]).tables.first?.total
    }
    #expect(total(#""type":8"#, #""type":8,"code":0"#) == 1)
    #expect(total(#""type":8"#, #""type":3"#) == 2)
    #expect(total(#""type":8,"code":1"#, #""type":8"#) == 2)
  }

  /// Seconds of a verdict line, of another drop of its node, of its notification; drops in all.
  static let clocks: [(String?, String?, String?, UInt64)] = [
    ("01", "02", "06", 2), ("01", "06", "06", 2), ("01", "06.000000001", "01", 3),
    ("01", "06.000000001", "06.1", 3), ("01", nil, "06", 2), ("01", nil, "06.000000001", 3),
    ("02", nil, "01.999999999", 3), ("02", "59", nil, 3), (nil, "59", "01", 2),
    ("02", "03", nil, 2),
    (nil, nil, nil, 2),
  ]

  @Test(
    "a verdict line waits until its node's clock is more than 5 s ahead of it", arguments: clocks)
  func window(verdict: String?, other: String?, notification: String?, expected: UInt64) {
    let lines = [
      Self.drop(5, verdict), Self.drop(1, other, reason: "POLICY_DENIED"),
      Self.drop(1, notification),
    ]
    #expect(summary(dropsPlan(), [TallyInput(lines)]).tables.first?.total == expected)
  }

  @Test("pairs do not reach over the end of an input")
  func inputs() {
    let lines = [Self.drop(5, "01"), Self.drop(1, "01")]
    let apart = summary(dropsPlan(), [TallyInput([lines[0]]), TallyInput([lines[1]])])
    #expect(apart.tables.first?.total == 2)
    #expect(apart.coverage.evidence == [.verdict: 1, .notification: 1])
  }

  /// Two lines without event type: seconds, members; what they count as.
  static let untyped: [(String?, String, String?, String, [String])] = [
    ("01", denied, "01.5", "", ["POLICY_DENY n/p K unknown (none) 1", "untyped-pair 1"]),
    ("01", "", "01.5", denied, ["POLICY_DENY n/p K unknown (none) 1", "untyped-pair 1"]),
    (
      "01", "\(denied),\(ingress)", "01", #""traffic_direction":"EGRESS""#,
      ["POLICY_DENY n/p K ingress (none) 1", "untyped-pair 1"]
    ),
    (
      "01", ingress, "01", #""traffic_direction":"EGRESS""#,
      ["POLICY_DENY (unnamed) (none) egress (none) 1", "untyped-pair 1"]
    ),
    (
      "01", denied, "01.500000001", "",
      [
        "POLICY_DENY (unnamed) (none) unknown (none) 1", "POLICY_DENY n/p K unknown (none) 1",
        "untyped 2",
      ]
    ),
    ("02", "", "01", "", ["POLICY_DENY (unnamed) (none) unknown (none) 2", "untyped 2"]),
    (nil, "", nil, "", ["POLICY_DENY (unnamed) (none) unknown (none) 2", "untyped 2"]),
    ("01", "", nil, "", ["POLICY_DENY (unnamed) (none) unknown (none) 2", "untyped 2"]),
    (
      "01", #""Type":"L7""#, "01", #""Type":"L7""#,
      ["POLICY_DENY (unnamed) (none) unknown (none) 2", "untyped 2"]
    ),
    (
      "01", #""IP":{}"#, "01", #""IP":null"#,
      ["POLICY_DENY (unnamed) (none) unknown (none) 2", "untyped 2"]
    ),
  ]

  @Test("lines without event type pair within half a second", arguments: untyped)
  func untypedPairs(
    first: String?, firstMembers: String, second: String?, secondMembers: String, expected: [String]
  ) {
    // A member that stands first counts: the row's IP comes before the usual one.
    func line(_ time: String?, _ members: String) -> String {
      members.contains("\"IP\"")
        ? Self.drop(nil, time, members: "").replacing("\"IP\"", with: "\(members),\"IP\"")
        : Self.drop(nil, time, members: members)
    }
    #expect(Self.counted([line(first, firstMembers), line(second, secondMembers)]) == expected)
  }

  @Test("other reasons, other event types and L7 drops count one each")
  func singles() {
    let lines = [
      Self.drop(nil, "01", reason: "CT_NO_MAP_FOUND"),
      Self.drop(nil, "01", reason: "CT_NO_MAP_FOUND"),
      Self.drop(129, "01"), Self.drop(129, "01"), Self.drop(4, "01"),
      Self.drop(4, "01", members: #""Type":2"#),
    ]
    #expect(
      Self.counted(lines) == [
        "CT_NO_MAP_FOUND (none) (none) unknown (none) 2",
        "POLICY_DENY (unnamed) (none) unknown L7 2", "POLICY_DENY (unnamed) (none) unknown Trace 2",
        "l7 3", "other 1", "untyped 2",
      ])
  }

  @Test(
    "aggregated lines weigh their counters, are not paired, and verdict lines among them not counted"
  )
  func aggregates() {
    let weight = #""aggregate":{"ingress_flow_count":3,"egress_flow_count":4}"#
    let lines = [
      Self.drop(5, "01", members: weight), Self.drop(1, "01", members: weight), Self.drop(5, "01"),
      Self.drop(nil, "01", members: #""aggregate":{"ingress_flow_count":0}"#),
    ]
    let found = summary(dropsPlan([.type]), [TallyInput(lines)])
    #expect(rows(found.tables.first) == ["Drop 7", "(none) 1", "PolicyVerdict 1"])
    #expect(found.coverage.evidence == [.aggregate: 8, .verdict: 1])
    #expect(found.coverage.aggregatedVerdicts == 7)
    #expect(found.coverage.droppedLines == 16)
    let flows = summary(flowsPlan(), [TallyInput(lines)])
    #expect(rows(flows.tables.first) == ["DROPPED 16"])
  }

  @Test("AUDIT lines count one each where they are asked for, unpaired")
  func audit() throws {
    let audited = [
      Self.drop(5, "01", members: Self.denied), Self.drop(1, "01"), Self.drop(nil, "01"),
    ]
    .map { $0.replacing("DROPPED", with: "AUDIT") }
    var plan = dropsPlan([.reason, .policy, .verdict])
    #expect(summary(plan, [TallyInput(audited)]).tables.first?.total == 0)
    plan.countsAudit = true
    plan.selection = try Selection([.init(.verdict, "AUDIT")])
    let found = summary(plan, [TallyInput(audited + [Self.drop(1, "01")])])
    #expect(rows(found.tables.first) == ["(audit) (unnamed) AUDIT 2", "(audit) n/p AUDIT 1"])
    #expect(found.coverage.evidence == [.audit: 3])
    #expect(found.coverage.droppedLines == 0)
  }

  @Test("several groupings give several tables, in the order of the plan, over one reading")
  func groupings() {
    let plan = TallyPlan(groupings: [
      Grouping(by: [.verdict], counting: .flows), Grouping(by: [.policy], counting: .drops),
      Grouping(by: [.reason, .verdict], counting: .flows),
      Grouping(by: [.reason, .policy], counting: .drops),
    ])
    let lines = [
      Self.drop(5, "01", members: Self.denied), Self.drop(1, "01"),
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
      Self.drop(5, "01"), Self.drop(1, "02"), Self.drop(1, nil), Self.drop(1, "09"),
      Self.drop(1, "03"),
    ]
    var plan = dropsPlan([.bucket])
    plan.bucketNanoseconds = 5_000_000_000
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
    tally.beginInput("a", isPipe: false)
    let lines = ["{}", "x", "", #"{"flow":{"a":tru}}"#, "{}", "[]", "  {]", "é", "{", "}"]
    let found = Block(lines: lines).withPointer { tally.take($0) }
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
    #expect(facts?.lineCount == 11)
    #expect(facts?.objectCount == 2)
    #expect(facts?.isNoFlowLog == false)
    let coverage = tally.finish().coverage
    #expect(coverage.lineCount(.malformed) == 8)
    #expect(coverage.lineCount(.oversize) == 1)
    #expect(coverage.lineCount(.blank) == 1)
  }

  /// Lines, and whether they are no flow log.
  static let strangers: [([String], Bool)] = [
    ([], false), (["x"], false), (["x", ""], false), (["x", "y"], true), (["", " ", "\r"], false),
    (["[]", "1"], true), (["x", "y", "{}"], false), (["x", "{}"], false),
  ]

  @Test("two lines that are not blank and none an object are no flow log", arguments: strangers)
  func stranger(lines: [String], expected: Bool) {
    var tally = Tally(dropsPlan())
    tally.beginInput("before", isPipe: false)
    Block(lines: ["x", "{}"]).withPointer { _ = tally.take($0) }
    #expect(tally.endInput()?.isNoFlowLog == false)
    tally.beginInput("a", isPipe: false)
    Block(lines: lines).withPointer { _ = tally.take($0) }
    #expect(tally.endInput()?.isNoFlowLog == expected)
  }

  @Test("a run may end within an input: what waits is counted, and the answer says so")
  func interrupted() {
    var tally = Tally(dropsPlan())
    tally.beginInput("a", isPipe: false)
    Block(line: Self.drop(5, "01")).withPointer { _ = tally.take($0) }
    let found = tally.finish(wasInterrupted: true)
    #expect(found.wasInterrupted)
    #expect(found.coverage.evidence == [.verdict: 1])
    #expect(found.tables.first?.total == 1)
  }
}
