import FlowAnswer
import TestSupport
import Testing

@testable import FlowTally

struct FamilyCountsTests {
  private static let drops = (try? HubbleMetrics("drop").families[0])
  private static let durations = (try? HubbleMetrics("http").families.first { $0.isHistogram })

  private func counts(
    _ rows: [(String, UInt64)], other: UInt64 = 0, suppressed: UInt64 = 0
  ) throws -> FamilyCounts {
    FamilyCounts(
      family: try #require(Self.drops),
      rows: rows.map { FamilyRow(labelValues: ["TCP", $0.0], value: FamilyValue(count: $0.1)) },
      other: FamilyValue(count: other), suppressedCount: suppressed)
  }

  private func text(_ counts: FamilyCounts) -> String {
    counts.rows.map { "\($0.labelValues[1]) \($0.value.count)" }.joined(separator: ", ")
      + "; \(counts.other.count) of \(counts.suppressedCount)"
  }

  @Test("rows are sorted by their labels as bytes, in whatever order they come")
  func order() throws {
    let rows: [(String, UInt64)] = [("e\u{301}", 1), ("é", 2), ("", 3), ("Z", 4), ("a", 5)]
    #expect(text(try counts(rows)) == " 3, Z 4, a 5, e\u{301} 1, é 2; 0 of 0")
  }

  @Test("the largest rows stay, of equal ones the first by their labels")
  func bounded() throws {
    let all = try counts([("a", 1), ("b", 5), ("c", 5), ("d", 7), ("e", 5)], other: 2)
    #expect(text(all.bounded(to: 3)) == "b 5, c 5, d 7; 8 of 2")
    #expect(text(all.bounded(to: 5)) == "a 1, b 5, c 5, d 7, e 5; 2 of 0")
    #expect(text(all.bounded(to: 0)) == "; 25 of 5")
    #expect(all.bounded(to: 3).total == all.total)
  }

  @Test("rows that were there stay; new ones come as long as there is room")
  func addsLater() throws {
    var stored = try counts([("a", 1), ("b", 2)], other: 10, suppressed: 3)
    stored.add(try counts([("b", 1), ("c", 4), ("d", 9)], other: 1, suppressed: 1), maximumRows: 3)
    #expect(text(stored) == "a 1, b 3, d 9; 15 of 3")
    stored.add(try counts([("a", 1), ("c", 4)]), maximumRows: 2)
    #expect(text(stored) == "a 2, b 3, d 9; 19 of 3")
  }

  @Test("any cut of the counts adds up to the same, and no total is lost", arguments: 0..<50)
  func cuts(number: Int) throws {
    var random = SeededNumbers(UInt64(number))
    let family = try #require(Self.durations)
    let parts = (0..<random.below(5) + 1).map { _ in
      var keys: Set<String> = []
      for _ in 0..<random.below(20) {
        keys.insert("k\(random.below(30))")
      }
      let rows = keys.sorted().map { key in
        var value = FamilyValue(isHistogram: true)
        for _ in 0...random.below(4) {
          value.add(UInt64(random.below(9)), latency: UInt64(random.below(20_000_000_000)))
        }
        return FamilyRow(labelValues: [key, "client"], value: value)
      }
      return FamilyCounts(family: family, rows: rows.shuffled(using: &random))
    }
    func sum(_ parts: [FamilyCounts], _ maximum: Int) -> FamilyCounts {
      var sum = FamilyCounts(family: family)
      for part in parts {
        sum.add(part, maximumRows: maximum)
      }
      return sum
    }
    let all = sum(parts, .max)
    #expect(all == sum(parts.shuffled(using: &random), .max))
    let maximum = random.below(20)
    let bounded = sum(parts, maximum)
    #expect(bounded.total == all.total)
    #expect(bounded.rows.count <= maximum)
    for row in bounded.rows {
      let whole = all.rows.first { $0.labelValues == row.labelValues }
      #expect(row.value.count <= whole?.value.count ?? 0)
    }
    #expect(
      FamilyCounts(
        family: family, rows: bounded.rows, other: bounded.other,
        suppressedCount: bounded.suppressedCount) == bounded)
  }

  @Test("a table that is full counts the rest apart, and says so")
  func fullTable() throws {
    var plan = dropsPlan()
    plan.hubbleMetrics = try HubbleMetrics("drop http")
    plan.maximumFamilyRows = 2
    let lines = ["A", "B", "C", "A", "D"].map {
      #"{"flow":{"verdict":"DROPPED","drop_reason_desc":"\#($0)","l7":{"type":"RESPONSE","latency_ns":"3","http":{"method":"\#($0)"}}}}"#
    }
    let families = summary(plan, [TallyInput(lines)]).families
    let drops = try #require(families.first)
    #expect(drops.rows.map { "\($0.labelValues[1]) \($0.value.count)" } == ["A 2", "B 1"])
    #expect(drops.other == FamilyValue(count: 2))
    #expect(drops.suppressedCount == 1)
    let durations = try #require(families.first { $0.family.isHistogram })
    #expect(durations.total.count == 5)
    #expect(durations.total.nanoseconds == 15)
    #expect(durations.other.buckets == [2] + [UInt64](repeating: 0, count: 11))
  }

  @Test("what two threads counted adds up to what one counts")
  func threads() throws {
    var plan = dropsPlan()
    plan.hubbleMetrics = try HubbleMetrics("flow:sourceContext=pod http")
    let lines = (0..<40).map { number in
      #"{"flow":{"verdict":"FORWARDED","source":{"pod_name":"p\#(number % 7)"},"l7":{"type":"RESPONSE","latency_ns":\#(number)000000,"http":{}}}}"#
    }
    func counter(_ lines: some Sequence<String>) -> BlockCounter {
      var counter = BlockCounter(plan)
      var drops = DropBatch()
      counter.beginInput(0)
      let text: [UInt8] = lines.flatMap { Array($0.utf8) + [10] }
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count + 512, alignment: 64)
      defer { room.deallocate() }
      let block = UnsafeMutableRawBufferPointer(rebasing: room[64..<(64 + text.count)])
      block.copyBytes(from: text)
      _ = counter.take(block, mayHoldPrefixes: false, drops: &drops)
      return counter
    }
    var first = counter(lines[..<17])
    first.merge(counter(lines[17...]))
    var whole = counter(lines)
    let names = [InputName("a", isPipe: false)]
    #expect(
      first.takeAnswer(evidence: [:], names: names).families
        == whole.takeAnswer(evidence: [:], names: names).families)
  }
}
