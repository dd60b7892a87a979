import FlowAnswer
import FlowState
import Testing

@testable import FlowTally

/// Windows of a command that runs on: kept again and again before they end.
@Suite struct RunningWindowTests {
  /// What one start of the command prints, up to each commit.
  struct Start {
    let begin: Int64
    let commits: [(at: Int64, lines: [MemoryLine])]
    var isWhole = false
  }

  private static func all(_ range: Range<Int64>, _ nodes: String...) -> [MemoryLine] {
    range.flatMap { second in nodes.map { MemoryLine($0, second) } }
  }

  /// One memory over all starts, or one for each commit, from the state of the last.
  private func results(_ starts: [Start], span: Int64) throws -> [MemoryResult] {
    var memory = WindowMemory(span: .seconds(span))
    var results: [MemoryResult] = []
    for start in starts {
      memory.begin(at: Timestamp(nanoseconds: start.begin * oneSecond))
      for commit in start.commits {
        results.append(read(commit.lines, &memory, upTo: commit.at))
      }
      memory.end(isWhole: start.isWhole)
      let report = memory.takeReport()
      results[results.count - 1].gaps += report.gapNodes
      var writer = StateWriter()
      memory.write(
        to: &writer, at: Timestamp(nanoseconds: (start.commits.last?.at ?? 0) * oneSecond),
        retirement: .max)
      // Killed here, the next start is another process'.
      memory = WindowMemory(span: .seconds(span))
      for line in try writer.lines {
        #expect(try memory.restore(line))
      }
    }
    return results
  }

  private func read(
    _ lines: [MemoryLine], _ memory: inout WindowMemory, upTo second: Int64
  ) -> MemoryResult {
    let now = Timestamp(nanoseconds: second * oneSecond)
    memory.tick(at: now)
    var result = MemoryResult()
    for line in lines {
      let name = Array("\"\(line.node)\"".utf8)
      for _ in 0..<line.copies {
        let isNew = memory.isNew(
          UInt64(line.second), .flow, 0..<name.count, padded(name).span,
          at: line.second * oneSecond)
        result.new += isNew ? 1 : 0
      }
    }
    memory.goOn(at: now)
    var writer = StateWriter()
    memory.write(to: &writer, at: now, retirement: .max)
    let report = memory.takeReport()
    result.known = Int(report.knownCount)
    result.tooOld = Int(report.tooOldCount)
    result.forgotten = Int(report.forgottenCount)
    result.gaps = report.gapNodes
    return result
  }

  @Test(
    "what one start prints is new, however often it was kept meanwhile: identical and late lines, too"
  )
  func oneStart() throws {
    let start = Start(
      begin: 1000,
      commits: [
        (1010, [MemoryLine("a", 1005, copies: 3)]), (1020, [MemoryLine("a", 1005, copies: 2)]),
        (2000, Self.all(1020..<2000, "a")), (2010, [MemoryLine("a", 1005), MemoryLine("a", 1500)]),
      ])
    let results = try results([start], span: 100)
    #expect(results.map(\.new) == [3, 2, 980, 2])
    #expect(results.allSatisfy { $0.known == 0 && $0.tooOld == 0 && $0.gaps.isEmpty })
  }

  @Test("the next start repeats what was kept: each copy is known once")
  func nextStart() throws {
    let results = try results(
      [
        Start(
          begin: 1000,
          commits: [
            (1010, Self.all(1000..<1010, "a")), (1100, Self.all(1010..<1100, "a")),
            (1101, [MemoryLine("a", 1100, copies: 3)]),
          ]),
        Start(
          begin: 1110,
          commits: [
            (1115, Self.all(1060..<1090, "a")),
            (1120, Self.all(1090..<1100, "a") + [MemoryLine("a", 1100, copies: 4)]),
            (1130, Self.all(1101..<1130, "a")),
          ]),
      ], span: 50)
    #expect(results.map(\.new) == [10, 90, 3, 0, 1, 29])
    #expect(results.map(\.known) == [0, 0, 0, 30, 13, 0])
    #expect(results.allSatisfy { $0.gaps.isEmpty && $0.tooOld == 0 })
  }

  @Test(
    "a start reaches back to the end of the one before, not to its beginning; a node's gap is told once"
  )
  func gaps() throws {
    let long = Start(
      begin: 1000,
      commits: [(1010, Self.all(1000..<1010, "a", "b")), (3000, Self.all(1010..<3000, "a"))])
    func gaps(_ next: Start) throws -> [[String]] {
      try results([long, next], span: 100).dropFirst(2).map(\.gaps)
    }
    // Within the span, and the newest line comes back.
    #expect(
      try gaps(
        Start(
          begin: 3100,
          commits: [(3100, Self.all(2999..<3000, "a")), (3115, Self.all(3000..<3100, "a"))]))
        == [[], []])
    // Within the span, but the newest line does not come back.
    #expect(
      try gaps(
        Start(
          begin: 3090,
          commits: [(3100, Self.all(3050..<3100, "a")), (3115, Self.all(3100..<3115, "a"))]))
        == [["a"], []])
    // Not within the span: told of each node when it has later lines.
    #expect(
      try gaps(
        Start(
          begin: 3101,
          commits: [(3110, Self.all(3050..<3100, "a")), (3115, Self.all(3100..<3115, "a", "b"))]))
        == [["a"], ["b"]])
    // Nothing is told of a node that has said nothing.
    #expect(
      try gaps(
        Start(begin: 3090, commits: [(3100, [])])) == [[]])
  }

  @Test("memory stays bounded by the span, however long it runs")
  func bounded() {
    var memory = WindowMemory(span: .seconds(100))
    memory.begin(at: Timestamp(nanoseconds: 0))
    for second in stride(from: Int64(0), to: 100_000, by: 10) {
      let lines = Self.all(second..<(second + 10), "a", "b")
      #expect(read(lines, &memory, upTo: second + 10).new == 20)
      #expect(memory.newDigests.count <= 240)
      #expect(memory.remembered.buckets.count <= 24)
    }
  }
}
