import TestSupport
import Testing

/// Lines that are made to cost much: linear time, bounded memory, and never a calm zero.
@Suite(.serialized, .timeLimit(.minutes(2))) struct HostileLineTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let rule: String
    var front = ""
    let unit: String
    let count: Int
    var back = "\n"
    /// The lines that count, by kind.
    let lines: [String: Int]

    var testDescription: String { rule }

    var bytes: [UInt8] {
      // Many at a time: this is not what is tested.
      let many = [UInt8](String(repeating: unit, count: 1000).utf8)
      var all = Array(front.utf8)
      for _ in 0..<(count / 1000) {
        all += many
      }
      return all + Array(back.utf8)
    }
  }

  /// In CI every fourth.
  static let rows = (longLines + shortLines).enumerated().filter {
    Scale.isLong || $0.offset % 4 == 0
  }
  .map(\.element)

  /// Longer than a line may be.
  static let longLines = [
    Row(rule: "brackets", unit: "[", count: 20_000_000, lines: ["oversize": 1]),
    Row(rule: "objects in objects", unit: "{\"a\":", count: 4_000_000, lines: ["oversize": 1]),
    Row(rule: "[{", unit: "[{", count: 9_000_000, lines: ["oversize": 1]),
    Row(rule: "a quote and a bracket", unit: "\"[", count: 9_000_000, lines: ["oversize": 1]),
    Row(
      rule: "backslashes", front: "{\"log\":\"", unit: "\\\\", count: 9_000_000, back: "\"}\n",
      lines: ["oversize": 1]),
    Row(
      rule: "escaped quotes", front: "{\"log\":\"", unit: "\\\"", count: 9_000_000, back: "\"}\n",
      lines: ["oversize": 1]),
    Row(
      rule: "a string that does not end", unit: "{\"log\":\"", count: 3_000_000,
      lines: ["oversize": 1]),
    Row(
      rule: "a brace in quotes behind a key", unit: "a=\"{", count: 5_000_000,
      lines: ["oversize": 1]),
    Row(
      rule: "arrays in arrays, with numbers", unit: "[1,", count: 6_000_000, lines: ["oversize": 1]),
    Row(
      rule: "arrays in arrays, with strings", unit: "[\"\",", count: 5_000_000,
      lines: ["oversize": 1]),
    Row(rule: "commas", unit: ",", count: 18_000_000, lines: ["oversize": 1]),
    Row(rule: "colours", unit: "\u{1b}[0m", count: 5_000_000, lines: ["oversize": 1]),
    Row(
      rule: "numbers of an array", front: "[", unit: "1,", count: 9_000_000, back: "1]\n",
      lines: ["oversize": 1]),
    Row(
      rule: "members of an object", front: "{", unit: "\"a\":1,", count: 3_000_000,
      back: "\"b\":2}\n",
      lines: ["oversize": 1]),
    Row(
      rule: "members deep in objects", front: String(repeating: "{\"a\":", count: 100) + "{",
      unit: "\"a\":1,", count: 3_000_000,
      back: "\"b\":2" + String(repeating: "}", count: 101) + "\n",
      lines: ["oversize": 1]),
    Row(rule: "a broken document", unit: " {\"a\":1,\n", count: 2_000_000, lines: ["oversize": 1]),
    Row(
      rule: "empty arrays side by side", unit: "[]", count: 9_000_000,
      lines: ["malformed": 9_000_000]),
    Row(
      rule: "empty arrays and commas", unit: "[],", count: 6_000_000,
      lines: ["malformed": 6_000_000]),
    Row(
      rule: "objects side by side", unit: "{\"a\":1}", count: 2_500_000, lines: ["other": 2_500_000]
    ),
    Row(
      rule: "two closing brackets", unit: "[]]", count: 6_000_000, lines: ["malformed": 6_000_000]),
  ]

  static let shortLines = [
    Row(
      rule: "an array on each line", unit: "[\n", count: 1_000_000, lines: ["malformed": 500_000]),
    Row(
      rule: "an object on each line", unit: "{\n", count: 1_000_000, lines: ["malformed": 1_000_000]
    ),
    Row(
      rule: "an array in an object on each line", unit: "{\"a\":[\n", count: 1_000_000,
      lines: ["malformed": 1_000_000]),
    Row(rule: "a line with many values", unit: "{}", count: 8_000_000, lines: ["malformed": 1]),
    Row(
      rule: "a line with many quotes behind =", unit: "=\"", count: 4_000_000,
      lines: ["malformed": 1]),
    Row(
      rule: "a line with many escaped quotes", front: "x [", unit: "\\\"", count: 4_000_000,
      lines: ["malformed": 1]),
  ]

  @Test(
    "a hostile log is told, with bounded memory and in linear time",
    arguments: Scale.drawn(rows, inCI: 4))
  func hostile(row: Row) throws {
    let directory = try TemporaryDirectory()
    let file = try directory.file("hostile.log", row.bytes)
    let outcome = try Binary.run("drops", "--output", "json", file)
    #expect(outcome.status == .exited(3))
    let isUnread = row.lines["oversize"] != nil
    #expect(outcome.errorText.contains(isUnread ? "longer than --max-line" : "not a flow log"))
    #expect(try Answer(outcome).coverage.lines.filter { $0.value != 0 } == row.lines)
    #expect(try MemoryTests.peak(["drops", file]) < 150 * 1024)
  }
}
