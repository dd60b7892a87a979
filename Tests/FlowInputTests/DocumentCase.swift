import TestSupport
import Testing

@testable import FlowInput

/// A text, and the lines that come out of it, in blocks of any size.
struct DocumentCase: Sendable, CustomTestStringConvertible {
  let rule: String
  let text: String
  /// Without blanks around them.
  let lines: [String]

  var testDescription: String { rule }

  /// Reads it whole and in blocks of each size, with an LF at its end and without.
  func check(limit: Int? = nil) throws {
    let directory = try TemporaryDirectory()
    for text in [text, String(text.dropLast())] {
      let input = try directory.input([Array(text.utf8)])
      func read(_ blockByteCount: Int) -> JoinedLine.All {
        limit.map { JoinedLine.all(of: input, blockByteCount: blockByteCount, limit: $0) }
          ?? JoinedLine.all(of: input, blockByteCount: blockByteCount)
      }
      let whole = read(1 << 16)
      #expect(whole.lines.map(\.text) == lines)
      let differing = (1...(text.utf8.count + 2)).filter { read($0) != whole }
      #expect(differing == [], "blocks of so many bytes")
    }
  }
}
