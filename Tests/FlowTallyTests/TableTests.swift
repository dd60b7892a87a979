import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

/// The bounded tables: texts, groups, names, uuids.
@Suite struct TableTests {
  @Test("each distinct text gets the next number and keeps it")
  func numbers() {
    var table = ByteTable(maximumCount: 10_000, maximumByteCount: 1 << 20)
    let texts = (0..<5_000).map { Array("text \($0 * 7 % 5_000)".utf8) } + [[], [0], [0, 0]]
    for _ in 0..<2 {
      for (number, text) in texts.enumerated() {
        #expect(table.index(of: text.span) == number)
      }
    }
    #expect(table.count == texts.count)
    for (number, text) in texts.enumerated() {
      #expect(Array(table.key(at: number)) == text)
      #expect(table.existingIndex(of: text.span) == number)
    }
    #expect(table.existingIndex(of: [1].span) == nil)
    #expect(table.count == texts.count)
  }

  @Test("beyond its limits a table gives no number to new texts and keeps those it has")
  func limits() {
    var byCount = ByteTable(maximumCount: 2, maximumByteCount: 100)
    let found = ["a", "b", "c", "a", "b", "c", ""].map { byCount.index(of: Array($0.utf8).span) }
    #expect(found == [0, 1, nil, 0, 1, nil, nil])
    var byBytes = ByteTable(maximumCount: 100, maximumByteCount: 5)
    let others = ["abc", "def", "de", "f", "abc"].map { byBytes.index(of: Array($0.utf8).span) }
    #expect(others == [0, nil, 1, nil, 0])
  }

  private static let grouping = Grouping(by: [.reason, .policy], counting: .drops)

  private static func at(_ seconds: Int64?) -> OptionalTime {
    OptionalTime(seconds.map { Timestamp(nanoseconds: $0) })
  }

  private static func rows(_ counts: GroupedCounts) -> [String] {
    (0..<counts.rowCount).map { position in
      let row = counts.row(at: position)
      let times = [row.first, row.last].map { $0.map { String($0.nanoseconds) } ?? "-" }
      return "\(row.values.joined(separator: " ")) \(row.count) \(times.joined(separator: " "))"
    }
  }

  @Test("a group has its sum, its oldest and its newest time; absent times do not count")
  func groups() {
    var table = GroupTable(grouping: Self.grouping, maximumCount: 10)
    table.add(1, to: GroupKey(["a", "p"]), at: Self.at(5))
    table.add(2, to: GroupKey(["a", "p"]), at: Self.at(-3))
    table.add(3, to: GroupKey(["a", "p"]), at: .absent)
    table.add(7, to: GroupKey(["ap", ""]), at: .absent)
    table.add(1, to: GroupKey(["", "ap"]), at: .absent)
    table.add(1, to: GroupKey(["", "ap"]), at: Self.at(9))
    let counts = table.finish()
    #expect(Self.rows(counts) == ["ap  7 - -", "a p 6 -3 5", " ap 2 9 9"])
    #expect(counts.total == 15)
    #expect(!counts.hasOverflowed)
  }

  @Test("groups beyond the limit are counted in one row, and the total is whole")
  func overflow() {
    var table = GroupTable(grouping: Self.grouping, maximumCount: 2)
    for (index, name) in ["a", "b", "c", "a", "d", "c"].enumerated() {
      table.add(1, to: GroupKey([name, "p"]), at: Self.at(Int64(index)))
    }
    let counts = table.finish()
    #expect(Self.rows(counts) == ["(other) (other) 3 2 5", "a p 2 0 3", "b p 1 1 1"])
    #expect(counts.total == 6)
    #expect(counts.hasOverflowed)
  }

  @Test("a group that is named (other) by the log shares the row: no key comes twice")
  func otherByName() {
    var table = GroupTable(grouping: Self.grouping, maximumCount: 2)
    for (index, name) in ["(other)", "b", "c", "d"].enumerated() {
      table.add(1, to: GroupKey([name, name]), at: Self.at(Int64(index)))
    }
    #expect(Self.rows(table.finish()) == ["(other) (other) 3 0 3", "b b 1 1 1"])
  }

  @Test("keys take 256 bytes each on average at the most")
  func keyBytes() {
    var table = GroupTable(grouping: Self.grouping, maximumCount: 10)
    for index in 0..<10 {
      let name = String(repeating: "\(index)", count: 1_000)
      table.add(1, to: GroupKey([name, ""]), at: .absent)
    }
    // 4,096 and 2,560 bytes are room for six keys of 1,008.
    let counts = table.finish()
    #expect(counts.rowCount == 7)
    #expect(counts.row(at: 0).count == 4)
    #expect(counts.total == 10)
  }

  private func count(_ counter: inout NamedCounter, _ weight: UInt64, _ name: String) {
    counter.add(weight) { $0.append(contentsOf: name.utf8) }
  }

  @Test("names are counted, sorted as bytes, without zeros")
  func names() {
    var counter = NamedCounter()
    for (weight, name) in [(1, "b"), (0, "zero"), (2, "é"), (3, "a"), (4, "b"), (5, "")] {
      count(&counter, UInt64(weight), name)
    }
    let expected: [Coverage.NamedCount] = [
      .init(name: "", count: 5), .init(name: "a", count: 3), .init(name: "b", count: 5),
      .init(name: "é", count: 2),
    ]
    #expect(counter.sorted == expected)
  }

  @Test("names beyond 1,000 are counted as (other), together with one of that name")
  func manyNames() {
    var counter = NamedCounter()
    count(&counter, 100, "(other)")
    for index in 0..<1_500 {
      count(&counter, 1, "name \(index)")
    }
    let sorted = counter.sorted
    #expect(sorted.count == 1_000)
    #expect(sorted.first == .init(name: "(other)", count: 601))
    #expect(sorted.reduce(0) { $0 + $1.count } == 1_600)
  }

  @Test("a sum beyond 64 bits stays at the greatest number")
  func saturation() {
    var counter = NamedCounter()
    count(&counter, .max, "a")
    count(&counter, 2, "a")
    #expect(counter.sorted == [.init(name: "a", count: .max)])
    var coverage = Coverage()
    coverage.lostEvents = [.init(name: "a", count: .max), .init(name: "b", count: 1)]
    #expect(coverage.lostTotal == .max)
  }

  @Test("the newest uuids are remembered, the oldest leave first", arguments: 0..<30)
  func uuids(seed: UInt64) {
    var random = SeededNumbers(seed)
    let limit = random.pick([1, 2, 3, 50, 600])
    var seen = SeenUUIDs(maximumCount: limit)
    var recent: [Int] = []
    var hasForgotten = false
    let variety = random.pick([limit / 2 + 1, limit * 2, limit * 10])
    for _ in 0..<3_000 {
      let number = random.below(variety)
      let isNew = !recent.contains(number)
      if isNew {
        recent.append(number)
      }
      if recent.count > limit {
        recent.removeFirst()
        hasForgotten = true
      }
      #expect(seen.insert(Self.uuid(number)) == isNew, "seed \(seed)")
    }
    #expect(seen.hasForgotten == hasForgotten)
  }

  /// Every other one in a form of its own.
  private static func uuid(_ number: Int) -> [UInt8] {
    let hexadecimal = String(number, radix: 16)
    let digits = String(repeating: "0", count: 12 - hexadecimal.utf8.count) + hexadecimal
    return Array((number % 2 == 0 ? "a0ad4b86-f576-423f-a7f6-\(digits)" : "flow \(number)").utf8)
  }

  @Test("a uuid is the same in capitals; other texts are the same where every byte is")
  func uuidForms() {
    var seen = SeenUUIDs()
    let texts = [
      "a0ad4b86-f576-423f-a7f6-7c3bcbedc865", "A0AD4B86-F576-423F-A7F6-7C3BCBEDC865",
      "b0ad4b86-f576-423f-a7f6-7c3bcbedc865", "a0ad4b86-f576-423f-a7f6-7c3bcbedc86",
      "a0ad4b86-f576-423f-a7f6-7c3bcbedc8655", "a0ad4b86-f576-423f-a7f6_7c3bcbedc865",
      "a0ad4b86f-576-423f-a7f6-7c3bcbedc865", "g0ad4b86-f576-423f-a7f6-7c3bcbedc865", "x", "X", "x",
    ]
    let isNew = texts.map { seen.insert(Array($0.utf8)) }
    #expect(isNew == [true, false, true, true, true, true, true, true, true, true, false])
  }
}
