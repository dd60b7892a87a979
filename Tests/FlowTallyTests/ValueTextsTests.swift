import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// Values that were read once are not read again: they have to mean what they mean to who reads each of them.
@Suite struct ValueTextsTests {
  /// Lists of policies or workloads, alike but for one thing.
  private static let lists: [String] = [
    "[]", "[{}]", "[null]", "[1]", #"["a"]"#, "[[]]", #"[[{"name":"a"}]]"#,
    #"[{"name":"a"}]"#, #"[{"name":"b"}]"#, #"[{"name":"a","kind":"K"}]"#,
    #"[{"name":"a","kind":"L"}]"#, #"[{"namespace":"n","name":"a","kind":"K"}]"#,
    #"[{"name":"a","namespace":"n","kind":"K"}]"#, #"[{"name":"a","namespace":"","kind":""}]"#,
    #"[{"namespace":"n"}]"#, #"[{"name":"\u0061","kind":"K"}]"#, #"[{"name":"]","kind":"{["}]"#,
    #"[{"name":"\"]}","kind":"\\"}]"#, #"[ {"name":"a"} ]"#, #"[{"name":"a"},{"name":"b"}]"#,
    #"[{"name":"b"},{"name":"a"}]"#, #"[{"name":"a"},{"name":"a"}]"#, #"[3,{"name":"a"}]"#,
    #"[{"name":"a","labels":["x"],"revision":"1","kind":"K"}]"#,
    #"[{"name":"a","labels":["x"],"revision":"2","kind":"K"}]"#,
    #"[{"name":5,"kind":"K"}]"#, #"[{"name":"é","kind":"☃"}]"#, "null", #""a""#, "{}", "5",
  ]

  private static let fields: [GroupField] = [
    .policy, .policyKind, .sourceWorkload, .destinationWorkload, .direction,
  ]

  /// A line with these lists; one that has a blank before a colon is read member by member.
  private static func line(_ lists: [String], isIndexed: Bool) -> String {
    """
    {"flow":{"verdict":"DROPPED","source":{"workloads":\(lists[0])},\
    "destination":{"workloads":\(lists[1])},"traffic_direction":"\(lists[2])",\
    "drop_reason_desc":"POLICY_DENY","egress_denied_by":\(lists[3]),\
    "ingress_denied_by":\(lists[4])},"x"\(isIndexed ? ":" : " : ")1}
    """
  }

  @Test("lists are counted as if each were read by itself, however often they come (seed 20261121)")
  func lists() {
    var random = SeededNumbers(20_261_121)
    let choices = (0..<4000).map { _ in
      [
        random.pick(Self.lists), random.pick(Self.lists), random.pick(["EGRESS", "INGRESS", "x"]),
        random.pick(Self.lists), random.pick(Self.lists),
      ]
    }
    for plan in [dropsPlan(Self.fields), flowsPlan(Self.fields)] {
      let read = summary(plan, [TallyInput(choices.map { Self.line($0, isIndexed: true) })])
      let walked = summary(plan, [TallyInput(choices.map { Self.line($0, isIndexed: false) })])
      #expect(rows(read.tables.first) == rows(walked.tables.first))
      #expect(read.tables.first?.total == 4000)
      #expect(rows(read.tables.first).count > 1000)
    }
  }

  @Test("beyond its room a value is read each time")
  func room() {
    let names = (0..<6000).map { "[{\"name\":\"p\($0)\",\"kind\":\"K\"}]" }
    let lines = (names + names).map {
      Self.line(["[]", "[]", "EGRESS", $0, "null"], isIndexed: true)
    }
    let found = summary(dropsPlan([.policy, .policyKind]), [TallyInput(lines)])
    let expected = (0..<6000).map { "p\($0) K 2" }.sorted()
    #expect(rows(found.tables.first).sorted() == expected)
  }
}
