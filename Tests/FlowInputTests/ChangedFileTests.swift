import Foundation
import Glibc
import TestSupport
import Testing

@testable import FlowInput

@Suite struct ChangedFileTests {
  private static let roundsPerRun = Scale.rounds(1000, inCI: 30)

  /// What becomes of a file while it is read.
  private enum Change: CaseIterable {
    case cut, overwritten, grown, cutAndWritten

    func make(_ file: FileHandle, at place: UInt64) throws {
      let other = Data(String(repeating: "{\"b\":\"yyyyyyyyyyyy\"}\n", count: 100).utf8)
      switch self {
      case .cut:
        try file.truncate(atOffset: place)
      case .overwritten:
        try file.seek(toOffset: place)
        try file.write(contentsOf: other)
      case .grown:
        try file.seekToEnd()
        try file.write(contentsOf: other)
      case .cutAndWritten:
        try file.truncate(atOffset: place)
        try file.write(contentsOf: other)
      }
    }
  }

  /// What a reader saw.
  private struct Reading {
    var byteCount = 0
    /// Whether a block was another at the end of its loan, and what was told.
    var hasChanged = false
    var change: FileChange?
    var problemCount = 0
    var mappedByteCount: Int64 = 0
  }

  /// Reads a file; `begin` is called with the first block, when the file is open.
  private static func read(_ path: String, _ begin: () -> Void) -> Reading {
    var blocks = LineBlocks(
      Input(.path(InputPath(path))),
      options: LineBlockOptions(
        blockByteCount: 1 << 12, searchesPrefixes: false, mapping: .wherePossible))
    var reading = Reading()
    var answer = LineBlockAnswer.taken(lineCount: 0)
    while true {
      switch blocks.next(after: answer) {
      case .block(let block):
        if reading.byteCount == 0 {
          begin()
        }
        let before = [UInt8](UnsafeRawBufferPointer(start: block.start, count: block.byteCount))
        usleep(20)
        answer = .taken(lineCount: 1)
        reading.byteCount += before.count
        reading.hasChanged =
          reading.hasChanged || memcmp(block.start, before, before.count) != 0
      case .changed(let change): reading.change = change
      case .problem: reading.problemCount += 1
      case .oversizeLine, .unfinishedPart, .pause: continue
      case .end:
        reading.mappedByteCount = blocks.mappedByteCount
        return reading
      }
    }
  }

  @Test(
    "somebody cuts, overwrites or grows a file under way: a block that was not the same all the time is told, and so is what is missing",
    arguments: 0..<10)
  func changes(_ run: Int) throws {
    var random = SeededNumbers(ofRun: run)
    let directory = try TemporaryDirectory()
    let text = Data(String(repeating: "{\"a\":\"xxxxxxxxxxxx\"}\n", count: 4_000).utf8)
    var (mappedByteCount, changeCount) = (Int64(0), 0)
    for round in 0..<Self.roundsPerRun {
      let path = try directory.restingFile("\(round % 4).log", text)
      let change = Change.allCases[random.below(Change.allCases.count)]
      let delay = UInt32(random.below(1000))
      let place = UInt64(random.below(text.count + 1))
      let writer = Thread {
        usleep(delay)
        guard let file = FileHandle(forUpdatingAtPath: path) else { return }
        try? change.make(file, at: place)
        try? file.close()
      }
      let reading = Self.read(path) { writer.start() }
      while !writer.isFinished { usleep(50) }
      let note = "\(change), FLOWAUDIT_SEED=\(Seed.ofRun), run \(run), round \(round)"
      #expect(!reading.hasChanged || reading.change != nil, "\(note)")
      #expect(
        reading.byteCount >= text.count || reading.problemCount > 0 || reading.change != nil,
        "\(note)")
      mappedByteCount += reading.mappedByteCount
      changeCount += reading.change == nil ? 0 : 1
    }
    #expect(mappedByteCount > 1 << 18)
    #expect(changeCount > 0)
  }
}
