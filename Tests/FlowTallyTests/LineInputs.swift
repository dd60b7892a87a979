import CKernels

@testable import FlowTally

/// What the line kernels are given beside a block of valid lines, found a byte at a time.
enum LineInputs {
  /// Whether each byte is outside strings, or closes one.
  static func outside(_ bytes: Span<UInt8>) -> [Bool] {
    var isInside = false
    var isEscaped = false
    return bytes.indices.map { index in
      let wasEscaped = isEscaped
      isEscaped = isInside && bytes[index] == Byte.backslash && !wasEscaped
      if bytes[index] == Byte.quote && !wasEscaped {
        isInside.toggle()
      }
      return !isInside
    }
  }

  /// A bit for each of some bytes, 64 a word.
  static func words(_ bits: some Sequence<Bool>) -> [UInt64] {
    var words: [UInt64] = []
    for (index, bit) in bits.enumerated() {
      if index % 64 == 0 {
        words.append(0)
      }
      words[index / 64] |= bit ? 1 << UInt64(index % 64) : 0
    }
    return words
  }

  /// The tails of every other line that has one, each with a node of its own; at most `limit`.
  static func learnedTails(
    _ bytes: Span<UInt8>, _ ends: Span<UInt32>, limit: Int = .max
  ) -> KnownTails {
    var found = [LineTail](repeating: LineTail(), count: ends.count)
    LineTwins.findTails(bytes, ends, into: &found)
    var tails = KnownTails()
    for line in stride(from: 0, to: ends.count, by: 2).prefix(limit) where found[line].isThere {
      tails.learn(
        bytes, ends.start(ofLine: line)..<Int(ends[line]), found[line], node: 100 + line)
    }
    return tails
  }
}

extension Span<UInt32> {
  /// Where a line begins, given all line ends of the block.
  func start(ofLine line: Int) -> Int {
    line == 0 ? 0 : Int(self[line - 1]) + 1
  }
}
