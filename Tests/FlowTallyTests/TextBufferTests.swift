import TestSupport
import Testing

@testable import FlowTally

/// Texts that are put together piece by piece.
@Suite struct TextBufferTests {
  @Test("a number is written as Swift writes it")
  func numbers() {
    let edges: [UInt64] = [
      0, 9, 10, 65_535, 99_999_999, 100_000_000, 100_000_001, 1_000_000_007, 9_999_999_999_999_999,
      10_000_000_000_000_000, .max,
    ]
    var random = SeededNumbers(7)
    let others = (0..<10_000).map { _ in random.next() >> (random.next() % 64) }
    for number in edges + others {
      var text = TextBuffer()
      text.append(decimal: number)
      #expect(FlowTallyTests.text(text.bytes) == "\(number)")
      text.removeAll()
      text.append(decimal: Int64(truncatingIfNeeded: number))
      #expect(FlowTallyTests.text(text.bytes) == "\(Int64(truncatingIfNeeded: number))")
    }
  }

  @Test("any sequence of pieces is what an array of them would be (seed 20261121)")
  func pieces() {
    var random = SeededNumbers(20_261_121)
    // What is lent has bytes behind its end that can be read.
    let block = (0..<2048).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    var text = TextBuffer()
    var expected: [UInt8] = []
    for _ in 0..<20_000 {
      let first = Int(random.next() % 1000)
      let range = first..<(first + Int(random.next() % 100))
      switch random.next() % 9 {
      case 0:
        text.append(block.span, range)
        expected += block[range]
      case 1:
        text.append(block[first])
        expected.append(block[first])
      case 2:
        text.append(contentsOf: block[range])
        expected += block[range]
      case 3:
        text.append("a fixed text")
        expected += "a fixed text".utf8
      case 4:
        let part = 0..<min(expected.count, range.count)
        text.append(text, part)
        expected += expected[part]
      case 5:
        let count = min(expected.count, first)
        text.truncate(to: count)
        expected.removeLast(expected.count - count)
      case 6:
        let part = min(expected.count, first)..<min(expected.count, range.upperBound)
        text.remove(part)
        expected.removeSubrange(part)
      case 7:
        text.trim()
      default:
        text.lowercase(from: min(first, expected.count))
        for index in min(first, expected.count)..<expected.count
        where 65...90 ~= expected[index] {
          expected[index] += 32
        }
      }
      #expect(text.bytes == expected)
      #expect(text.equals(text) && text.isEmpty == expected.isEmpty)
    }
  }
}
