import TestSupport
import Testing

@testable import FlowTally

/// What the content of a string means, by the kernels that undo its most common escapes.
@Suite struct UndoEscapesTests {
  private static let pieces = [
    #"\""#, #"\\"#, #"\/"#, #"\\\""#, #"\n"#, #"\t"#, "\\u0041", "\\u000a", "\\ud83d\\ude00", "é",
    "{", "a",
  ]

  /// The content of a valid string: plain text of all lengths up to two blocks, and escapes.
  static func content(using random: inout SeededNumbers) -> String {
    (0..<random.below(40)).map { _ in
      random.chance(40)
        ? String(repeating: "x", count: random.below(130)) : random.pick(pieces)
    }.joined()
  }

  @Test(
    "every set writes what the twin writes, and no further than it may", arguments: UInt64(0)..<200)
  func sets(seed: UInt64) {
    var random = SeededNumbers(seed)
    let content = Array(Self.content(using: &random).utf8)
    let starts = [0] + (0..<4).map { _ in random.below(content.count + 1) }
    for start in starts where !Self.isEscaped(content, start) {
      let outcomes = KernelSet.available.map { Self.undone(content, start, $0) }
      #expect(outcomes.allSatisfy { $0 == outcomes[0] }, "seed \(seed), from \(start)")
      #expect(outcomes[0].isInside, "seed \(seed), from \(start)")
    }
  }

  @Test(
    "a string's content means the same by every set as read byte by byte",
    arguments: UInt64(0)..<100)
  func contents(seed: UInt64) {
    var random = SeededNumbers(seed)
    let text = Array("\"\(Self.content(using: &random))\"\n".utf8)
    let wanted = StringText.decoded(text.span, 0..<(text.count - 1))
    for kernels in KernelSet.available {
      var lines = BareLines()
      let lineFeed = lines.appendContent(text.span, 0..<(text.count - 1), kernels)
      #expect((0..<lines.count).map { lines[$0] } == wanted, "seed \(seed), \(kernels.name)")
      #expect(lineFeed == wanted.firstIndex(of: 10), "seed \(seed), \(kernels.name)")
    }
  }

  private static func isEscaped(_ content: [UInt8], _ start: Int) -> Bool {
    content[..<start].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
  }

  private struct Outcome: Equatable {
    var read = 0
    var written: [UInt8] = []
    /// Nothing was written behind the slack.
    var isInside = true
  }

  private static func undone(_ content: [UInt8], _ start: Int, _ kernels: KernelSet) -> Outcome {
    let room = content.count - start + KernelSet.copySlack
    let out = UnsafeMutableRawBufferPointer.allocate(byteCount: room + 256, alignment: 1)
    defer { out.deallocate() }
    out.initializeMemory(as: UInt8.self, repeating: 0xA5)
    guard let base = out.baseAddress, start < content.count else {
      return Outcome()
    }
    let copy = kernels.undoEscapes(content.span, start..<content.count, to: base)
    return Outcome(
      read: copy.read, written: Array(out[..<copy.written]),
      isInside: out[room...].allSatisfy { $0 == 0xA5 })
  }
}
