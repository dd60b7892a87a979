import FlowAnswer
import FlowTally
import Foundation
import Testing

@testable import flowaudit

/// `docs/hubble-metrics.md`: its tables are those of the program.
///
/// To write them anew: `FLOWAUDIT_WRITE_DOCUMENTS=1 swift test --filter HubbleDocumentTests`.
@Suite struct HubbleDocumentTests {
  private static let url = packageFolder.appending(path: "docs/hubble-metrics.md")

  @Test("docs/hubble-metrics.md says what the tables say")
  func document() throws {
    let written = try String(contentsOf: Self.url, encoding: .utf8)
    let text = Self.withTables(written.components(separatedBy: "\n")).joined(separator: "\n")
    if ProcessInfo.processInfo.environment["FLOWAUDIT_WRITE_DOCUMENTS"] != nil {
      try text.write(to: Self.url, atomically: true, encoding: .utf8)
    }
    #expect(written == text)
    #expect(text.contains("| `flows-to-world` | any-drop, port, syn-only | "))
  }

  private static func withTables(_ lines: [String]) -> [String] {
    var result: [String] = []
    var isInside = false
    for line in lines {
      isInside = isInside && line != "<!-- end -->"
      if !isInside {
        result.append(line)
      }
      if line.hasPrefix("<!-- families") || line.hasPrefix("<!-- contexts") {
        result += line.hasPrefix("<!-- families") ? families : contexts
        isInside = true
      }
    }
    return result
  }

  private static var families: [String] {
    let rows = HubbleFamily.table.flatMap { metric, options, families in
      families.enumerated().map { index, family in
        let options = options.isEmpty ? "-" : options.joined(separator: ", ")
        let kind = family.isHistogram ? "histogram" : "counter"
        return "| \(index == 0 ? "`\(metric)`" : "") | \(index == 0 ? options : "") "
          + "| `\(family.name)` | \(kind) | \(family.labelNames.joined(separator: ", ")) "
          + "| \(family.help) |"
      }
    }
    return [
      "| metric | its options | family | type | labels | the agent's help |",
      "| --- | --- | --- | --- | --- | --- |",
    ] + rows
  }

  private static var contexts: [String] {
    let identifiers = ContextIdentifier.allCases.map(\.rawValue).joined(separator: ", ")
    let labels = ContextLabel.allCases.map(\.rawValue).joined(separator: ", ")
    return [
      "| option of every metric | label | values |",
      "| --- | --- | --- |",
      "| `sourceContext`, `destinationContext` | source, destination "
        + "| the first that the end has of some of these, joined by `\\|`: \(identifiers) |",
      "| `sourceEgressContext`, `sourceIngressContext`, `destinationEgressContext`, "
        + "`destinationIngressContext` | source, destination "
        + "| the same, in place of it for flows of that direction |",
      "| `labelsContext` | some of these, joined by commas: \(labels) | the end's own |",
    ]
  }
}
