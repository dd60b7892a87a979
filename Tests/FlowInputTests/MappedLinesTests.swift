import TestSupport
import Testing

@testable import FlowInput

@Suite struct MappedLinesTests {
  /// What comes of an input, by a caller that searches the blocks itself, and how much of it was mapped.
  ///
  /// Refuses blocks with a line that may have a container prefix; where `joinsDocuments`, lines that begin with a bracket, too.
  private static func lines(
    _ input: Input, _ mapping: FileMapping, blockByteCount: Int, limit: Int,
    joinsDocuments: Bool, isContinued: Bool = false
  ) -> (seen: [Seen], mappedByteCount: Int64) {
    var blocks = LineBlocks(
      input,
      options: LineBlockOptions(
        blockByteCount: blockByteCount, maximumLineByteCount: limit, searchesPrefixes: false,
        mapping: mapping))
    if isContinued {
      blocks.begin(input, isContinued: true)
    }
    var seen: [Seen] = []
    var answer = LineBlockAnswer.taken(lineCount: 0)
    while true {
      switch blocks.next(after: answer) {
      case .block(let block): answer = take(block, joinsDocuments, into: &seen)
      case .oversizeLine(let place): seen.append(.oversize(place))
      case .unfinishedPart(let place): seen.append(.unfinished(place))
      case .problem(let problem): seen.append(.problem(problem))
      case .changed, .pause: continue
      case .end: return (seen, blocks.mappedByteCount)
      }
    }
  }

  private static func take(
    _ block: LineBlock, _ joinsDocuments: Bool, into seen: inout [Seen]
  ) -> LineBlockAnswer {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: block.start, count: block.byteCount))
    let lines = bytes.dropLast().split(separator: 10, omittingEmptySubsequences: false)
    if block.lineCount == nil && lines.contains(where: { $0.first.map(isDigit) ?? false }) {
      return .mayHoldPrefixes
    }
    var start = 0
    for (index, line) in lines.enumerated() {
      if joinsDocuments && !block.isSettled && line.first == UInt8(ascii: "{") {
        return .mayHoldDocument(lineCount: index, byteCount: start)
      }
      seen.append(.line(Array(line), block.place(ofLine: index, at: start)))
      start += line.count + 1
    }
    return .taken(lineCount: lines.count)
  }

  /// An input of files that nobody has written to just now.
  private static func restingInput(
    _ files: [[UInt8]], in directory: TemporaryDirectory
  ) throws -> Input {
    let paths = try files.enumerated().map {
      try directory.restingFile("\($0.offset)", $0.element)
    }
    return Input(name: "test", files: paths.map { .path(InputPath($0)) })
  }

  @Test(
    "random logs: mapped wherever that can be, they give what they give when they are read",
    arguments: 0..<10)
  func random(_ part: UInt64) throws {
    let directory = try TemporaryDirectory()
    var mappedByteCount: Int64 = 0
    for seed in (part * 20)..<(part * 20 + 20) {
      var log = RandomLog(generator: SeededNumbers(seed), limit: [20, 100, 300][Int(seed % 3)])
      // Plain lines first, as behind anything else nothing is mapped.
      let files = log.files().map { file in
        (0..<Int.random(in: 0...150, using: &log.generator)).flatMap { number in
          [UInt8](repeating: 0x78, count: number % 40) + [10]
        } + file
      }
      let input = try Self.restingInput(files, in: directory)
      let blockByteCount = Int.random(in: 1...log.limit, using: &log.generator)
      let ways = [FileMapping.never, .wherePossible].map {
        Self.lines(
          input, $0, blockByteCount: blockByteCount, limit: log.limit,
          joinsDocuments: seed % 2 == 0)
      }
      #expect(ways[1].seen == ways[0].seen, "seed \(seed)")
      #expect(ways[0].mappedByteCount == 0)
      mappedByteCount += ways[1].mappedByteCount
    }
    #expect(mappedByteCount > 10_000)
  }

  @Test("stripes of a mapped file give its lines, each once", arguments: 0..<4)
  func stripes(_ seed: UInt64) throws {
    var random = SeededNumbers(seed)
    let lines = (0..<1000).map { number in
      "{\(number)" + String(repeating: "x", count: Int.random(in: 0...90, using: &random)) + "}"
    }
    let directory = try TemporaryDirectory()
    let path = try directory.restingFile("a.log", lines.joined(separator: "\n").utf8)
    let stripeByteCount = Int64.random(in: 1000...9000, using: &random)
    let segments = try #require(
      LogSegment.segments(
        of: [Input(.path(InputPath(path)))], stripeByteCount: stripeByteCount))
    #expect(segments.count > 3)
    var texts: [String] = []
    var mappedByteCount: Int64 = 0
    for segment in segments {
      let (seen, mapped) = Self.lines(
        segment.input, .wherePossible, blockByteCount: 500, limit: 1000, joinsDocuments: false,
        isContinued: !segment.beginsInput)
      mappedByteCount += mapped
      texts += seen.map {
        if case .line(let line, _) = $0 { String(decoding: line, as: UTF8.self) } else { "\($0)" }
      }
    }
    #expect(texts == lines)
    #expect(mappedByteCount > 20_000)
  }

  @Test("a file that somebody has just written to is read, and mapped when nobody has")
  func writtenJustNow() throws {
    let directory = try TemporaryDirectory()
    let text = String(repeating: "{\"a\":1}\n", count: 1000).utf8
    let readings = try [directory.file("new.log", text), directory.restingFile("old.log", text)]
      .map { path in
        Self.lines(
          Input(.path(InputPath(path))), .wherePossible, blockByteCount: 500, limit: 1000,
          joinsDocuments: false)
      }
    #expect(readings[0].seen.count == 1000)
    #expect(readings[0].mappedByteCount == 0)
    #expect(readings[1].seen == readings[0].seen)
    #expect(readings[1].mappedByteCount > 6000)
  }
}
