import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// Rules 1 to 4 of counting, from lines to drops.
@Suite struct PairingTests {
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
    let verdict = dropLine(5, "01", members: "\(Self.denied),\(Self.ingress)")
    let notification = dropLine(1, "01.5", members: #""traffic_direction":"EGRESS""#)
    let one = ["POLICY_DENY n/p K ingress Drop 1", "notification+verdict 1"]
    #expect(Self.counted([verdict, notification]) == one)
    #expect(Self.counted([notification, verdict]) == one, "their times decide, not their order")
    // A verdict line that is younger than the notification is another packet's.
    let two = [
      "POLICY_DENY (unnamed) (none) egress Drop 1", "POLICY_DENY n/p K ingress PolicyVerdict 1",
      "notification 1", "verdict 1",
    ]
    let later = dropLine(5, "02", members: "\(Self.denied),\(Self.ingress)")
    #expect(Self.counted([notification, later]) == two)
    #expect(Self.counted([later, notification]) == two)
  }

  @Test("where the reason is masked the two lines are one drop, whatever their order")
  func maskedReason() {
    let verdict =
      #"{"flow":{"time":"1970-01-01T00:00:01Z","verdict":"DROPPED","event_type":{"type":5},"IP":{"source":"a"}}}"#
    let notification = verdict.replacing(#""type":5"#, with: #""type":1"#)
      .replacing("00:00:01Z", with: "00:00:01.5Z")
    let one = ["DROP_REASON_UNKNOWN (none) (none) unknown Drop 1", "notification+verdict 1"]
    #expect(Self.counted([verdict, notification]) == one)
    #expect(Self.counted([notification, verdict]) == one)
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
    let lines = [dropLine(5, "01", members: first), dropLine(1, "01", members: second)]
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

  /// Seconds of a verdict line, of another drop of its node, of its notification; drops in all.
  static let clocks: [(String?, String?, String?, UInt64)] = [
    ("01", "02", "06", 2), ("01", "06", "06", 2), ("01", "06.000000001", "01", 2),
    ("01", "06.000000001", "06.1", 3), ("01", "59", "06", 2), ("01", nil, "06", 2),
    ("01", nil, "06.000000001", 3),
    ("02", nil, "01.999999999", 3), ("02", "59", nil, 3), (nil, "59", "01", 3),
    ("02", "03", nil, 3), (nil, "59", nil, 2), (nil, nil, nil, 2),
  ]

  @Test(
    "a notification pairs with a verdict line of up to 5 s before; lines without a time among themselves",
    arguments: clocks)
  func window(verdict: String?, other: String?, notification: String?, expected: UInt64) {
    let lines = [
      dropLine(5, verdict), dropLine(1, other, reason: "POLICY_DENIED"),
      dropLine(1, notification),
    ]
    #expect(summary(dropsPlan(), [TallyInput(lines)]).tables.first?.total == expected)
  }

  @Test(
    "a notification with another reason counts at once, with a verdict line that stands before it")
  func otherReasons() {
    func count(_ order: [(Int, String)]) -> [Evidence: UInt64] {
      let lines = order.map { dropLine($0.0, $0.1, reason: "CT_NO_MAP_FOUND") }
      return summary(dropsPlan(), [TallyInput(lines)]).coverage.evidence
    }
    #expect(count([(5, "01"), (1, "02")]) == [.notificationWithVerdict: 1])
    #expect(count([(1, "02"), (5, "01")]) == [.notification: 1, .verdict: 1])
    #expect(count([(5, "01"), (1, "07")]) == [.notification: 1, .verdict: 1])
    #expect(
      count([(5, "01"), (5, "02"), (1, "02.5"), (1, "03")]) == [.notificationWithVerdict: 2])
  }

  @Test("any order of a few lines gives the same drops, each with its own policy")
  func orders() {
    func policy(_ name: String) -> String { #""egress_denied_by":[{"name":"\#(name)"}]"# }
    let lines = [
      dropLine(5, "01", members: policy("a")), dropLine(1, "02"),
      dropLine(5, "09", members: policy("b")), dropLine(1, "10"),
    ]
    let expected = summary(dropsPlan([.policy]), [TallyInput(lines)])
    #expect(rows(expected.tables.first) == ["a 1", "b 1"])
    var random = SeededNumbers(ofRun: 3)
    for _ in 0..<24 {
      let found = summary(dropsPlan([.policy]), [TallyInput(lines.shuffled(using: &random))])
      #expect(rows(found.tables.first) == ["a 1", "b 1"])
    }
  }

  @Test("pairs do not reach over the end of an input")
  func inputs() {
    let lines = [dropLine(5, "01"), dropLine(1, "01")]
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
      ["POLICY_DENY (unnamed) (none) ingress (none) 1", "untyped-pair 1"]
    ),
    (
      "01", denied, "01.500000001", "",
      [
        "POLICY_DENY (unnamed) (none) unknown (none) 1", "POLICY_DENY n/p K unknown (none) 1",
        "untyped 2",
      ]
    ),
    ("02", "", "01.4", "", ["POLICY_DENY (unnamed) (none) unknown (none) 2", "untyped 2"]),
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
    (
      "01", #""source":{"pod_name":"a"},"IP":{}"#, "01.2", #""source":{"pod_name":"a"},"IP":null"#,
      ["POLICY_DENY (unnamed) (none) unknown (none) 1", "untyped-pair 1"]
    ),
    (
      "01", #""source":{"pod_name":"a"},"IP":{}"#, "01.2", #""source":{"pod_name":"b"},"IP":null"#,
      ["POLICY_DENY (unnamed) (none) unknown (none) 2", "untyped 2"]
    ),
    (
      "01.5", denied, "01", "",
      ["POLICY_DENY n/p K unknown (none) 1", "untyped-pair 1"]
    ),
  ]

  @Test("lines without event type pair within half a second", arguments: untyped)
  func untypedPairs(
    first: String?, firstMembers: String, second: String?, secondMembers: String, expected: [String]
  ) {
    // A member that stands first counts: the row's IP comes before the usual one.
    func line(_ time: String?, _ members: String) -> String {
      members.contains("\"IP\"")
        ? dropLine(nil, time, members: "").replacing("\"IP\"", with: "\(members),\"IP\"")
        : dropLine(nil, time, members: members)
    }
    #expect(Self.counted([line(first, firstMembers), line(second, secondMembers)]) == expected)
  }

  @Test("other reasons, other event types and L7 drops count one each")
  func singles() {
    let lines = [
      dropLine(nil, "01", reason: "CT_NO_MAP_FOUND"),
      dropLine(nil, "01", reason: "CT_NO_MAP_FOUND"),
      dropLine(129, "01"), dropLine(129, "01"), dropLine(4, "01"),
      dropLine(4, "01", members: #""Type":2"#),
    ]
    #expect(
      Self.counted(lines) == [
        "CT_NO_MAP_FOUND (none) (none) unknown (none) 2",
        "POLICY_DENY (unnamed) (none) unknown L7 2", "POLICY_DENY (unnamed) (none) unknown Trace 2",
        "l7 3", "other 1", "untyped 2",
      ])
  }
}
