import TestSupport

/// A flow of few kinds, and those that are alike but for one member: for tests of what is remembered of lines.
struct AlikeFlow {
  /// What members may be; nil for none.
  typealias Members = [(key: String, values: [String?])]

  /// The members of an end.
  private static let ends: Members = [
    ("namespace", ["\"a\"", "\"b\"", "\"\"", "null", "7", "\"\\u0061\"", nil]),
    (
      "labels",
      ["[\"reserved:world\"]", "[\"k8s:app=x\",\"reserved:kube-apiserver\"]", "[]", "null", nil]
    ),
    ("identity", ["2", "1", "0", "90000", "\"6\"", nil]),
    ("pod_name", ["\"p\"", "\"q\"", "\"\"", nil]),
    ("workloads", ["[{\"name\":\"w\",\"kind\":\"Deployment\"}]", "[{\"name\":\"v\"}]", "[]", nil]),
    ("cluster_name", ["\"east\"", "\"west\"", nil]),
  ]

  private let members: Members
  /// Which of the values each member has: those of the source, of the destination, of the flow.
  private var source: [Int]
  private var destination: [Int]
  private var flow: [Int]

  /// A drawn flow; its last member has its first value.
  init(_ members: Members, using random: inout SeededNumbers) {
    func choose(_ members: some Sequence<(key: String, values: [String?])>) -> [Int] {
      members.map { random.chance(60) ? 0 : random.below($0.values.count) }
    }
    self.members = members
    (source, destination) = (choose(Self.ends), choose(Self.ends))
    flow = choose(members.dropLast()) + [0]
  }

  /// All that differ in one member.
  var neighbours: [Self] {
    var all: [Self] = []
    for place in [\Self.source, \.destination, \.flow] {
      for (index, member) in (place == \.flow ? members : Self.ends).enumerated() {
        for value in member.values.indices {
          var other = self
          other[keyPath: place][index] = value
          all.append(other)
        }
      }
    }
    return all
  }

  /// Its members as text, at a time by the number.
  func text(_ number: Int) -> String {
    let time = "\"time\":\"2026-05-11T06:00:\(10 + number % 50).0\(number % 10)Z\""
    let parts = [
      time, "\"source\":{\(Self.object(Self.ends, source))}", Self.object(members, flow),
      "\"destination\":{\(Self.object(Self.ends, destination))}",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ",")
  }

  private static func object(_ members: Members, _ chosen: [Int]) -> String {
    zip(members, chosen).compactMap { member, value in
      member.values[value].map { "\"\(member.key)\":\($0)" }
    }.joined(separator: ",")
  }

  /// A line of a flow's members; one that has a blank before a colon has no layout, and is read member by member.
  static func line(_ flow: String, hasLayout: Bool) -> String {
    "{\"flow\":{\(flow)},\"x\"\(hasLayout ? ":" : " : ")1}"
  }
}
