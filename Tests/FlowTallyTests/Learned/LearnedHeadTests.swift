import CKernels
import FlowAnswer
import Testing

@testable import FlowTally

/// The heads that are learned from lines: filled to the last slot and beyond, and of lines that have none.
@Suite struct LearnedHeadTests {
  /// Tries to learn the head of each line; whether it could.
  private func learn(_ lines: [String], _ layouts: inout HeadLayouts) -> [Bool] {
    var flow = Flow()
    return lines.map { line in
      Block(line: line).withBytes { bytes in
        guard case .object = flow.read(bytes, 0, bytes.count - 1) else {
          return false
        }
        return layouts.learn(flow.line, bytes, 0)
      }
    }
  }

  @Test("as many heads are learned as there are slots, the next one is refused")
  func slots() {
    var layouts = HeadLayouts()
    let lines = (0...LINE_HEAD_COUNT).map { #"{"flow":{"h\#($0)":1,"verdict":"FORWARDED"}}"# }
    let expected = [Bool](repeating: true, count: LINE_HEAD_COUNT) + [false]
    #expect(learn(lines, &layouts) == expected)
    #expect(layouts.heads.count == LINE_HEAD_COUNT)
    #expect(layouts.places.count == LINE_HEAD_COUNT)
  }

  @Test("a head ends with its last byte, with its last but one; one byte more is no head")
  func lengths() {
    // The quote that opens the verdict's value is the head's last byte.
    let lines = [LINE_HEAD_BYTES - 1, LINE_HEAD_BYTES, LINE_HEAD_BYTES + 1].map { count in
      let rest = count - #"{"flow":{"x":"","verdict":""#.utf8.count
      return #"{"flow":{"x":"\#(String(repeating: "a", count: rest))","verdict":"FORWARDED"}}"#
    }
    var layouts = HeadLayouts()
    #expect(learn(lines, &layouts) == [true, true, false])
    #expect(
      layouts.heads.map(\.byteCount) == [UInt32(LINE_HEAD_BYTES) - 1, UInt32(LINE_HEAD_BYTES)])
  }

  /// A line of a head of its own that its head and tail tell all of.
  private static func line(head: Int, node: Int, second: Int) -> String {
    let time = "2026-01-01T00:00:\(second).000000000Z"
    let filling = String(repeating: "-", count: 64)
    return #"{"flow":{"time":"\#(time)","h\#(head)":"\#(filling)","verdict":"FORWARDED"},"#
      + #""node_name":"node-\#(node)-of-many","time":"\#(time)"}"#
  }

  @Test(
    "lines of more heads than there are slots are counted right",
    arguments: KernelSet.available.map(\.name))
  func counts(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    let heads = LINE_HEAD_COUNT + 2
    let lines = (0..<(3 * heads)).map {
      Self.line(head: $0 % heads, node: $0 % 5, second: 10 + $0 % 7)
    }
    var tally = Tally(dropsPlan(), kernels: kernels)
    tally.beginInput(InputName("a", isPipe: false))
    // The second block begins with all heads that found room.
    _ = take(lines, into: &tally)
    _ = take(lines.reversed(), into: &tally)
    _ = tally.endInput()
    let coverage = tally.finish().coverage
    #expect(coverage.lineCount(.flow) == UInt64(2 * lines.count))
    #expect(
      coverage.flowsByVerdict == [
        Coverage.NamedCount(name: "FORWARDED", count: UInt64(2 * lines.count))
      ])
    #expect(coverage.nodeCount == 5)
    #expect(coverage.oldest?.description == "2026-01-01T00:00:10Z")
    #expect(coverage.newest?.description == "2026-01-01T00:00:16Z")
  }

  @Test(
    "a line has no head where its flow is not the first member: the node may stand before it",
    arguments: KernelSet.available.map(\.name))
  func flowIsNotFirst(name: String) throws {
    let time = "2026-01-01T00:00:10.000000000Z"
    let filling = String(repeating: "-", count: 120)
    // Of a key that comes twice the first counts.
    let lines = (0..<4).map {
      #"{"node_name":"n\#($0)","flow":{"time":"\#(time)","verdict":"FORWARDED","x":"\#(filling)"},"#
        + #""node_name":"another","time":"\#(time)"}"#
    }
    var layouts = HeadLayouts()
    #expect(learn(lines, &layouts) == [false, false, false, false])
    var tally = Tally(dropsPlan(), kernels: try #require(KernelSet.named(name)))
    tally.beginInput(InputName("a", isPipe: false))
    _ = take(lines, into: &tally)
    _ = tally.endInput()
    #expect(tally.finish().coverage.nodeCount == 4)
  }
}
