import Foundation
import TestSupport
import Testing

/// `docs/correlate.md`, whose examples print what they say.
///
/// To write its outputs anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter CorrelateDocumentTests`.
@Suite struct CorrelateDocumentTests {
  private static let url = packageFolder.appending(path: "docs/correlate.md")

  @Test("the examples of docs/correlate.md print what they say")
  func examples() throws {
    let written = try String(contentsOf: Self.url, encoding: .utf8)
    let lines = try ConsoleExamples.rewritten(written.components(separatedBy: "\n"))
    let text = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] != nil {
      try text.write(to: Self.url, atomically: true, encoding: .utf8)
    }
    #expect(written == text)
    #expect(lines.count { ConsoleExamples.isCommandLine($0) } == 3)
  }
}
