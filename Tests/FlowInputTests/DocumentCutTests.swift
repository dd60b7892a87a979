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
      let whole = Self.lines(input, blockByteCount: 1 << 16)
      #expect(whole.map(\.text) == row.lines)
      let differing = (1...(text.utf8.count + 2)).filter {
        Self.lines(input, blockByteCount: $0) != whole
      }
      #expect(differing == [], "blocks of so many bytes")
    }
  }

  struct Line: Equatable {
    let text: String
    let place: String
  }

  /// What comes out where every line that begins with a bracket is taken for the beginning of a document.
  private static func lines(_ input: Input, blockByteCount: Int) -> [Line] {
    var blocks = LineBlocks(
      input, options: LineBlockOptions(blockByteCount: blockByteCount, searchesPrefixes: false))
    var answer = LineBlockAnswer.taken(lineCount: 0)
    var lines: [Line] = []
    while true {
      switch blocks.next(after: answer) {
      case .block(let block): answer = take(block, into: &lines)
      case .unfinishedPart(let place): lines.append(line("unfinished", place))
      case .oversizeLine(let place): lines.append(line("oversize", place))
      case .problem(let problem): lines.append(Line(text: problem.message, place: ""))
      case .pause: answer = .taken(lineCount: 0)
      case .end: return lines
      }
    }
  }

  private static func take(_ block: LineBlock, into lines: inout [Line]) -> LineBlockAnswer {
    let bytes = [UInt8](UnsafeRawBufferPointer(start: block.start, count: block.byteCount))
    var start = 0
    var index = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 10) ?? bytes.count
      let text = String(decoding: bytes[start..<end], as: UTF8.self).trimmingBlanks
      if !block.isSettled && (text.hasPrefix("{") || text.hasPrefix("[")) {
        return .mayHoldDocument(lineCount: index, byteCount: start)
      }
      lines.append(line(text, block.place(ofLine: index, at: start)))
      start = end + 1
      index += 1
    }
    return .taken(lineCount: index)
  }

  private static func line(_ text: String, _ place: LinePlace) -> Line {
    Line(text: text, place: "\(place.fileIndex):\(place.lineNumber)@\(place.byteOffset)")
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return String(text)
  }
}
