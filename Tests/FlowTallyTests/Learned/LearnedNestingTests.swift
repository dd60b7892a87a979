import CKernels
import TestSupport
import Testing

@testable import FlowTally

/// The nestings that are learned from lines: a slot is known by all that is in it.
@Suite struct LearnedNestingTests {
  /// A piece of a line and the event that it gives, if it gives one.
  private typealias Token = (text: String, event: Character?)

  /// Wrong nestings that differ in just one plane from a right one.
  private enum Change: CaseIterable {
    /// Bit 1: members behind closers become elements.
    case element
    /// Bit 5: closers are of the other kind.
    case closer
  }

  /// An object of random members, closers apart from each other by scalars or not at all.
  private static func object(_ random: inout SeededNumbers, depth: Int) -> [Token] {
    container("{", "}", isObject: true, &random, depth: depth)
  }

  private static func container(
    _ open: Character, _ close: Character, isObject: Bool, _ random: inout SeededNumbers,
    depth: Int
  ) -> [Token] {
    var tokens: [Token] = [(String(open), open)]
    var isBehindCloser = false
    for index in 0..<(depth == 0 ? 0 : 1 + random.below(3)) {
      let comma = index == 0 ? "" : ","
      let event: Character? = index > 0 && isBehindCloser ? (isObject ? ":" : ",") : nil
      if index > 0 || isObject {
        tokens.append((comma + (isObject ? "\"k\":" : ""), event))
      }
      isBehindCloser = random.chance(60)
      if !isBehindCloser {
        tokens.append(("1", nil))
      } else if random.chance(50) {
        tokens += object(&random, depth: depth - 1)
      } else {
        tokens += container("[", "]", isObject: false, &random, depth: depth - 1)
      }
    }
    return tokens + [(String(close), close)]
  }

  /// Two to four changes: of one alone the hash is always another.
  private static func changed(
    _ tokens: [Token], _ change: Change, _ random: inout SeededNumbers
  ) -> [Token]? {
    let places = tokens.indices.dropFirst().dropLast().filter { index in
      switch change {
      case .element: tokens[index].event == ":"
      case .closer: tokens[index].event == "}" || tokens[index].event == "]"
      }
    }
    guard places.count > 1 else {
      return nil
    }
    var result = tokens
    for place in places.shuffled(using: &random).prefix(2 + random.below(3)) {
      switch change {
      case .element: result[place] = (",", ",")
      case .closer: result[place] = tokens[place].event == "}" ? ("]", "]") : ("}", "}")
      }
    }
    return result
  }

  /// For each change a line that is right and one that is wrong in its slot.
  private static let pairs: [(right: [UInt8], wrong: [UInt8])] = Change.allCases.compactMap {
    change in
    var random = SeededNumbers(5)
    for _ in 0..<100_000 {
      let right = object(&random, depth: 4)
      guard right.count < 110, right.count(where: { $0.event != nil }) <= SKELETON_NESTING_EVENTS,
        let wrong = changed(right, change, &random), slot(right) == slot(wrong)
      else {
        continue
      }
      return (text(right), text(wrong))
    }
    return nil
  }

  private static func slot(_ tokens: [Token]) -> Int {
    let events = tokens.compactMap { $0.event.flatMap(\.asciiValue) }
    let planes = Nesting.planes(events.span)
    return skeleton_nesting_slot(planes.0, planes.1, planes.2)
  }

  private static func text(_ tokens: [Token]) -> [UInt8] {
    tokens.flatMap { Array($0.text.utf8) } + [10]
  }

  @Test(
    "a wrong nesting is refused where one that differs in one plane is known in its slot",
    arguments: KernelSet.available.map(\.name))
  func slots(name: String) throws {
    #expect(Self.pairs.count == Change.allCases.count)
    for (right, wrong) in Self.pairs {
      var scan = ChunkScan(kernels: try #require(KernelSet.named(name)))
      for (line, suspects) in [(right, []), (right, []), (wrong, [0]), (right, [])] {
        let block = SkeletonBlock(line)
        scan.scan(block.start, byteCount: block.byteCount)
        #expect(scan.suspects == suspects, "\(String(decoding: line, as: UTF8.self))")
      }
    }
  }

  @Test(
    "lines of as many events as a slot holds, and of more, are judged right however often they come",
    arguments: KernelSet.available.map(\.name))
  func lengths(name: String) throws {
    var scan = ChunkScan(kernels: try #require(KernelSet.named(name)))
    for count in Array(60...68) + Array(124...132) + Array(188...196) {
      // Members of arrays: three events each but for the first, whose arrays within arrays make up the rest.
      let depth = (count - 1) % 3 == 0 ? 0 : count % 3 == 0 ? 1 : 2
      let first = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
      let memberCount = (count - 1 - 2 * depth) / 3
      let members: [String] = (0..<memberCount).map { (number: Int) -> String in
        let content = number == 0 ? first : ""
        return "\"k\(number)\":[\(content)]"
      }
      let right = "{\(members.joined(separator: ","))}"
      #expect(KernelOutput(Array(right.utf8), .twins).events[0].count == count + 1)
      let start = String(right.dropLast())
      let wrong: [String] = [
        start + "]", String(right.dropLast(2)) + "}}", start + ",\"k\":[[]}", start + ",2}",
        right + "}",
      ]
      let lines: [String] = [right, right] + wrong + [right]
      for line in lines {
        let block = SkeletonBlock(Array(line.utf8))
        scan.scan(block.start, byteCount: block.byteCount)
        #expect(scan.suspects == (line == right ? [] : [0]), "\(count): \(line)")
      }
    }
  }
}
