import CKernels
import FlowAnswer
import Testing

@testable import FlowTally

/// The tails that are learned from lines: filled to the last slot and beyond.
@Suite struct LearnedTailTests {
  private static let most = 512

  private static func line(node: Int) -> String {
    let time = "2026-01-01T00:00:10.000000000Z"
    let filling = String(repeating: "-", count: 90)
    return #"{"flow":{"time":"\#(time)","verdict":"FORWARDED","x":"\#(filling)"},"#
      + #""node_name":"ip-10-0-\#(node).example","time":"\#(time)"}"#
  }

  @Test("512 tails are learned, each in a slot of its own; the next one is refused")
  func slots() throws {
    var tails = KnownTails()
    var taken: Set<Int> = []
    for node in 0..<1000 {
      try Block(line: Self.line(node: node)).withBytes { bytes in
        let end = bytes.count - 1
        var found = [LineTail()]
        LineTwins.findTails(bytes, [UInt32(end)].span, into: &found)
        try #require(found[0].isThere)
        tails.learn(bytes, 0..<end, found[0], node: node)
        taken.insert(KnownTails.slot(bytes, found[0].node.upperBound))
      }
      #expect(tails.count == min(taken.count, Self.most), "node \(node)")
    }
    #expect(taken.count > Self.most)
  }

  @Test(
    "lines of more nodes than there are tails are counted on their nodes",
    arguments: KernelSet.available.map(\.name))
  func counts(name: String) throws {
    let lines = (0..<1000).map(Self.line)
    var tally = Tally(dropsPlan(), kernels: try #require(KernelSet.named(name)))
    for input in ["a", "b"] {
      tally.beginInput(InputName(input, isPipe: false))
      // Twice: all tails that find room are known the second time.
      _ = take(lines, into: &tally)
      _ = take(lines.reversed(), into: &tally)
      _ = tally.endInput()
    }
    let coverage = tally.finish().coverage
    #expect(coverage.lineCount(.flow) == 4000)
    #expect(coverage.nodeCount == 1000)
    #expect(
      coverage.notes == [
        "a and b overlap in time on node ip-10-0-0.example (and 999 more overlaps): flows in both "
          + "are counted twice; --dedup counts a uuid once"
      ])
  }
}
