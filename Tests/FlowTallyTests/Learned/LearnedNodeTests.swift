import FlowAnswer
import Testing

@testable import FlowTally

/// The nodes that are noted: more of them than the cache has slots, and as many stays as there is room for.
@Suite struct LearnedNodeTests {
  private static func number(_ name: String, in names: inout NodeNames) -> Int? {
    Block(line: name).withBytes { names.number(plain: 0..<name.utf8.count, $0) }
  }

  @Test("nodes of all lengths that share the slots of the cache keep their numbers")
  func cache() {
    // 40 lengths, 20 names of each: short ones share the slot of their length, long ones that of a few of their bytes.
    let names = (1...40).flatMap { length in
      (0..<20).map { number in
        let text = "n\(number)"
        let filling = String(repeating: "-", count: max(0, length - text.utf8.count))
        return String((length % 2 == 0 ? text + filling : filling + text).prefix(max(3, length)))
      }
    }
    var numbers: [String: Int] = [:]
    var known = NodeNames()
    for name in names + names.reversed() + names {
      let expected = numbers[name] ?? numbers.count
      numbers[name] = expected
      #expect(Self.number(name, in: &known) == expected, "\(name)")
    }
    #expect(numbers.count > 600)
  }

  @Test("where there is no room for another stay, those that are there still grow")
  func fullStays() {
    var names = NodeNames()
    let node = Self.number("n", in: &names)
    var times = NodeTimes(maximumVisits: 2)
    for (input, time) in [(0, 10), (1, 30)] {
      times.beginInput(input)
      times.note(OptionalTime(nanoseconds: Int64(time)), on: node)
      times.endInput()
      #expect(times.hasOverflowed == (input == 1))
    }
    #expect(times.overlaps(names).isEmpty)
    var other = NodeTimes(maximumVisits: 2)
    other.beginInput(0)
    other.note(OptionalTime(nanoseconds: 31), on: node)
    times.merge(other, nodes: [node])
    #expect(
      times.overlaps(names).map { "\($0.first) \($0.second) \(text(Array($0.node)))" } == ["0 1 n"])
  }
}
