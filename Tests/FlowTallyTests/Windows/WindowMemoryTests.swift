import FlowAnswer
import FlowState
import Testing

@testable import FlowTally

/// What windows remember, and what they forget.
@Suite struct WindowMemoryTests {
  private func lines(_ node: String, _ range: Range<Int64>) -> [MemoryLine] {
    range.map { MemoryLine(node, $0) }
  }

  @Test("of identical lines those beyond the most that any window held are new")
  func copies() throws {
    let counts = [2, 3, 1, 3, 5]
    let windows = counts.map { MemoryWindow(at: 1000, [MemoryLine("a", 990, copies: $0)]) }
    #expect(try memoryResults(windows, span: 100).map(\.new) == [2, 1, 0, 0, 2])
  }

  @Test("equal lines of two nodes, and of two slots of time, are different lines")
  func places() throws {
    let window = MemoryWindow(at: 1000, [MemoryLine("a", 990), MemoryLine("b", 990)])
    #expect(try memoryResults([window, window], span: 100).map(\.new) == [2, 0])
  }

  @Test("a line is remembered for the span before its node's newest one, whatever other nodes have")
  func span() throws {
    let windows = [
      MemoryWindow(at: 1000, lines("a", 900..<1000) + lines("b", 500..<600)),
      MemoryWindow(at: 2000, lines("a", 1900..<2000) + lines("b", 560..<600)),
      // Of a the slots of ten seconds before 1890 are forgotten, of b those before 490.
      MemoryWindow(
        at: 2001, lines("a", 880..<890) + lines("b", 500..<600) + lines("a", 1890..<2000)),
    ]
    let found = try memoryResults(windows, span: 100)
    #expect(found.map(\.new) == [200, 100, 10])
    #expect(found.map(\.known) == [0, 40, 200])
    #expect(found.map(\.tooOld) == [0, 0, 10])
  }

  @Test("without a span the lines are remembered back to the oldest that the last window held")
  func noSpan() throws {
    let windows = [
      MemoryWindow(at: 1000, lines("a", 0..<1000)),
      MemoryWindow(at: 1100, lines("a", 500..<1100)),
      MemoryWindow(at: 1200, lines("a", 490..<1100)),
      MemoryWindow(at: 1300, []),
      MemoryWindow(at: 1400, lines("a", 500..<1100)),
    ]
    let found = try memoryResults(windows, span: nil)
    #expect(found.map(\.new) == [1000, 100, 0, 0, 0])
    #expect(found.map(\.tooOld) == [0, 0, 10, 0, 0])
  }

  @Test("a clock that was ahead does not hide the lines that come when it is set right")
  func clockAhead() throws {
    let windows = [
      MemoryWindow(at: 1000, lines("a", 990..<1000) + [MemoryLine("a", 90_000)]),
      MemoryWindow(at: 1100, lines("a", 1000..<1100) + [MemoryLine("a", 90_000)]),
    ]
    #expect(try memoryResults(windows, span: 200).map(\.new) == [11, 100])
  }

  @Test("beyond the most lines the oldest slots go, and are taken for known should they come again")
  func bound() throws {
    let windows = [
      MemoryWindow(at: 1000, lines("a", 900..<1000)),
      MemoryWindow(at: 1000, lines("a", 900..<1000)),
      MemoryWindow(at: 1010, lines("a", 900..<1010)),
    ]
    let found = try memoryResults(windows, span: 500, maximum: 45)
    // While the first window is read: 46 lines, of which the oldest 20 go, and so on.
    #expect(found.map(\.new) == [100, 0, 10])
    #expect(found.map(\.forgotten) == [60, 0, 10])
    #expect(found.map(\.tooOld) == [0, 60, 60])
    #expect(found.map(\.known) == [0, 40, 40])
  }

  @Test("a node without a line for an hour leaves its name only, for --retire-after nothing")
  func retirement() throws {
    let first = MemoryWindow(at: 1000, lines("a", 900..<1000))
    func after(_ start: Int64) -> [MemoryWindow] {
      [first, MemoryWindow(at: start, []), MemoryWindow(at: start, lines("a", 950..<1000))]
    }
    #expect(try memoryResults(after(4000), span: 100)[2].known == 50)
    // The last slot of ten seconds is left.
    #expect(try memoryResults(after(5000), span: 100)[2] == MemoryResult(known: 10, tooOld: 40))
    #expect(try memoryResults(after(5000), span: 100, retirement: 3000)[2].new == 50)
  }

  @Test(
    "a window without an end takes no more room than its bound, or than its span where it is committed"
  )
  func endless() throws {
    let name = padded(Array("\"a\"".utf8))
    for span in [nil, 100] as [Int64?] {
      var memory = WindowMemory(
        span: span.map { .seconds($0) }, maximumLineCount: span == nil ? 40 : 10_000)
      memory.begin(at: Timestamp(nanoseconds: 0))
      for second in 0..<3000 as Range<Int64> {
        let isNew = memory.isNew(
          UInt64(second), .flow, 0..<3, name.span, at: 7 * second * oneSecond)
        #expect(isNew)
        if span != nil && second % 10 == 9 {
          var writer = StateWriter()
          let now = Timestamp(nanoseconds: 7 * second * oneSecond)
          memory.write(to: &writer, at: now, retirement: .max)
        }
        #expect(memory.newDigests.count <= 41)
        #expect(memory.remembered.buckets.count <= 42)
      }
      #expect((memory.takeReport().forgottenCount > 0) == (span == nil))
      memory.end(isWhole: true)
      // What it has let go is taken for known.
      memory.begin(at: Timestamp(nanoseconds: 21_000 * oneSecond))
      let isOldestNew = memory.isNew(0, .flow, 0..<3, name.span, at: 0)
      let isNewestNew = memory.isNew(
        2999, .flow, 0..<3, name.span, at: 7 * 2999 * oneSecond)
      #expect(!isOldestNew && !isNewestNew)
      #expect(memory.takeReport().tooOldCount == 1)
    }
  }

  @Test("a window that goes on over commits is still one window")
  func commits() throws {
    var memory = WindowMemory(span: .seconds(100))
    let name = padded(Array("\"a\"".utf8))
    func take(_ seconds: Range<Int64>) -> Int {
      seconds.count { second in
        memory.isNew(UInt64(second), .flow, 0..<3, name.span, at: second * oneSecond)
      }
    }
    memory.begin(at: Timestamp(nanoseconds: 1000 * oneSecond))
    #expect(take(900..<950) == 50)
    var writer = StateWriter()
    memory.write(to: &writer, at: Timestamp(nanoseconds: 1000 * oneSecond), retirement: .max)
    // The same line again in one window is another line.
    #expect(take(940..<1000) == 60)
    memory.end(isWhole: true)
    memory.begin(at: Timestamp(nanoseconds: 1000 * oneSecond))
    #expect(take(900..<1000) == 0)
    #expect(take(940..<950) == 0)
    #expect(take(940..<950) == 10)
  }

  @Test(
    "lines of state that were not written so are damage",
    arguments: [
      "window x 1 2", "window - 1", "node flow \"a\" 1 2", "node other \"a\" 1 2 3 4 seen",
      "lines 0 5 AAAAAAAAAAA=", "lines 0 5 ?",
    ])
  func damage(line: String) throws {
    var reader = StateReader(Array("\(line)\n".utf8))
    let read = try #require(try reader.next())
    var memory = WindowMemory(span: nil)
    #expect(throws: StateDamage.self) { _ = try memory.restore(read) }
  }
}
