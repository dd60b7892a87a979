import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// What several counters counted of parts of a log adds up, in whatever order and grouping it is added.
@Suite struct MergeLawTests {
  private static let names = [InputName("a", isPipe: false)]

  private static func plan() throws -> TallyPlan {
    var plan = TallyPlan(groupings: [
      Grouping(by: [.verdict], counting: .flows),
      Grouping(by: [.sourceNamespace, .destinationPort, .policy], counting: .flows),
    ])
    plan.hubbleMetrics = try HubbleMetrics(
      "drop flow:sourceContext=namespace tcp dns:query port-distribution http")
    return plan
  }

  /// Counts parts of a log one by one and adds them in an order and a grouping that a list of choices gives: each adds two neighbours.
  private static func sum(
    _ parts: [[ArraySlice<UInt8>]], _ plan: TallyPlan, order: [Int], joins: [Int]
  ) -> (coverage: Coverage, tables: [[GroupRow]], families: [FamilyCounts]) {
    var shapes: [Shape] = order.map { .part($0) }
    for join in joins {
      let left = join % (shapes.count - 1)
      shapes[left] = .sum(shapes[left], shapes[left + 1])
      shapes.remove(at: left + 1)
    }
    var whole = counted(shapes[0], parts, plan)
    let answer = whole.takeAnswer(DropFindings(), names: names)
    return (answer.coverage, answer.tables.map(rows), answer.families)
  }

  private indirect enum Shape {
    case part(Int)
    case sum(Shape, Shape)
  }

  private static func counted(
    _ shape: Shape, _ parts: [[ArraySlice<UInt8>]], _ plan: TallyPlan
  ) -> BlockCounter {
    switch shape {
    case .part(let number):
      return counter(parts[number], plan)
    case .sum(let left, let right):
      var sum = counted(left, parts, plan)
      sum.merge(counted(right, parts, plan))
      return sum
    }
  }

  /// The rows by their values: which comes first of equal ones depends on the order of adding.
  private static func rows(_ table: GroupedCounts) -> [GroupRow] {
    (0..<table.rowCount).map { table.row(at: $0) }
      .sorted { $0.values.lexicographicallyPrecedes($1.values) }
  }

  @Test(
    "counters of parts add up to the same, in any order and any grouping",
    arguments: ["full-20k", "odd-5k", "exporter-20k"], 0..<2)
  func merging(log: String, number: Int) throws {
    var random = SeededNumbers(ofRun: number)
    let plan = try Self.plan()
    let lines = Array(
      try Fixture.unpacked("flows/\(log).jsonl.gz").prefix(1 << 18).split(separator: 10)
        .dropLast())
    var parts: [[ArraySlice<UInt8>]] = [[]]
    for line in lines {
      if random.chance(8) {
        parts.append([])
      }
      parts[parts.count - 1].append(line)
    }
    try #require(parts.count > 3)
    let inOrder = Array(parts.indices)
    let fromLeft = Self.sum(
      parts, plan, order: inOrder, joins: inOrder.dropLast().map { _ in 0 })
    let whole = Self.sum([lines], plan, order: [0], joins: [])
    try #require(whole.tables[1].count > 10)
    #expect(fromLeft.coverage == whole.coverage)
    #expect(fromLeft.tables == whole.tables)
    #expect(fromLeft.families == whole.families)
    for _ in 0..<3 {
      let order = inOrder.shuffled(using: &random)
      let other = Self.sum(
        parts, plan, order: order, joins: order.dropLast().map { _ in random.below(1000) })
      #expect(other.coverage == whole.coverage, "\(order), FLOWAUDIT_SEED=\(Seed.ofRun)")
      #expect(other.tables == whole.tables, "\(order), FLOWAUDIT_SEED=\(Seed.ofRun)")
      #expect(other.families == whole.families, "\(order), FLOWAUDIT_SEED=\(Seed.ofRun)")
    }
  }
}
