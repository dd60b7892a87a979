import TestSupport
import Testing

@testable import FlowInput

/// UTF-16 with a mark in front is read as the UTF-8 that it spells.
@Suite struct UTF16Tests {
  /// The units of a text in both orders, behind the mark.
  private static func files(_ units: [UInt16]) -> [[UInt8]] {
    let marked = [0xfeff] + units
    return [
      marked.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] },
      marked.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] },
    ]
  }

  @Test("a text is the same lines in both orders of bytes, plain and gzipped, at any block size")
  func randomText() throws {
    let directory = try TemporaryDirectory()
    var random = SeededNumbers(ofRun: 0)
    for _ in 0..<40 {
      let pieces = ["{\"a\":1}", "é", "\u{20ac}", "\u{1f600}", "\n", "\r\n", "\u{ffff}", "x"]
      let text = (0..<random.below(300)).map { _ in random.pick(pieces) }.joined()
      let plain = drain(try directory.input([Array(text.utf8)])).compactMap(\.line)
      for file in Self.files(Array(text.utf16)) {
        for bytes in [file, gzip(file)] {
          let blockByteCount = 1 + random.below(200)
          let lines = drain(try directory.input([bytes]), blockByteCount: blockByteCount)
          #expect(lines.compactMap(\.line) == plain, "seed \(Seed.ofRun)")
        }
      }
    }
  }

  @Test(
    "half of a pair of surrogates becomes bytes that no UTF-8 has, and the rest of the text stays")
  func loneSurrogates() throws {
    let directory = try TemporaryDirectory()
    let rows: [(units: [UInt16], bytes: [UInt8])] = [
      ([0x61, 0xd83d, 0x62], [0x61, 0xed, 0xa0, 0xbd, 0x62]),
      ([0xde00, 0x61], [0xed, 0xb8, 0x80, 0x61]),
      ([0xd83d, 0xd83d, 0xde00], [0xed, 0xa0, 0xbd, 0xf0, 0x9f, 0x98, 0x80]),
      ([0x61, 0xd83d], [0x61, 0xed, 0xa0, 0xbd]),
    ]
    for row in rows {
      for file in Self.files(row.units) {
        #expect(drain(try directory.input([file])).compactMap(\.line) == [row.bytes])
      }
    }
  }

  @Test("a byte too many is no text either")
  func oddByte() throws {
    let directory = try TemporaryDirectory()
    let input = try directory.input([[0xff, 0xfe, 0x61, 0, 0x62]])
    #expect(drain(input).compactMap(\.line) == [[0x61, 0xff]])
  }

  @Test("a mark alone is a text without a line; one byte of it is none")
  func markAlone() throws {
    let directory = try TemporaryDirectory()
    #expect(drain(try directory.input([[0xff, 0xfe]])) == [])
    #expect(drain(try directory.input([[0xff]])).compactMap(\.line) == [[0xff]])
  }

  @Test("a pipe that writes byte for byte is told, too")
  func pipe() {
    let file = Self.files(Array("{\"a\":\"é\"}\n{}\n".utf16))[0]
    let pipe = FilledPipe(file) { _ in 1 }
    #expect(
      drain(pipe.input).compactMap(\.line) == [Array("{\"a\":\"é\"}".utf8), Array("{}".utf8)])
  }
}
