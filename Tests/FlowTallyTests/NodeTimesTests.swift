import FlowAnswer
import Testing

@testable import FlowTally

/// When inputs saw nodes, by whichever thread.
@Suite struct NodeTimesTests {
  /// What one thread saw: its own numbers of nodes, and its times.
  private struct Thread {
    private var names = NodeNames()
    private(set) var times: NodeTimes

    init(maximumVisits: Int = 1 << 20) {
      times = NodeTimes(maximumVisits: maximumVisits)
    }

    mutating func beginInput(_ number: Int) {
      times.beginInput(number)
    }

    mutating func endInput() {
      times.endInput()
    }

    /// Notes a node at some moments of the present input.
    mutating func note(_ name: String, _ moments: Int64...) {
      Block(line: "\"\(name)\"").withBytes { bytes in
        let node = names.number(stringAt: 0, bytes)
        for moment in moments {
          times.note(OptionalTime(nanoseconds: moment), on: node)
        }
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
    var (first, second) = (Thread(), Thread())
    first.beginInput(0)
    first.note("n", 10)
    first.note("m", 11)
    second.beginInput(0)
    second.note("m", 12)
    second.note("n", 20)
    first.merge(second)
    first.beginInput(1)
    first.note("n", 15)
    first.endInput()
    #expect(first.overlaps == ["0 1 n"])
  }

  @Test("an input that has not ended is merged too")
  func open() {
    var (first, second) = (Thread(), Thread())
    first.beginInput(1)
    first.note("n", 15)
    second.beginInput(0)
    second.note("n", 10, 20)
    first.merge(second)
    #expect(first.overlaps == ["0 1 n"])
  }

  @Test("beyond the limit no stay is new, those that are known go on")
  func limit() {
    var (first, second) = (Thread(maximumVisits: 2), Thread())
    for (input, moment) in [(0, Int64(10)), (1, 15), (2, 15)] {
      first.beginInput(input)
      first.note("n", moment)
    }
    second.beginInput(0)
    second.note("n", 20)
    first.merge(second)
    #expect(first.overlaps == ["0 1 n"])
    #expect(first.times.hasOverflowed)
  }

  @Test("stays that have one moment in common overlap, whichever is the later one")
  func touching() {
    for (first, second) in [([10, 20], [20, 30]), ([20, 30], [10, 20])] as [([Int64], [Int64])] {
      var times = Thread()
      times.beginInput(0)
      times.note("n", first[0], first[1])
      times.beginInput(1)
      times.note("n", second[0], second[1])
      times.endInput()
      #expect(times.overlaps == ["0 1 n"])
    }
  }
}
