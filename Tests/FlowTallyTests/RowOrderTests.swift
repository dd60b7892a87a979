import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

@Suite struct RowOrderTests {
  private static func row(
    _ values: [String], _ count: UInt64, _ first: Int64? = nil, _ last: Int64? = nil
  ) -> GroupRow {
    GroupRow(
      values: values, count: count, first: first.map { Timestamp(nanoseconds: $0) },
      last: last.map { Timestamp(nanoseconds: $0) })
  }

  private static func names(_ counts: GroupedCounts) -> [String] {
    (0..<counts.rowCount).map { counts.row(at: $0).values.joined(separator: "/") }
  }

  private static let rows = [
    row(["b", "x"], 5, 30, 40), row(["a", "y"], 5, 10, 50), row(["a", "x"], 9, 20, 20),
    row(["aa", ""], 5), row(["", "z"], 1, -5, 60), row(["B", "é"], 5, 10, 50), row(["b", "w"], 1),
  ]

  static let orders: [(RowOrder, [String])] = [
    (.count, ["a/x", "B/é", "a/y", "aa/", "b/x", "/z", "b/w"]),
    (.field(.reason), ["/z", "B/é", "a/x", "a/y", "aa/", "b/x", "b/w"]),
    (.field(.policy), ["aa/", "b/w", "a/x", "b/x", "a/y", "/z", "B/é"]),
    (.first, ["/z", "B/é", "a/y", "a/x", "b/x", "aa/", "b/w"]),
    (.last, ["/z", "B/é", "a/y", "b/x", "a/x", "aa/", "b/w"]),
    // A field that is no column leaves the order by count.
    (.field(.node), ["a/x", "B/é", "a/y", "aa/", "b/x", "/z", "b/w"]),
  ]

  @Test("rows are in the stated order, equal ones by their fields as bytes", arguments: orders)
  func order(order: RowOrder, expected: [String]) {
    var counts = GroupedCounts(
      grouping: Grouping(by: [.reason, .policy], counting: .drops), rows: Self.rows)
    counts.sort(by: order)
    #expect(Self.names(counts) == expected)
    #expect(counts.total == 31)
    let wanted = (0..<counts.rowCount).map { counts.row(at: $0).count }
    #expect((0..<counts.rowCount).map { counts.count(at: $0) } == wanted)
  }

  @Test("time buckets come first, whatever the order within them")
  func buckets() {
    let rows = [
      Self.row(["2026-01-02T00:00:00Z", "a"], 9, 5), Self.row(["2026-01-01T00:00:00Z", "a"], 1, 9),
      Self.row(["2026-01-01T00:00:00Z", "b"], 2, 1), Self.row(["(none)", "c"], 7),
    ]
    var counts = GroupedCounts(
      grouping: Grouping(by: [.bucket, .reason], counting: .flows), rows: rows)
    let byCount = [
      "(none)/c", "2026-01-01T00:00:00Z/b", "2026-01-01T00:00:00Z/a", "2026-01-02T00:00:00Z/a",
    ]
    #expect(Self.names(counts) == byCount)
    counts.sort(by: .field(.reason))
    #expect(
      Self.names(counts) == [
        "2026-01-01T00:00:00Z/a", "2026-01-02T00:00:00Z/a", "2026-01-01T00:00:00Z/b", "(none)/c",
      ])
  }

  @Test("any rows in any order of coming give one order", arguments: 0..<20)
  func oneOrder(seed: UInt64) {
    var random = SeededNumbers(seed)
    let rows = (0..<60).map { index in
      Self.row(
        ["\(random.below(4))", "\(index)"], UInt64(random.below(5)),
        random.chance(30) ? nil : Int64(random.below(5)), Int64(random.below(5)))
    }
    let grouping = Grouping(by: [.reason, .policy], counting: .drops)
    for order in [RowOrder.count, .field(.reason), .first, .last] {
      var one = GroupedCounts(grouping: grouping, rows: rows)
      one.sort(by: order)
      var other = GroupedCounts(grouping: grouping, rows: rows.shuffled(using: &random))
      other.sort(by: order)
      #expect(Self.names(one) == Self.names(other), "seed \(seed)")
    }
  }

  private static func someRows(_ random: inout SeededNumbers) -> [GroupRow] {
    (0..<500).map { index in
      row(
        ["\(random.below(4))", "\(index)"], UInt64(random.below(20)),
        random.chance(30) ? nil : Int64(random.below(5)), Int64(random.below(5)))
    }
  }

  @Test("the first rows are the same, however many are wanted", arguments: 0..<10)
  func top(seed: UInt64) {
    var random = SeededNumbers(seed)
    let rows = Self.someRows(&random)
    for order in [RowOrder.count, .field(.reason), .first, .last] {
      func names(top: Int?) -> [String] {
        Self.names(
          GroupedCounts(
            grouping: Grouping(
              by: [.reason, .policy], counting: .drops, order: order, top: top), rows: rows))
      }
      let all = names(top: nil)
      for top in [0, 1, 2, 3, 10, 61, 62, 63, 499, 500, 501, Int.max] {
        let some = names(top: top)
        #expect(some.prefix(top) == all.prefix(top), "seed \(seed), top \(top)")
        #expect(Set(some) == Set(all), "no row is lost: seed \(seed), top \(top)")
      }
    }
  }

  @Test("values are lent as they are in the row")
  func values() {
    let counts = GroupedCounts(
      grouping: Grouping(by: [.reason, .policy], counting: .drops), rows: Self.rows)
    for position in 0..<counts.rowCount {
      var values: [String] = []
      for field in 0..<3 {
        counts.withValue(field, at: position) { value in
          values.append(
            String(decoding: value.indices.map { value[$0] }, as: UTF8.self))
        }
      }
      let row = counts.row(at: position)
      #expect(values == row.values)
      #expect(counts.times(at: position) == (row.first, row.last))
    }
  }
}
