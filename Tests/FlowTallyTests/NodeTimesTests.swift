import Testing

@testable import FlowTally

/// When inputs saw nodes, by whichever thread.
@Suite struct NodeTimesTests {
  /// Notes a node at some moments of the present input.
  private func note(_ name: String, _ moments: Int64..., in times: inout NodeTimes) {
    Block(line: "\"\(name)\"").withBytes { bytes in
      let node = times.note(stringAt: 0, bytes)
      for moment in moments {
        times.note(OptionalTime(nanoseconds: moment), on: node)
      }
    }
  }

  private func text(_ times: NodeTimes) -> [String] {
    times.overlaps().map { "\($0.first) \($0.second) \(String(decoding: $0.node, as: UTF8.self))" }
  }

  @Test(
    "what two threads saw of one input is one stay, though they know the nodes in another order")
  func merged() {
    var (first, second) = (NodeTimes(), NodeTimes())
    first.beginInput(0)
    note("n", 10, in: &first)
    note("m", 11, in: &first)
    second.beginInput(0)
    note("m", 12, in: &second)
    note("n", 20, in: &second)
    first.merge(second)
    first.beginInput(1)
    note("n", 15, in: &first)
    first.endInput()
    #expect(text(first) == ["0 1 n"])
  }

  @Test("an input that has not ended is merged too")
  func open() {
    var (first, second) = (NodeTimes(), NodeTimes())
    first.beginInput(1)
    note("n", 15, in: &first)
    second.beginInput(0)
    note("n", 10, 20, in: &second)
    first.merge(second)
    #expect(text(first) == ["0 1 n"])
  }

  @Test("beyond the limit no stay is new, those that are known go on")
  func limit() {
    var (first, second) = (NodeTimes(maximumVisits: 2), NodeTimes())
    for (input, moment) in [(0, Int64(10)), (1, 15), (2, 15)] {
      first.beginInput(input)
      note("n", moment, in: &first)
    }
    second.beginInput(0)
    note("n", 20, in: &second)
    first.merge(second)
    #expect(text(first) == ["0 1 n"])
    #expect(first.hasOverflowed)
  }

  @Test("stays that have one moment in common overlap, whichever is the later one")
  func touching() {
    for (first, second) in [([10, 20], [20, 30]), ([20, 30], [10, 20])] as [([Int64], [Int64])] {
      var times = NodeTimes()
      times.beginInput(0)
      note("n", first[0], first[1], in: &times)
      times.beginInput(1)
      note("n", second[0], second[1], in: &times)
      times.endInput()
      #expect(text(times) == ["0 1 n"])
    }
  }
}
