import FlowAnswer
import Testing

@testable import FlowTally

/// When inputs saw nodes, by whichever thread.
@Suite struct NodeTimesTests {
  /// What one thread has seen.
  private struct Seen {
    var names = NodeNames()
    var times: NodeTimes

    init(maximumVisits: Int = 1 << 20) {
      times = NodeTimes(maximumVisits: maximumVisits)
    }

    /// Notes a node at some moments of an input.
    mutating func note(_ name: String, _ moments: Int64..., input: Int) {
      times.beginInput(input)
      let node = Block(line: "\"\(name)\"").withBytes { names.number(stringAt: 0, $0) }
      for moment in moments {
        times.note(OptionalTime(nanoseconds: moment), on: node)
      }
    }

    mutating func merge(_ other: Self) {
      times.merge(other.times, nodes: names.merge(other.names))
    }

    var overlaps: [String] {
      times.overlaps(names).map {
        "\($0.first) \($0.second) \(String(decoding: $0.node, as: UTF8.self))"
      }
    }
  }

  @Test(
    "what two threads saw of one input is one stay, though they know the nodes in another order")
  func merged() {
    var (first, second) = (Seen(), Seen())
    first.note("n", 10, input: 0)
    first.note("m", 11, input: 0)
    second.note("m", 12, input: 0)
    second.note("n", 20, input: 0)
    first.merge(second)
    first.note("n", 15, input: 1)
    first.times.endInput()
    #expect(first.overlaps == ["0 1 n"])
    #expect(first.times.count == 2)
  }

  @Test("an input that has not ended is merged too")
  func open() {
    var (first, second) = (Seen(), Seen())
    first.note("n", 15, input: 1)
    second.note("n", 10, 20, input: 0)
    first.merge(second)
    #expect(first.overlaps == ["0 1 n"])
  }

  @Test("beyond the limit no stay is new, those that are known go on")
  func limit() {
    var (first, second) = (Seen(maximumVisits: 2), Seen())
    for (input, moment) in [(0, Int64(10)), (1, 15), (2, 15)] {
      first.note("n", moment, input: input)
    }
    second.note("n", 20, input: 0)
    first.merge(second)
    #expect(first.overlaps == ["0 1 n"])
    #expect(first.times.hasOverflowed)
  }

  @Test("stays that have one moment in common overlap, whichever is the later one")
  func touching() {
    for (earlier, later) in [((10, 20), (20, 30)), ((20, 30), (10, 20))]
      as [((Int64, Int64), (Int64, Int64))]
    {
      var seen = Seen()
      seen.note("n", earlier.0, earlier.1, input: 0)
      seen.note("n", later.0, later.1, input: 1)
      seen.times.endInput()
      #expect(seen.overlaps == ["0 1 n"])
    }
  }
}
