import TestSupport
import Testing

@testable import FlowInput

@Suite struct LineBlocksTests {
  @Test("an input's lines are what the row says, whatever the block size", arguments: lineCases)
  func rows(_ row: LineCase) throws {
    let directory = try TemporaryDirectory()
    let input = try directory.input(row.files)
    for blockByteCount in [1, 2, 3, 5, 7, 16, 40, 64, 100, 300, 1 << 18] {
      let seen = drain(
        input, blockByteCount: blockByteCount, maximumLineByteCount: row.maximumLineByteCount)
      #expect(seen.map(\.description) == row.expected, "block size \(blockByteCount)")
    }
  }

  @Test("the rows' reference agrees with them", arguments: lineCases)
  func referenceAgrees(_ row: LineCase) {
    let expected = referenceLines(row.files, maximumLineByteCount: row.maximumLineByteCount)
    #expect(expected.map(\.description) == row.expected)
  }

  @Test("a block is full before it is handed over, and no larger than asked for")
  func blockSizes() throws {
    let directory = try TemporaryDirectory()
    let line = [UInt8](repeating: 0x61, count: 99) + [10]
    let input = try directory.input([Array((0..<1000).map { _ in line }.joined())])
    var blocks = LineBlocks(input, options: LineBlockOptions(blockByteCount: 1050))
    var sizes: [Int] = []
    var numbers: [Int64] = []
    while case .block(let block) = blocks.next() {
      sizes.append(block.byteCount)
      numbers.append(block.firstLineNumber)
    }
    #expect(sizes == [Int](repeating: 1000, count: 100))
    let expected: [Int64] = (0..<100).map { Int64($0 * 10 + 1) }
    #expect(numbers == expected)
  }

  @Test("blocks are common again after a long line")
  func sizeAfterLongLine() throws {
    let directory = try TemporaryDirectory()
    let long = [UInt8](repeating: 0x62, count: 5000) + [10]
    let short = [UInt8](repeating: 0x61, count: 9) + [10]
    let input = try directory.input([long + Array((0..<1000).map { _ in short }.joined())])
    var blocks = LineBlocks(input, options: LineBlockOptions(blockByteCount: 100))
    var sizes: [Int] = []
    while case .block(let block) = blocks.next() {
      sizes.append(block.byteCount)
    }
    #expect(sizes.reduce(0, +) == 15_001)
    #expect((5001...10_000).contains(sizes.first ?? 0))
    #expect(sizes.dropFirst(2).allSatisfy { $0 <= 100 })
  }

  @Test("the end stays the end")
  func endStays() throws {
    let directory = try TemporaryDirectory()
    var blocks = LineBlocks(try directory.input([[]]))
    for _ in 0..<3 {
      guard case .end = blocks.next() else {
        Issue.record("something after the end")
        return
      }
    }
  }

  @Test("an input of no files is at its end")
  func noFiles() {
    #expect(drain(Input(name: "nothing", files: [])) == [])
  }

  @Test("limits outside their ranges are brought into them")
  func limits() {
    let small = LineBlockOptions(blockByteCount: -5, maximumLineByteCount: -1)
    #expect(small == LineBlockOptions(blockByteCount: 1, maximumLineByteCount: 0))
    let large = LineBlockOptions(blockByteCount: .max, maximumLineByteCount: .max)
    #expect(large == LineBlockOptions(blockByteCount: 1 << 30, maximumLineByteCount: 1 << 30))
  }

  @Test("progress counts raw bytes, decoded bytes and the sizes of all files")
  func progress() throws {
    let directory = try TemporaryDirectory()
    let packed = gzip(Array("hello\nworld\n".utf8))
    let input = try directory.input([Array("a\n".utf8), packed])
    var blocks = LineBlocks(input)
    #expect(blocks.byteCount == Int64(2 + packed.count))
    #expect(blocks.bytesRead == 0)
    while case .block = blocks.next() {}
    #expect(blocks.bytesRead == Int64(2 + packed.count))
    #expect(blocks.decodedByteCount == 14)
  }

  @Test("an endless line is one oversize line, and lets the caller look at its flags")
  func endlessLine() {
    var blocks = LineBlocks(
      Input(.path("/dev/zero")),
      options: LineBlockOptions(blockByteCount: 1000, maximumLineByteCount: 100_000))
    #expect(blocks.byteCount == nil)
    guard case .oversizeLine(let place) = blocks.next() else {
      Issue.record("no oversize line")
      return
    }
    #expect(place == LinePlace(fileIndex: 0, lineNumber: 1, byteOffset: 0))
    for _ in 0..<1000 {
      guard case .pause = blocks.next() else {
        Issue.record("more than one event for a line")
        return
      }
    }
  }

  @Test("endless parts let the caller look at its flags")
  func endlessParts() {
    let part = Array("2026-01-02T1 stdout P a\n".utf8)
    let bytes = Array(repeatElement(part, count: 1000).joined())
    let pipe = FilledPipe(bytes) { _ in 1000 }
    var blocks = LineBlocks(
      pipe.input, options: LineBlockOptions(blockByteCount: 500, maximumLineByteCount: 100))
    var events: [String] = []
    for _ in 0..<20 {
      switch blocks.next() {
      case .oversizeLine: events.append("oversize")
      case .changed, .pause: events.append("pause")
      default: events.append("other")
      }
    }
    // 20 parts of a byte come with each 500 bytes; the 101st is over the limit.
    let expected =
      [String](repeating: "pause", count: 5) + ["oversize"]
      + [String](repeating: "pause", count: 14)
    #expect(events == expected)
  }
}
