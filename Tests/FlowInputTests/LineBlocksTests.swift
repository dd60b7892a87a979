import Foundation
import Testing

@testable import FlowInput

/// Raw bytes of files in, lines out, for every small block size.
struct LineCase: CustomTestStringConvertible {
  let rule: String
  let files: [String]
  let expected: [String]
  var maximumLineByteCount = 1 << 24

  var testDescription: String { rule }
}

private let stdout = "2026-01-02T15:04:05.123456789Z stdout"
private let stderr = "2026-01-02T15:04:05.123456789Z stderr"

private let cases = [
  LineCase(rule: "an empty file gives nothing", files: [""], expected: []),
  LineCase(
    rule: "LF ends a line", files: ["a\nbb\n"],
    expected: [#"line "a" 0:1@0"#, #"line "bb" 0:2@2"#]),
  LineCase(
    rule: "a last line without LF is a line", files: ["a\nbb"],
    expected: [#"line "a" 0:1@0"#, #"line "bb" 0:2@2"#]),
]

@Suite struct LineBlocksTests {
  @Test("a file's lines are what the row says, whatever the block size", arguments: cases)
  func rows(_ row: LineCase) throws {
    let directory = try TemporaryDirectory()
    let input = try directory.input(row.files.map { Array($0.utf8) })
    for blockByteCount in [1, 2, 3, 5, 7, 16, 40, 64, 100, 300, 1 << 18] {
      let seen = drain(
        input, blockByteCount: blockByteCount, maximumLineByteCount: row.maximumLineByteCount)
      #expect(seen.map(\.description) == row.expected, "block size \(blockByteCount)")
    }
  }
}
