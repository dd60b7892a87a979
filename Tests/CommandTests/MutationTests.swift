import Foundation
import Testing

/// Damaged lines: what is malformed is what the judge of the executable rules says, to the line.
@Suite struct MutationTests {
  @Test("lines with bytes changed, inserted and removed are malformed where the judge says so")
  func mutatedLines() throws {
    let batchSize = 2_000
    for batch in 0..<max(1, (Scale.mutations + batchSize - 1) / batchSize) {
      let seed = Scale.seed + batch
      let directory = try TemporaryDirectory()
      let count = min(batchSize, Scale.mutations - batch * batchSize)
      _ = try Tool.script(
        "mutations.py",
        ["\(seed)", "\(count)", directory.path + "/lines"]
          + ["full-20k", "odd-5k"].map { Fixture.path("flows/\($0).jsonl.gz") })
      let judged = try Judged(directory: directory)
      let problem = try judged.firstDifference()
      #expect(problem == nil, "FLOWAUDIT_SEED=\(seed) FLOWAUDIT_MUTATIONS=\(count)")
      if problem != nil {
        return
      }
    }
  }
}

/// Lines and what the judge said of each.
private struct Judged {
  let lines: [ArraySlice<UInt8>]
  let verdicts: [Character]

  init(directory: TemporaryDirectory) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: directory.path + "/lines.jsonl")))
    lines = bytes.split(separator: 10, omittingEmptySubsequences: false).dropLast()
    verdicts = Array(
      try String(contentsOf: URL(filePath: directory.path + "/lines.judged"), encoding: .utf8))
    try #require(lines.count == verdicts.count)
  }

  /// What is wrong, narrowed down to one line where a single line shows it.
  func firstDifference() throws -> String? {
    guard let difference = try difference(in: lines.indices) else {
      return nil
    }
    var range = lines.indices
    while range.count > 1 {
      let middle = range.lowerBound + range.count / 2
      if try self.difference(in: range.lowerBound..<middle) != nil {
        range = range.lowerBound..<middle
      } else if try self.difference(in: middle..<range.upperBound) != nil {
        range = middle..<range.upperBound
      } else {
        return "\(difference); no half of these \(range.count) lines shows it alone"
      }
    }
    let line = String(decoding: lines[range.lowerBound], as: UTF8.self)
    return "\(difference); judged \(verdicts[range.lowerBound]): \(line.debugDescription)"
  }

  private func difference(in range: Range<Int>) throws -> String? {
    let log = lines[range].flatMap { $0 + [10] }
    let answer = try Answer(try Binary.run("drops", "--output", "json", input: .bytes(log)))
    let expected = Dictionary(verdicts[range].map { ($0, 1) }, uniquingKeysWith: +)
    let found: [Character: Int] = [
      "m": answer.lineCount("malformed"), "b": answer.lineCount("blank"),
      "v": ["flow", "lost_events", "other"].reduce(0) { $0 + answer.lineCount($1) },
    ]
    return found.filter { $0.value != 0 } == expected
      ? nil : "found \(found), the judge says \(expected)"
  }
}
