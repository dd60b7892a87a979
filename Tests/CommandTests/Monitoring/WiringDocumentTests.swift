import FlowWiring
import Foundation
import TestSupport
import Testing

/// `docs/wiring.md`: its examples print what they say, and its table has every code.
///
/// To write its outputs anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter WiringDocumentTests`.
@Suite struct WiringDocumentTests {
  @Test("the examples of docs/wiring.md print what they say")
  func examples() throws {
    try ConsoleExamples.check("docs/wiring.md", count: 5)
  }

  @Test("every code has a row in the order of the way")
  func codes() throws {
    let written = try String(
      contentsOf: packageFolder.appending(path: "docs/wiring.md"), encoding: .utf8)
    let codes = written.matches(of: /(?m)^\| `([a-z-]+)` \|/).map { String($0.1) }
    #expect(codes == WiringCode.allCases.map(\.rawValue))
  }
}
