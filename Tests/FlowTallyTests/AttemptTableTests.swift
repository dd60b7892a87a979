import TestSupport
import Testing

@testable import FlowTally

/// Attempts by digest: which of them stay, and which of their lines count.
@Suite struct AttemptTableTests {
  /// A line of an attempt.
  private struct Line {
    let digest: SIMD2<UInt64>
    let time: Int64
    let group: Int32
  }

  /// What a table keeps: digest, time and group of each attempt, in an order of their own.
  private static func kept(_ table: AttemptTable) -> [[Int64]] {
    table.attempts.map {
      [Int64(bitPattern: $0.digest.x), Int64(bitPattern: $0.digest.y), $0.time, Int64($0.group)]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private static func table(_ lines: [Line], maximumCount: Int) -> AttemptTable {
    var table = AttemptTable(maximumCount: maximumCount)
    for line in lines {
      table.note(line.digest, at: line.time, group: line.group, comesFirst: <)
    }
    return table
  }

  private static func lines(_ random: inout SeededNumbers, count: Int) -> [Line] {
    let digests = (0..<(count / 3)).map { _ in
      SIMD2(random.next(), random.next())
    }
    return (0..<count).map { _ in
      Line(
        digest: random.pick(digests), time: Int64(random.next() % 50),
        group: Int32(random.next() % 4))
    }
  }

  @Test("the first line of an attempt counts, of several at one time that of the first group")
  func first() {
    let digest = SIMD2<UInt64>(1, 2)
    let lines = [(7, 3), (5, 2), (5, 1), (9, 0)].map {
      Line(digest: digest, time: $0.0, group: $0.1)
    }
    #expect(Self.kept(Self.table(lines, maximumCount: 10)) == [[1, 2, 5, 1]])
    #expect(Self.kept(Self.table(lines.reversed(), maximumCount: 10)) == [[1, 2, 5, 1]])
  }

  @Test(
    "any order of the lines keeps the same attempts, few or too many", arguments: [5000, 300, 7])
  func order(maximumCount: Int) {
    var random = SeededNumbers(ofRun: 21)
    for _ in 0..<20 {
      let lines = Self.lines(&random, count: 2000)
      let expected = Self.table(lines, maximumCount: maximumCount)
      let shuffled = Self.table(lines.shuffled(using: &random), maximumCount: maximumCount)
      #expect(Self.kept(expected) == Self.kept(shuffled))
      #expect(expected.sampleShift == shuffled.sampleShift)
      #expect(expected.attempts.count <= maximumCount)
      #expect((expected.sampleShift > 0) == (maximumCount < 600))
    }
  }

  @Test("a table that is thinned keeps what it would have kept from the start")
  func thinning() {
    var random = SeededNumbers(ofRun: 22)
    let lines = Self.lines(&random, count: 3000)
    var late = Self.table(lines, maximumCount: 5000)
    var early = AttemptTable(maximumCount: 5000)
    early.thin(to: 2)
    late.thin(to: 2)
    for line in lines {
      early.note(line.digest, at: line.time, group: line.group, comesFirst: <)
    }
    #expect(Self.kept(early) == Self.kept(late))
    // About a quarter of a thousand.
    #expect((150...350).contains(late.attempts.count))
  }
}
