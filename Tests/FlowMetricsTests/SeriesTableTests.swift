import FlowAnswer
import FlowState
import Testing

@testable import FlowMetrics

/// The series of a family over several runs, of our own families as of the agent's.
struct SeriesTableTests {
  private static let rules = RunningCounts.Rules(
    maximumSeries: 1, startsAtZero: false, retirement: Nanoseconds(10))

  /// What happens to a table, at a moment.
  enum Event {
    case add(String, UInt64, at: Int64)
    case retire(at: Int64)
  }

  private func text<Value: RunningValue>(
    _ events: [Event], _ value: (UInt64) -> Value, _ count: (Value) -> UInt64
  ) -> String {
    var table = SeriesTable<Value>()
    for event in events {
      switch event {
      case .add(let label, let count, let time):
        table.add(
          value(count), to: [label], at: RunTime(age: time, wall: time), rules: Self.rules)
      case .retire(let time):
        table.retire(at: time, after: Self.rules.retirement.count)
      }
    }
    let series = table.series.sorted { $0.key < $1.key }.map {
      "\($0.key.values[0]) \(count($0.value.value))"
    }
    return series.joined(separator: ", ") + "; \(table.suppressed)"
  }

  static let histories: [(rule: String, events: [Event], expected: String)] = [
    (
      "what comes when there is no room is counted in (other)",
      [.add("a", 1, at: 0), .add("b", 2, at: 1), .add("a", 4, at: 2)], "(other) 2, a 5; 1"
    ),
    (
      "a series that is given up gives its room back",
      [.add("a", 1, at: 0), .retire(at: 11), .add("b", 2, at: 12)], "b 2; 0"
    ),
    (
      "it gives back its own room only",
      [.add("a", 1, at: 0), .retire(at: 11), .add("b", 2, at: 12), .add("c", 4, at: 12)],
      "(other) 4, b 2; 1"
    ),
    (
      "(other) takes no room, and gives none back",
      [
        .add("a", 1, at: 0), .add("b", 2, at: 1), .add("a", 4, at: 9), .retire(at: 12),
        .add("c", 8, at: 13),
      ], "(other) 8, a 5; 2"
    ),
    (
      "a series that changed just so long ago stays, one that is older goes",
      [.add("a", 1, at: 0), .retire(at: 10), .add("b", 2, at: 10)], "(other) 2, a 1; 1"
    ),
    (
      "a growth by nothing is no change",
      [.add("a", 1, at: 0), .add("a", 0, at: 9), .retire(at: 11)], "; 0"
    ),
    (
      "nothing is older than all time",
      [.add("a", 1, at: .min + 3), .retire(at: .min + 9)], "a 1; 0"
    ),
  ]

  @Test("a family is bounded, and goes on as its series come and go", arguments: histories)
  func history(rule: String, events: [Event], expected: String) {
    #expect(text(events, { $0 }, { $0 }) == expected, "\(rule)")
    let families = text(events, { FamilyValue(count: $0) }, \.count)
    #expect(families == expected, "\(rule), of an agent's family")
  }

  @Test("labels longer than a state has room for are counted in (other), whatever room there is")
  func longLabels() {
    var table = SeriesTable<UInt64>()
    let rules = RunningCounts.Rules(startsAtZero: false)
    let longest = String(repeating: "n", count: SeriesTable<UInt64>.maximumLabelByteCount)
    table.add(1, to: [longest], at: RunTime(age: 0, wall: 0), rules: rules)
    table.add(2, to: [longest + "n"], at: RunTime(age: 0, wall: 0), rules: rules)
    #expect(
      table.series.map { "\($0.key.values[0].utf8.count) \($0.value.value)" }.sorted() == [
        "4096 1", "7 2",
      ])
    #expect(table.suppressed == 1)
  }

  @Test("sums over runs stay at the greatest number there is")
  func saturation() {
    var table = SeriesTable<UInt64>()
    table.seed(["a"], .max - 1)
    for _ in 0..<3 {
      table.add(1, to: ["a"], at: RunTime(age: 0, wall: 0), rules: Self.rules)
    }
    #expect(table.series.values.map(\.value) == [.max])
    var value = FamilyValue(count: .max, buckets: [.max - 1], nanoseconds: .max)
    value.add(FamilyValue(count: 1, buckets: [2], nanoseconds: 3))
    #expect(value == FamilyValue(count: .max, buckets: [.max], nanoseconds: .max))
  }

  @Test("a known value that an older state counts in the budget is in it no longer")
  func restoredOverSeed() throws {
    var old = SeriesTable<UInt64>()
    old.add(3, to: ["a"], at: RunTime(age: 0, wall: 0), rules: Self.rules)
    var writer = StateWriter()
    old.write("flows", to: &writer)
    var table = SeriesTable<UInt64>()
    table.seed(["a"], 0)
    for line in try writer.lines {
      try table.restore(line, labelCount: 1)
    }
    table.retire(at: 11, after: 10)
    let late = RunTime(age: 12, wall: 12)
    table.add(1, to: ["b"], at: late, rules: Self.rules)
    table.add(1, to: ["c"], at: late, rules: Self.rules)
    #expect(table.series.keys.map { $0.values[0] }.sorted() == ["(other)", "b"])
  }
}
