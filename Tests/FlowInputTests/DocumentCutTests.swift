import TestSupport
import Testing

@testable import FlowInput

/// Documents over several lines: the same lines come out, whatever the block size, and every byte keeps its place.
@Suite struct DocumentCutTests {
  static let cases = [
    DocumentCase(
      rule: "an object becomes one line", text: "{\n  \"a\": [\n    1\n  ]\n}\n",
      lines: ["{\"a\":[1]}"]),
    DocumentCase(
      rule: "a string keeps its blanks", text: "{\n \"a \\\" b\": \" \"\n}\n",
      lines: ["{\"a \\\" b\":\" \"}"]),
    DocumentCase(
      rule: "lines around it stay", text: "x\n{\n\"a\":1\n}\n{}\n", lines: ["x", "{\"a\":1}", "{}"]),
    DocumentCase(rule: "objects that touch", text: "{\n}{\n}\n", lines: ["{}{}"]),
    DocumentCase(
      rule: "an array gives its elements", text: "[\n{\"a\":1},\n{\n\"b\":2\n}, \"c\"\n]\nx\n",
      lines: ["{\"a\":1}", "{\"b\":2}", "\"c\"", "x"]),
    DocumentCase(
      rule: "a broken object is one line", text: "{\n  \"a\": 1\n  \"b\"\n}\n{}\n",
      lines: ["{   \"a\": 1   \"b\" }", "{}"]),
    DocumentCase(
      rule: "a cut line before a whole one stands alone", text: "{\"a\":[\n{\"b\":1}\n{\"c\":1}\n",
      lines: ["{\"a\":[", "{\"b\":1}", "{\"c\":1}"]),
    DocumentCase(
      rule: "an array that breaks gives what was whole", text: "[\n{\"a\":1},\n#\n{\"b\":1},\n",
      lines: ["{\"a\":1}", "#", "{\"b\":1},"]),
    DocumentCase(
      rule: "an array that is left open is told", text: "[\n{\"a\":1},\n",
      lines: ["{\"a\":1}", "unfinished"]),
    DocumentCase(
      rule: "no backslash takes a line feed into a string", text: "{\"\\\n{\"\\\n{}\n",
      lines: ["{\"\\", "{\"\\", "{}"]),
    DocumentCase(rule: "what ends open is one line", text: "{\n \"a\":\n", lines: ["{  \"a\":"]),
  ]

  @Test("a document's lines come out the same, whatever the block size", arguments: cases)
  func cuts(row: DocumentCase) throws {
    try row.check()
  }
}
