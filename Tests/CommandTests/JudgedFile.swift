import Foundation
import TestSupport
import Testing

@testable import FlowTally

/// A way to count: an instruction set and a number of threads.
struct CountingWay: CustomStringConvertible {
  let kernels: String
  let threads: Int

  /// Every set that this machine can run, the Swift twin with them; the number of threads goes from 1 to 8, from file to file
  /// and from set to set.
  static func all(for number: Int) -> [Self] {
    KernelSet.available.enumerated().map { index, kernels in
      Self(kernels: kernels.name, threads: 1 + (number + index) % 8)
    }
  }

  var description: String {
    "FLOWAUDIT_KERNELS=\(kernels) --threads \(threads)"
  }
}

/// Lines in PATH.jsonl, and in PATH.judged what the judge of the executable rules says of each: v valid, m malformed, b blank.
struct JudgedFile {
  private let path: String
  private let verdicts: [UInt8]

  /// The lines that `judged_lines.py` wrote to a folder: all, the valid ones, the others.
  ///
  /// Where all counts are right, each line of the last two was judged right, for all of them have the same verdict.
  static func files(in folder: String) throws -> [Self] {
    try ["all", "valid", "refused"].map { try Self(path: "\(folder)/\($0)") }
  }

  private init(path: String) throws {
    self.path = path
    verdicts = [UInt8](try Data(contentsOf: URL(filePath: path + ".judged")))
  }

  var lineCount: Int {
    verdicts.count
  }

  /// What the program says in that way that the judge does not.
  ///
  /// Narrowed down to one line where a single line shows it; the line is kept.
  func firstDifference(_ way: CountingWay) throws -> String? {
    guard let difference = try difference(way, .file(path + ".jsonl"), verdicts[...]) else {
      return nil
    }
    let text = [UInt8](try Data(contentsOf: URL(filePath: path + ".jsonl")))
    let starts = [0] + text.indices.filter { text[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    try #require(starts.count == verdicts.count + 1, "as many verdicts as lines")
    func isDifferent(_ lines: Range<Int>) throws -> Bool {
      let part = Array(text[starts[lines.lowerBound]..<starts[lines.upperBound]])
      return try self.difference(way, .bytes(part), verdicts[lines]) != nil
    }
    var lines = 0..<verdicts.count
    while lines.count > 1 {
      let middle = lines.lowerBound + lines.count / 2
      if try isDifferent(lines.lowerBound..<middle) {
        lines = lines.lowerBound..<middle
      } else if try isDifferent(middle..<lines.upperBound) {
        lines = middle..<lines.upperBound
      } else {
        break
      }
    }
    let part = text[starts[lines.lowerBound]..<starts[lines.upperBound]]
    let kept = try keep(part)
    let said = String(decoding: verdicts[lines].prefix(100), as: UTF8.self)
    let shown = String(decoding: part.prefix(10_000), as: UTF8.self).debugDescription
    return """
      \(way): \(difference)
      lines that show it alone: \(lines.count), kept in \(kept); judged \(said): \(shown)
      """
  }

  private func difference(
    _ way: CountingWay, _ input: ChildInput, _ verdicts: ArraySlice<UInt8>
  ) throws -> String? {
    let answer = try Answer(
      try Binary.run(
        "drops", "--output", "json", "--threads", "\(way.threads)", input: input,
        environment: ["FLOWAUDIT_KERNELS": way.kernels], within: .seconds(600)))
    var expected: [Character: Int] = ["m": 0, "b": 0, "v": 0]
    for verdict in verdicts {
      expected[Character(UnicodeScalar(verdict)), default: 0] += 1
    }
    let found: [Character: Int] = [
      "m": answer.lineCount("malformed"), "b": answer.lineCount("blank"),
      "v": ["flow", "lost_events", "other"].reduce(0) { $0 + answer.lineCount($1) },
    ]
    return found == expected ? nil : "found \(found), the judge says \(expected)"
  }

  private func keep(_ text: ArraySlice<UInt8>) throws -> String {
    let folder = Fixture.root + ".build/differing-lines"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let kept = "\(folder)/\(UUID().uuidString).jsonl"
    try Data(text).write(to: URL(filePath: kept))
    return kept
  }
}
