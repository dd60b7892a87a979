import TestSupport
import Testing

@testable import FlowInput

/// Lines and documents that are longer than a line may be: what is in them comes out, whatever the block size.
@Suite struct LongDocumentTests {
  /// A line may have 12 bytes.
  static let cases = [
    DocumentCase(
      rule: "values that touch are lines of their own",
      text: #"{"a":1}{"b":2}{}[3]{"c":4}"# + "\nx\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, "{}", "[3]", #"{"c":4}"#, "x"]),
    DocumentCase(
      rule: "commas between values, and one bracket behind them",
      text: #"{"a":1}, {"b":2},{}]"# + "\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, "{}"]),
    DocumentCase(
      rule: "elements of an array", text: #"[{"a":1},{"b":2},"c",4]"# + "\n{}\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, #""c""#, "{}"]),
    DocumentCase(
      rule: "arrays in objects",
      text: #"{"s":"ok","d":{"n":1,"r":[{"a":1},{"b":2}]},"e":[[5],"f"]}"# + "\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, "[5]", #""f""#]),
    DocumentCase(
      rule: "an element that is too long is gone into",
      text: #"[{"a":1},[{"b":2},{"c":3}],{"d":4}]"# + "\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#, #"{"d":4}"#]),
    DocumentCase(
      rule: "an element of an array over lines that is too long is gone into",
      text: "[\n{\"a\":1},\n{\"v\":[\n{\"b\":\n2},\n{\"c\":3}]}\n,{\"d\":4}\n]\nx\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#, #"{"d":4}"#, "x"]),
    DocumentCase(
      rule: "a string that is too long is one line that is too long",
      text: #"[{"a":1},"0123456789ab",{"b":2}]"# + "\n",
      lines: [#"{"a":1}"#, "oversize", #"{"b":2}"#]),
    DocumentCase(
      rule: "a line of Hubble's that is too long is one, too",
      text: #"[{"a":1},{"flow":{"x":[1,2]}},{"b":2}]"# + "\n",
      lines: [#"{"a":1}"#, "oversize", #"{"b":2}"#]),
    DocumentCase(
      rule: "lines of Hubble's that are members",
      text: #"{"x":{"flow":1},"y":{"z":[]},"w":{"flow":2}}"# + "\n",
      lines: [#"{"flow":1}"#, #"{"flow":2}"#]),
    DocumentCase(
      rule: "what yields no line is one line that is too long", text: "[1,2,3,4,5,6,7,8,9]\n{}\n",
      lines: ["oversize", "{}"]),
    DocumentCase(
      rule: "strings of an object are none", text: #"{"a":"b","c":"d","e":"f"}"# + "\n{}\n",
      lines: ["oversize", "{}"]),
    DocumentCase(rule: "a plain line", text: "0123456789abc\n{}\n", lines: ["oversize", "{}"]),
    DocumentCase(
      rule: "a broken line that is too long", text: "{\"a\":}0123456789abc\n{}\n",
      lines: ["oversize", "{}"]),
    DocumentCase(
      rule: "what is broken behind whole values", text: #"{"a":1}{"b":2}{"c":}"# + "\n{}\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, #"{"c":}"#, "{}"]),
    DocumentCase(
      rule: "what is broken and too long behind whole values",
      text: #"{"a":1}{"b":2}{"c":}{"d":4}{"e":5}"# + "\n{}\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, "oversize", "{}"]),
    DocumentCase(
      rule: "a broken document that is too long is one line",
      text: "{\"a\":1\n \"b\":\n \"c\":\n}\n{}\n",
      lines: ["oversize", "{}"]),
    DocumentCase(
      rule: "a file that ends in an array", text: #"[{"a":1},{"b":2},{"c":3}"# + "\n",
      lines: [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#, "unfinished"]),
    DocumentCase(
      rule: "a document over lines",
      text: "{\n\"a\": [\n{\n\"b\":1\n},\n{}\n],\n\"c\": 123\n}\n{}\n",
      lines: [#"{"b":1}"#, "{}", "{}"]),
    DocumentCase(
      rule: "elements without commas are one line, as far as that may go",
      text: "[\n{}{}{\"a\":1}{\"b\":2}{\"c\":3}\n]\n",
      lines: [#"{}{}{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#]),
  ]

  @Test("what is in a line too long comes out the same, whatever the block size", arguments: cases)
  func cuts(row: DocumentCase) throws {
    try row.check(limit: 12)
  }

  @Test("what is longer than all that is kept comes out the same, whatever the block size")
  func longerThanTheBuffer() throws {
    let directory = try TemporaryDirectory()
    let blanks = String(repeating: " ", count: 5000)
    let values = (0..<1000).map { "{\"a\":\($0)}" }
    let texts = [
      values.joined(), values.joined(separator: ","), "[" + values.joined(separator: ",") + "]",
      "{\"x\":" + blanks + "[" + values.joined(separator: blanks + ",") + "]}",
      "[\n" + values.joined(separator: "\n" + blanks + ",") + blanks + "]",
    ]
    for text in texts {
      let input = try directory.input([Array((text + "\n{}").utf8)])
      for blockByteCount in [1, 1000, 5001, 1 << 18] {
        let lines = JoinedLine.all(of: input, blockByteCount: blockByteCount, limit: 12).lines
        #expect(lines.map(\.text) == values + ["{}"], "\(text.prefix(20)), \(blockByteCount)")
      }
    }
  }

  private static let tokens = [
    "{", "}", "[", "]", ",", ":", "\"a\"", "\"flow\"", "1", "\n", " ", "\"", "\\", "{\"a\":1}",
    "[\n", "{\"flow\":{}}", "x", "\n{\"b\":[",
    "\"0123456789\"", "},{", "\":",
  ]

  @Test("any text comes out the same, whatever the block size", arguments: 0..<200)
  func randomTexts(number: Int) throws {
    let seed = Seed.ofRun + number
    var numbers = SeededNumbers(UInt64(truncatingIfNeeded: seed))
    let directory = try TemporaryDirectory()
    let text = (0..<Int.random(in: 1...60, using: &numbers)).map { _ in
      Self.tokens.randomElement(using: &numbers) ?? ""
    }.joined()
    let limit = Int.random(in: 1...40, using: &numbers)
    let input = try directory.input([Array(text.utf8)])
    let whole = JoinedLine.all(of: input, blockByteCount: 1 << 16, limit: limit)
    let differing = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89].filter {
      JoinedLine.all(of: input, blockByteCount: $0, limit: limit) != whole
    }
    #expect(differing == [], "seed \(seed), limit \(limit): \(text.debugDescription)")
  }
}
