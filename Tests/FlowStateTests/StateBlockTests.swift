import Foundation
import Testing

@testable import FlowState

/// Blocks of numbers: base64, as everybody writes it.
@Suite struct StateBlockTests {
  private static let blocks: [[UInt64]] = [
    [0], [.max], [1, 2], [0x0123_4567_89AB_CDEF, 0xFEDC_BA98_7654_3210, 7],
    (0..<1000).map { UInt64($0) &* 0x9E37_79B9_7F4A_7C15 },
  ]

  @Test("a block is the base64 of its bytes, and is read as it was written", arguments: blocks)
  func roundTrip(block: [UInt64]) throws {
    var writer = StateWriter()
    writer.line("a", [.block(block[...]), .count(1)])
    let bytes = block.flatMap { number in
      (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    #expect(
      String(decoding: writer.bytes, as: UTF8.self) == "a \(Data(bytes).base64EncodedString()) 1\n")
    #expect(try writer.lines[0].block(0) == block)
  }

  @Test(
    "what is no whole block is damage",
    arguments: [
      "", "=", "AAAA", "AAAAAAAAAAA", "AAAAAAAAAA==", "AAAAAAAAAAA==", "AAAAA-AAAAA=",
      "AAAAAAAAAAAA", "AAAA=AAAAAA=",
    ])
  func damage(word: String) throws {
    #expect(StateBlock.numbers(Array(word.utf8)) == nil)
  }
}
