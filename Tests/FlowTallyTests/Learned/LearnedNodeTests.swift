import FlowAnswer
import Testing

@testable import FlowTally

/// The nodes that are noted: more of them than the cache has slots, and as many stays as there is room for.
@Suite struct LearnedNodeTests {
  private static func note(_ name: String, at time: Int64, in times: inout NodeTimes) -> Int? {
    Block(line: name).withBytes { bytes in
      let node = times.note(plain: 0..<name.utf8.count, bytes)
      times.note(OptionalTime(nanoseconds: time), on: node)
      return node
    }
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
    var times = NodeTimes()
    for name in names + names.reversed() + names {
      let expected = numbers[name] ?? numbers.count
      numbers[name] = expected
      #expect(Self.note(name, at: 5, in: &times) == expected, "\(name)")
    }
    #expect(numbers.count > 600)
    #expect(times.count == numbers.count)
  }

  @Test("where there is no room for another stay, those that are there still grow")
  func fullStays() {
    var times = NodeTimes(maximumVisits: 2)
    for (input, time) in [(0, 10), (1, 30)] {
      times.beginInput(input)
      _ = Self.note("n", at: Int64(time), in: &times)
      times.endInput()
      #expect(times.hasOverflowed == (input == 1))
    }
    #expect(times.overlaps().isEmpty)
    var other = NodeTimes(maximumVisits: 2)
    other.beginInput(0)
    _ = Self.note("n", at: 31, in: &other)
    times.merge(other)
    #expect(
      times.overlaps().map { "\($0.first) \($0.second) \(text(Array($0.node)))" } == ["0 1 n"])
  }
}
