import FlowAnswer
import Testing

@testable import FlowTally

@Suite struct SelectionTests {
  private static func line(_ verdict: String, _ source: String, _ destination: String) -> String {
    """
    {"flow":{"verdict":"\(verdict)","source":{"namespace":"\(source)"},\
    "destination":{"namespace":"\(destination)"}}}
    """
  }

  /// Flows by verdict, source and destination; a dash is no namespace.
  private static let lines = ["DROPPED", "FORWARDED", "AUDIT"].flatMap { verdict in
    ["a", "b", ""].flatMap { source in
      ["a", "c", ""].map { line(verdict, source, $0) }
    }
  }

  private static func passing(_ arguments: [FilterArgument]) throws -> [String] {
    var plan = flowsPlan([.verdict, .sourceNamespace, .destinationNamespace])
    plan.selection = try Selection(arguments)
    return rows(summary(plan, [TallyInput(lines)]).tables.first).map { row in
      row.replacing("reserved:unknown", with: "-").split(separator: " ").dropLast()
        .joined(separator: " ")
    }.sorted()
  }

  private static func flows(_ verdicts: [String], _ pairs: [String]) -> [String] {
    verdicts.flatMap { verdict in pairs.map { "\(verdict) \($0)" } }.sorted()
  }

  static let all = ["AUDIT", "DROPPED", "FORWARDED"]
  static let pairs = ["a a", "a c", "a -", "b a", "b c", "b -", "- a", "- c", "- -"]

  static let selections: [([FilterArgument], [String], [String])] = [
    ([], all, pairs),
    ([.init(.verdict, "DROPPED")], ["DROPPED"], pairs),
    ([.init(.verdict, "DROPPED"), .init(.verdict, "AUDIT")], ["AUDIT", "DROPPED"], pairs),
    ([.init(.verdict, "TRACED")], [], pairs),
    ([.init(.namespace, "a")], all, ["a a", "a c", "a -", "b a", "- a"]),
    ([.init(.namespace, "c")], all, ["a c", "b c", "- c"]),
    ([.init(.namespace, "b"), .init(.namespace, "c")], all, ["a c", "b a", "b c", "b -", "- c"]),
    ([.init(.fromNamespace, "a")], all, ["a a", "a c", "a -"]),
    ([.init(.toNamespace, "a")], all, ["a a", "b a", "- a"]),
    ([.init(.fromNamespace, "a"), .init(.toNamespace, "c")], all, ["a c"]),
    (
      [.init(.fromNamespace, "a"), .init(.fromNamespace, "b"), .init(.toNamespace, "c")], all,
      ["a c", "b c"]
    ),
    ([.init(.verdict, "DROPPED"), .init(.namespace, "c")], ["DROPPED"], ["a c", "b c", "- c"]),
    // Exact: no prefix, no other case; one that is not there is what tables call it.
    ([.init(.namespace, "A")], all, []),
    ([.init(.namespace, "aa")], all, []),
    ([.init(.namespace, "reserved:unknown")], all, ["a -", "b -", "- a", "- c", "- -"]),
    // An empty one is any.
    ([.init(.namespace, "")], all, pairs.filter { $0 != "- -" }),
    // Negated flags leave out what matches either of their pair, all of them together.
    ([.init(.verdict, "DROPPED", isNegated: true)], ["AUDIT", "FORWARDED"], pairs),
    ([.init(.namespace, "a", isNegated: true)], all, ["b c", "b -", "- c", "- -"]),
    (
      [.init(.fromNamespace, "a", isNegated: true)], all,
      ["b a", "b c", "b -", "- a", "- c", "- -"]
    ),
    (
      [.init(.fromNamespace, "a", isNegated: true), .init(.toNamespace, "c", isNegated: true)], all,
      pairs.filter { $0 != "a c" }
    ),
    (
      [
        .init(.verdict, "DROPPED"), .init(.fromNamespace, "b"),
        .init(.toNamespace, "c", isNegated: true),
      ],
      ["DROPPED"], ["b a", "b -"]
    ),
    ([.init(.namespace, "a"), .init(.namespace, "a", isNegated: true)], all, []),
  ]

  @Test("filters combine as in hubble", arguments: selections)
  func selection(arguments: [FilterArgument], verdicts: [String], pairs: [String]) throws {
    #expect(try Self.passing(arguments) == Self.flows(verdicts, pairs))
  }

  @Test("a negated pair of verdict and namespace leaves out what has both")
  func negatedPair() throws {
    let passing = try Self.passing([
      .init(.verdict, "DROPPED", isNegated: true), .init(.namespace, "a", isNegated: true),
    ])
    let left = Self.flows(["DROPPED"], ["a a", "a c", "a -", "b a", "- a"])
    #expect(passing == Self.flows(Self.all, Self.pairs).filter { !left.contains($0) })
  }

  @Test("a verdict that is none is refused", arguments: ["DROPPE", "", "DROPPED ", "2", "DROP"])
  func wrongVerdict(value: String) {
    let argument = FilterArgument(.verdict, value)
    #expect { try Selection([argument]) } throws: { error in
      (error as? FilterError)?.argument == argument
    }
  }

  @Test("a name that is no verdict is VERDICT_UNKNOWN for a filter, as in hubble; a number is not")
  func unknownVerdict() throws {
    var plan = flowsPlan()
    plan.selection = try Selection([.init(.verdict, "VERDICT_UNKNOWN")])
    let lines = [#""SHAPED""#, "99", "0", "null", #""VERDICT_UNKNOWN""#].map {
      "{\"flow\":{\"verdict\":\($0)}}"
    }
    #expect(
      rows(summary(plan, [TallyInput(lines)]).tables.first) == ["VERDICT_UNKNOWN 3", "SHAPED 1"])
  }

  @Test("a namespace with escapes is the namespace that it means")
  func escapedNamespace() throws {
    var plan = flowsPlan([.sourceNamespace])
    plan.selection = try Selection([.init(.fromNamespace, "kube\"é")])
    let line = #"{"flow":{"source":{"namespace":"\u006bube\"\u00e9"}}}"#
    #expect(rows(summary(plan, [TallyInput([line])]).tables.first) == ["kube\"é 1"])
  }

  /// Times in seconds since 1970: since, until, the lines that pass.
  static let ranges: [(Int64?, Int64?, [String])] = [
    (nil, nil, ["-5", "0", "10", "20", "absent"]), (10, nil, ["10", "20"]),
    (nil, 10, ["-5", "0", "10", "absent"]), (0, 0, ["0", "absent"]), (1, 9, []),
    (-5, -5, ["-5"]), (20, 10, []), (nil, -1, ["-5"]),
  ]

  @Test("both ends belong to the range; a line without time counts as 1970", arguments: ranges)
  func times(since: Int64?, until: Int64?, expected: [String]) {
    func time(_ seconds: Int64?) -> Timestamp? {
      seconds.map { Timestamp(nanoseconds: $0 * 1_000_000_000) }
    }
    let lines = ([-5, 0, 10, 20] as [Int64]).map { seconds in
      "{\"flow\":{\"node_name\":\"\(seconds)\"},\"time\":\"\(time(seconds)?.description ?? "")\"}"
    }
    var plan = flowsPlan([.node])
    plan.selection.times = TimeRange(since: time(since), until: time(until))
    let found = summary(plan, [TallyInput(lines + [#"{"flow":{"node_name":"absent"}}"#])])
    #expect(rows(found.tables.first).map { $0.replacing(" 1", with: "") } == expected)
  }

  @Test("a nanosecond decides")
  func nanoseconds() {
    let range = TimeRange(
      since: Timestamp(nanoseconds: 100), until: Timestamp(nanoseconds: 200))
    let inside = [99, 100, 200, 201].map { range.contains(Timestamp(nanoseconds: $0)) }
    #expect(inside == [false, true, true, false])
  }
}
