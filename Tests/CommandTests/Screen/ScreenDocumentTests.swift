import Foundation
import TestSupport
import Testing

/// docs/screens.md: what was seen before, and what is seen now, on a terminal of 80 columns and 24 lines.
struct ScreenDocumentTests {
  /// The command lines in the order of the document, as a shell takes them in Fixtures.
  static let commandLines = [
    "flowaudit flows/full-20k.jsonl.gz", "flowaudit summary flows/full-20k.jsonl.gz",
    "true | flowaudit", "flowaudit screens/observe.txt",
  ]

  private static let url = packageFolder.appending(path: "docs/screens.md")

  @Test("the screens of docs/screens.md are what the terminal shows")
  func screens() throws {
    let text = try String(contentsOf: Self.url, encoding: .utf8)
    var parts = text.components(separatedBy: "<pre>")
    // Two of each command line, the first one from before.
    try #require(parts.count == 1 + 2 * Self.commandLines.count)
    for (index, commandLine) in Self.commandLines.enumerated() {
      #expect(parts[2 * index].contains("`\(commandLine)`"))
      let shown = try Self.screen(commandLine)
      let rest = try #require(parts[2 * index + 2].range(of: "</pre>")).lowerBound
      parts[2 * index + 2] = shown + parts[2 * index + 2][rest...]
    }
    let written = parts.joined(separator: "<pre>")
    if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] == "1" {
      try Data(written.utf8).write(to: Self.url)
    }
    #expect(text == written)
  }

  /// The 24 lines that are seen when the command has ended: the last is the prompt's.
  private static func screen(_ commandLine: String) throws -> String {
    let command = commandLine.replacing("flowaudit", with: "\"$FLOWAUDIT\"")
    let seen = try Tool.attempt(
      Tool.python,
      [Fixture.path("tools/terminal.py"), "80x24", "outputs", "bash", "-c", command],
      environment: ["FLOWAUDIT": Binary.path, "NO_COLOR": "1"]
    ).text
    let lines = seen.components(separatedBy: "\n").dropLast().flatMap { line in
      stride(from: 0, to: max(1, line.count), by: 80).map { String(line.dropFirst($0).prefix(80)) }
    }
    return (lines.suffix(23) + ["$ "]).joined(separator: "\n")
      .replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
