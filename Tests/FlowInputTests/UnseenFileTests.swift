import TestSupport
import Testing

@testable import FlowInput

/// Files of a followed log that came and went between two looks.
struct UnseenFileTests {
  struct Row: CustomTestStringConvertible {
    let testDescription: String
    /// How often lines were lost.
    let gapCount: Int
    let steps: [RotatedDirectory.Step]

    init(_ rule: String, gaps gapCount: Int, _ steps: [RotatedDirectory.Step]) {
      testDescription = rule
      self.gapCount = gapCount
      self.steps = steps
    }
  }

  private static let log = "events.log"
  private static let stamps = (1...4).map { "events-2026-05-11T06-02-0\($0).000.log" }

  /// A rotation of the log, and the next one, each of ten lines.
  private static func rotate(_ number: Int) -> [RotatedDirectory.Step] {
    [
      .rename(log, stamps[number - 1]),
      .append(log, (number * 10)..<(number * 10 + 10)),
    ]
  }

  static let rows: [Row] = [
    Row(
      "the file that was read last is removed, and its successor, too", gaps: 1,
      [.append(log, 0..<10), .look] + rotate(1) + rotate(2) + rotate(3)
        + [.remove(stamps[0]), .remove(stamps[1]), .look]),
    Row(
      "so many successors as may be are one gap", gaps: 1,
      [.append(log, 0..<10), .look] + rotate(1) + rotate(2) + rotate(3) + rotate(4)
        + [.remove(stamps[0]), .remove(stamps[1]), .remove(stamps[2]), .look]),
    Row(
      "each time anew", gaps: 2,
      [.append(log, 0..<10), .look] + rotate(1) + rotate(2)
        + [.remove(stamps[0]), .remove(stamps[1]), .look] + rotate(3) + rotate(4)
        + [.remove(stamps[2]), .remove(stamps[3]), .look]),
    Row(
      "only the file that was read last is removed: it is open still", gaps: 0,
      [.append(log, 0..<10), .look, .append(log, 100..<110)] + rotate(1) + rotate(2)
        + [.remove(stamps[0]), .look]),
    Row(
      "the log is removed and made again", gaps: 0,
      [.append(log, 0..<10), .look, .remove(log), .append(log, 10..<20), .look]),
    Row(
      "the log is away for a look and comes back", gaps: 0,
      [.append(log, 0..<10), .look, .remove(log), .look, .append(log, 10..<20), .look]),
    Row(
      "the log is moved away and back", gaps: 0,
      [
        .append(log, 0..<10), .look, .rename(log, "kept"), .rename("kept", log),
        .append(log, 10..<20), .look,
      ]),
    Row(
      "the log is replaced by a copy of it", gaps: 0,
      [
        .append(log, 0..<10), .look, .copy(log, "kept"), .append("kept", 10..<20),
        .rename("kept", log), .look,
      ]),
    Row(
      "a copy that is truncated is no file that was made as the log", gaps: 1,
      [
        .append(log, 0..<10), .look, .copy(log, log + ".1"), .truncate(log), .append(log, 10..<20),
        .look,
      ] + rotate(1) + rotate(2) + [.remove(stamps[0]), .remove(stamps[1]), .look]),
  ]

  @Test("a file that was never seen is a gap, one that was read is none", arguments: rows)
  func row(_ row: Row) throws {
    let directory = try RotatedDirectory()
    var reader = LogReader(directory.path(Self.log))
    for step in row.steps {
      try directory.take(step, &reader)
    }
    reader.look()
    #expect(reader.gapCount == row.gapCount)
    #expect(reader.lines.count == Set(reader.lines).count)
    #expect((reader.lines.count < directory.written.count) == (row.gapCount > 0))
  }
}
