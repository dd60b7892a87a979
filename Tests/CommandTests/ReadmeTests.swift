import FlowMetrics
import Foundation
import Testing

@testable import flowaudit

/// README: its tables are those of the program, and its examples print what they say.
///
/// To write both anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter ReadmeTests`.
@Suite struct ReadmeTests {
  private static let url = packageFolder.appending(path: "README.md")

  @Test("README says what the tables and the program say")
  func readme() throws {
    let written = try String(contentsOf: Self.url, encoding: .utf8)
    let lines = try ConsoleExamples.rewritten(
      Self.withTables(written.components(separatedBy: "\n")))
    let text = lines.joined(separator: "\n")
    if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] != nil {
      try text.write(to: Self.url, atomically: true, encoding: .utf8)
    }
    #expect(written == text)
    #expect(lines.count { ConsoleExamples.isCommandLine($0) } == 8)
    #expect(lines.count { $0.hasPrefix("<!-- end") } == 2)
  }

  private static func withTables(_ lines: [String]) -> [String] {
    var result: [String] = []
    var isInside = false
    for line in lines {
      isInside = isInside && !line.hasPrefix("<!-- end")
      if !isInside {
        result.append(line)
      }
      if line.hasPrefix("<!-- metrics") || line.hasPrefix("<!-- statuses") {
        result += line.hasPrefix("<!-- metrics") ? metrics : statuses
        isInside = true
      }
    }
    return result
  }

  private static var metrics: [String] {
    let rows = MetricFamily.all.map { family in
      let labels = family.labels.isEmpty ? "-" : family.labels.joined(separator: ", ")
      return "| `\(family.name)` | \(family.kind.rawValue) | \(labels) | \(family.help) |"
    }
    return ["| family | type | labels | meaning |", "| --- | --- | --- | --- |"] + rows
  }

  private static var statuses: [String] {
    ["| status | meaning |", "| --- | --- |"]
      + ExitStatus.allCases.map { "| \($0.rawValue) | \($0.meaning) |" }
  }
}
