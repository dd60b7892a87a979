import FlowAnswer
import Testing

@testable import FlowTally

/// Between which windows flows of a node may have been missed.
@Suite struct WindowGapTests {
  struct GapRow: CustomStringConvertible {
    let rule: String
    var span: Int64? = 100
    let windows: [MemoryWindow]
    let gaps: [[String]]

    var description: String { rule }
  }

  private static func all(_ range: Range<Int64>, _ nodes: String...) -> [MemoryLine] {
    range.flatMap { second in nodes.map { MemoryLine($0, second) } }
  }

  static let rows: [GapRow] = [
    GapRow(
      rule: "windows that meet, or overlap, have none",
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a")), MemoryWindow(at: 1100, all(1000..<1100, "a")),
        MemoryWindow(at: 1150, all(1050..<1150, "a")),
      ], gaps: [[], [], []]),
    GapRow(
      rule: "a window that does not reach back to the start of the last one is one of each node",
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a", "b")),
        MemoryWindow(at: 1101, all(1001..<1101, "a")),
        MemoryWindow(at: 1150, all(1050..<1150, "a")),
      ], gaps: [[], ["a", "b"], []]),
    GapRow(
      rule: "a node that says nothing for a while is silence",
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a") + all(900..<910, "b")),
        MemoryWindow(at: 1050, all(950..<1050, "a")),
        MemoryWindow(at: 1100, all(1000..<1100, "a") + [MemoryLine("b", 1099)]),
      ], gaps: [[], [], []]),
    GapRow(
      rule: "a newest line within the window that is not there: the ring was overwritten",
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a", "b")),
        MemoryWindow(at: 1050, all(950..<1050, "a") + all(1020..<1050, "b")),
        MemoryWindow(at: 1100, all(1000..<1100, "a", "b")),
      ], gaps: [[], ["b"], []]),
    GapRow(
      rule:
        "a node that is gone, though its newest line lies in the window, is one gap, not several",
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a", "b")),
        MemoryWindow(at: 1010, all(910..<1010, "a")),
        MemoryWindow(at: 1020, all(920..<1020, "a")),
        MemoryWindow(at: 1030, all(930..<1030, "a", "b")),
      ], gaps: [[], ["b"], [], []]),
    GapRow(
      rule:
        "of a window that was cut short only nodes with later lines are judged, and the next one has to reach behind it",
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a", "b")),
        MemoryWindow(at: 1050, isWhole: false, all(1010..<1020, "a")),
        MemoryWindow(at: 1101, all(1001..<1101, "a", "b")),
      ], gaps: [[], ["a"], ["a", "b"]]),
    GapRow(
      rule:
        "a window that gave nothing because it failed is none: the next one reaches back over it",
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a")), MemoryWindow(at: 1050, isWhole: false, []),
        MemoryWindow(at: 1100, all(1000..<1100, "a")),
      ], gaps: [[], [], []]),
    GapRow(
      rule: "a line that is ahead of our clock does not hide a later gap",
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a") + [MemoryLine("a", 99_000)]),
        MemoryWindow(at: 1050, all(1020..<1050, "a")),
      ], gaps: [[], ["a"]]),
    GapRow(
      rule: "without a span silence and loss look alike",
      span: nil,
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a")), MemoryWindow(at: 1100, all(1050..<1100, "a")),
      ], gaps: [[], []]),
    GapRow(
      rule: "without a span a line that came back tells how far the window reaches at least",
      span: nil,
      windows: [
        MemoryWindow(at: 1000, all(900..<1000, "a", "b", "c")),
        MemoryWindow(at: 1100, all(950..<1100, "a") + all(1050..<1100, "b")),
      ], gaps: [[], ["b"]]),
  ]

  @Test("a line without a time that came back does not tell how far the window reaches")
  func untimed() throws {
    let text = padded(Array("\"a\"".utf8))
    var memory = WindowMemory(span: nil)
    for start in [1000, 1100] as [Int64] {
      memory.begin(at: Timestamp(nanoseconds: start * oneSecond))
      _ = memory.isNewUntimed(.line, text.span, 0..<3)
      _ = memory.isNew(
        UInt64(start), .flow, 0..<3, text.span, at: (start - 10) * oneSecond)
      memory.end(isWhole: true)
    }
    let report = memory.takeReport()
    #expect(report.knownCount == 1)
    #expect(report.gapNodes == [])
  }

  @Test("gaps", arguments: rows)
  func gaps(row: GapRow) throws {
    #expect(try memoryResults(row.windows, span: row.span).map(\.gaps) == row.gaps)
  }
}
