import TestSupport
import Testing

@testable import FlowInput

@Suite struct RandomLogTests {
  @Test(
    "random logs give the reference's lines, whatever the block size, from files",
    arguments: 0..<20)
  func files(_ part: UInt64) throws {
    let directory = try TemporaryDirectory()
    for seed in (part * 50)..<(part * 50 + 50) {
      var log = RandomLog(
        generator: SeededNumbers(seed), limit: [0, 1, 20, 100][Int(seed % 4)])
      let files = log.files()
      let blockByteCount = Int.random(in: 1...300, using: &log.generator)
      let seen = drain(
        try directory.input(files), blockByteCount: blockByteCount, maximumLineByteCount: log.limit)
      let expected = referenceLines(files, maximumLineByteCount: log.limit)
      #expect(seen == expected, "seed \(seed)")
    }
  }

  @Test(
    "random logs through a pipe that writes a few bytes at a time",
    arguments: Scale.drawn(0..<20, inCI: 5))
  func pipes(_ part: UInt64) {
    for seed in (part * 10)..<(part * 10 + 10) {
      var log = RandomLog(generator: SeededNumbers(seed), limit: 100)
      let bytes = Array(log.files().joined())
      let blockByteCount = Int.random(in: 1...300, using: &log.generator)
      let pipe = FilledPipe(bytes) { chunk in 1 + (chunk &* 2_654_435_761 >> 8) % 40 }
      let seen = drain(pipe.input, blockByteCount: blockByteCount, maximumLineByteCount: 100)
      #expect(seen == referenceLines([bytes], maximumLineByteCount: 100), "seed \(seed)")
    }
  }

  @Test("random logs, gzipped in members of any length", arguments: 0..<10)
  func gzipped(_ part: UInt64) throws {
    let directory = try TemporaryDirectory()
    for seed in (part * 20)..<(part * 20 + 20) {
      var log = RandomLog(generator: SeededNumbers(seed), limit: 100)
      let files = log.files()
      let packed = files.map { file in
        var (rest, members) = (file[...], [UInt8]())
        repeat {
          let count = Int.random(in: 0...min(rest.count, 200), using: &log.generator)
          members += gzip(Array(rest.prefix(count)))
          rest = rest.dropFirst(count)
        } while !rest.isEmpty
        return members
      }
      let blockByteCount = Int.random(in: 1...300, using: &log.generator)
      let seen = drain(
        try directory.input(packed), blockByteCount: blockByteCount, maximumLineByteCount: 100)
      #expect(seen == referenceLines(files, maximumLineByteCount: 100), "seed \(seed)")
    }
  }
}
