import Foundation
import TestSupport
import Testing

/// docs/edge-cases.md: what is counted of each odd file, and what Cilium's own reader does with it.
@Suite struct EdgeFileTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let file: String
    let lines: [String: Int]
    let drops: Int
    let status: Int32
    /// Lines that hubble prints, its warnings, its exit status.
    let hubble: [String]

    init?(_ markdown: Substring) {
      let cells = markdown.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let numbers = cells.dropFirst(2).prefix(10).compactMap { Int($0) }
      guard cells.count == 13, numbers.count == 10 else {
        return nil
      }
      file = cells[0]
      let results = ["flow", "lost_events", "other", "malformed", "blank"]
      lines = Dictionary(zip(results, numbers)) { first, _ in first }.filter { $0.value != 0 }
      drops = numbers[5]
      status = Int32(numbers[6])
      hubble = Array(cells[9...11])
    }

    var testDescription: String { file }
  }

  static let rows: [Row] = {
    let document = try? String(
      contentsOf: URL(filePath: Fixture.root + "docs/edge-cases.md"), encoding: .utf8)
    return (document ?? "").split(separator: "\n").compactMap(Row.init)
  }()

  @Test("every odd file has a row, and only such")
  func everyFileHasARow() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Fixture.path("edge"))
      .filter { $0.hasSuffix(".json") }
    #expect(Self.rows.map(\.file) == files.sorted())
  }

  @Test("an odd file counts as the documentation says", arguments: rows)
  func oddFile(row: Row) throws {
    let outcome = try Binary.run("drops", "--output", "json", "edge/\(row.file)")
    #expect(outcome.status == .exited(row.status), "\(outcome.errorText)")
    let answer = try Answer(outcome)
    #expect(answer.coverage.lines.filter { $0.value != 0 } == row.lines)
    #expect(answer.total.drops == row.drops)
  }

  @Test(
    "filter writes each flow and notice of an odd file, and no less than hubble prints",
    arguments: rows)
  func filtered(row: Row) throws {
    let outcome = try Binary.run("filter", "--count", "edge/\(row.file)")
    let count = row.lines["flow", default: 0] + row.lines["lost_events", default: 0]
    #expect(outcome.text == "\(count)\n")
    #expect(count >= Int(row.hubble[0]) ?? 0)
  }

  @Test("the table says of hubble what was measured", arguments: rows)
  func hubbleColumns(row: Row) throws {
    let measured = try Fixture.text("edge/EXPECT.tsv").split(separator: "\n")
      .map { $0.split(separator: "\t").map(String.init) }
      .first { $0.first == row.file }
    let columns = try #require(measured)
    #expect(row.hubble == [columns[3], columns[4], columns[2]])
  }
}
