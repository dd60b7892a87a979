import FlowWiring
import Foundation
import TestSupport
import Testing

/// `docs/wiring.md`: its examples print what they say, and its table has every code.
///
/// To write its outputs anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter WiringDocumentTests`.
@Suite struct WiringDocumentTests {
  private static let url = packageFolder.appending(path: "docs/wiring.md")

  @Test("the examples of docs/wiring.md print what they say")
  func examples() throws {
    let written = try String(contentsOf: Self.url, encoding: .utf8)
    let lines = try ConsoleExamples.rewritten(written.components(separatedBy: "\n"))
    let text = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] != nil {
      try text.write(to: Self.url, atomically: true, encoding: .utf8)
    }
    #expect(written == text)
    #expect(lines.count { ConsoleExamples.isCommandLine($0) } == 5)
  }

  @Test("every code has a row in the order of the way")
  func codes() throws {
    let written = try String(contentsOf: Self.url, encoding: .utf8)
    let codes = written.matches(of: /(?m)^\| `([a-z-]+)` \|/).map { String($0.1) }
    #expect(codes == WiringCode.allCases.map(\.rawValue))
  }
}
