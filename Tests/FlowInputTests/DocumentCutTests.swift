import TestSupport
import Testing

@testable import FlowInput

/// Documents over several lines: the same lines come out, whatever the block size, and every byte keeps its place.
@Suite struct DocumentCutTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let rule: String
    let text: String
    /// The lines that come out, without blanks around them.
    let lines: [String]

    var testDescription: String { rule }
  }

  static let cases = [
    Case(
      rule: "an object becomes one line", text: "{\n  \"a\": [\n    1\n  ]\n}\n",
      lines: ["{\"a\":[1]}"]),
    Case(
      rule: "a string keeps its blanks", text: "{\n \"a \\\" b\": \" \"\n}\n",
      lines: ["{\"a \\\" b\":\" \"}"]),
    Case(
      rule: "lines around it stay", text: "x\n{\n\"a\":1\n}\n{}\n", lines: ["x", "{\"a\":1}", "{}"]),
    Case(rule: "objects that touch", text: "{\n}{\n}\n", lines: ["{}{}"]),
    Case(
      rule: "an array gives its elements", text: "[\n{\"a\":1},\n{\n\"b\":2\n}, \"c\"\n]\nx\n",
      lines: ["{\"a\":1}", "{\"b\":2}", "\"c\"", "x"]),
    Case(
      rule: "a broken object is one line", text: "{\n  \"a\": 1\n  \"b\"\n}\n{}\n",
      lines: ["{   \"a\": 1   \"b\" }", "{}"]),
    Case(
      rule: "a cut line before a whole one stands alone", text: "{\"a\":[\n{\"b\":1}\n{\"c\":1}\n",
      lines: ["{\"a\":[", "{\"b\":1}", "{\"c\":1}"]),
    Case(
      rule: "an array that breaks gives what was whole", text: "[\n{\"a\":1},\n#\n{\"b\":1},\n",
      lines: ["{\"a\":1}", "#", "{\"b\":1},"]),
    Case(
      rule: "an array that is left open is told", text: "[\n{\"a\":1},\n",
      lines: ["{\"a\":1}", "unfinished"]),
    Case(
      rule: "no backslash takes a line feed into a string", text: "{\"\\\n{\"\\\n{}\n",
      lines: ["{\"\\", "{\"\\", "{}"]),
    Case(rule: "what ends open is one line", text: "{\n \"a\":\n", lines: ["{  \"a\":"]),
  ]

  @Test("a document's lines come out the same, whatever the block size", arguments: cases)
  func cuts(row: Case) throws {
    let directory = try TemporaryDirectory()
    for text in [row.text, String(row.text.dropLast())] {
      let input = try directory.input([Array(text.utf8)])
      let whole = JoinedLine.all(of: input, blockByteCount: 1 << 16)
      #expect(whole.map(\.text) == row.lines)
      let differing = (1...(text.utf8.count + 2)).filter {
        JoinedLine.all(of: input, blockByteCount: $0) != whole
      }
      #expect(differing == [], "blocks of so many bytes")
    }
  }
}
