import FlowAnswer
import Foundation
import TestSupport
import Testing

@testable import FlowTally

/// However a log is cut into blocks, the answer is the same.
@Suite struct BlockCutTests {
  /// The lines of the small plain logs.
  private static let lines: [[UInt8]] = ["pairing", "mixed", "hostile"].flatMap { name in
    let bytes = (try? Fixture.bytes("flows/\(name).jsonl")) ?? []
    return bytes.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
  }

  private static let plan = TallyPlan(
    groupings: [
      Grouping(by: [.bucket] + GroupField.selectable, counting: .drops),
      Grouping(by: [.bucket] + GroupField.selectable, counting: .flows),
      Grouping(by: [.sourceNamespace, .destinationNamespace, .reason, .policy], counting: .drops),
    ], bucketWidth: .seconds(7), deduplicates: true)

  /// All that an answer holds, as text.
  private static func describe(_ summary: Summary) -> String {
    let tables = summary.tables.map { table in
      (0..<table.rowCount).map { "\(table.row(at: $0))" }.joined(separator: "\n")
        + "\n\(table.total) \(table.hasOverflowed)\n"
    }
    let coverage = summary.coverage
    let evidence = Evidence.allCases.map { "\($0) \(coverage.evidence[$0] ?? 0)" }
    let lines = LineResult.allCases.map { "\($0) \(coverage.lineCount($0))" }
    var rest = coverage
    rest.evidence = [:]
    rest.lines = [:]
    return "\(tables.joined())\n\(evidence)\n\(lines)\n\(rest)"
  }

  private static func answer(_ inputs: [[[UInt8]]], cut: (Int) -> [Int]) -> String {
    var tally = Tally(plan)
    for (number, lines) in inputs.enumerated() {
      tally.beginInput(InputName("input \(number)", isPipe: false))
      var start = 0
      for count in cut(lines.count) {
        let text: [UInt8] = lines[start..<start + count].flatMap { $0 + [10] }
        _ = take(text, into: &tally)
        start += count
      }
      _ = tally.endInput()
    }
    return describe(tally.finish())
  }

  @Test(
    "a log cut at random line ends gives the same answer",
    arguments: 0..<Scale.rounds(UInt64(40), inCI: 20))
  func randomCuts(seed: UInt64) {
    var random = SeededNumbers(seed)
    let inputs = (0..<(1 + random.below(3))).map { _ in Self.someLines(&random) }
    let whole = Self.answer(inputs) { [$0] }
    let single = Self.answer(inputs) { [Int](repeating: 1, count: $0) }
    #expect(single == whole, "seed \(seed)")
    let cut = Self.answer(inputs) { count in
      var pieces: [Int] = []
      var left = count
      while left > 0 {
        let piece = min(left, 1 + random.below(random.pick([2, 10, 100])))
        pieces.append(piece)
        left -= piece
      }
      return pieces
    }
    #expect(cut == whole, "seed \(seed)")
  }

  /// Lines of the logs in another order, some twice, some with a byte changed.
  private static func someLines(_ random: inout SeededNumbers) -> [[UInt8]] {
    #expect(lines.count > 90)
    var chosen = lines
    if random.chance(50) {
      chosen.shuffle(using: &random)
    }
    for _ in 0..<random.below(20) {
      let index = random.below(chosen.count)
      var line = chosen[index]
      if !line.isEmpty && random.chance(50) {
        line[random.below(line.count)] = random.pick([0x22, 0x5C, 0x7B, 0x30, 0x20, 0xFF, 0x00])
      }
      chosen.insert(line, at: random.below(chosen.count))
    }
    return chosen
  }
}
