import FlowAnswer
import FlowReport
import Foundation
import Testing

struct ReportTests {
  private struct Full: Error {}

  private static var large: Summary {
    let rows = (0..<5000).map { Samples.row(["source-\($0)", "d", "r", "p"], 1) }
    return Summary(coverage: Samples.coverage, tables: [Samples.drops(rows)])
  }

  @Test("a long report comes in pieces", arguments: ReportFormat.allCases)
  func pieces(format: ReportFormat) {
    let report = Report(Self.large, kind: .drops, layout: Layout())
    var pieces: [String] = []
    report.write(format) { pieces.append(String(decoding: $0, as: UTF8.self)) }
    #expect(pieces.count > 1)
    #expect(pieces.allSatisfy { $0.utf8.count < 66_000 })
    #expect(pieces.joined() == report.text(format))
    #expect(pieces.joined().hasSuffix("\n"))
  }

  @Test("a sink that is full ends the writing", arguments: ReportFormat.allCases)
  func fullSink(format: ReportFormat) {
    let report = Report(Self.large, kind: .drops, layout: Layout())
    var pieceCount = 0
    #expect(throws: Full.self) {
      try report.write(format) { _ throws(Full) in
        pieceCount += 1
        throw Full()
      }
    }
    #expect(pieceCount == 1)
  }

  @Test(
    "JSON is JSON, whatever the names",
    arguments: [
      Samples.summary, Samples.hostile, Samples.empty, Samples.overflowed, Samples.everyField,
    ])
  func validJSON(summary: Summary) throws {
    for top in [nil, 0, 1, 100] as [Int?] {
      let text = Samples.text(summary, .json, top: top)
      let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let rows = try #require(read?["rows"] as? [[String: Any]])
      #expect(rows.count == min(top ?? .max, summary.tables[0].rowCount))
    }
  }

  @Test(
    "a summary without tables is an empty answer, not a crash", arguments: ReportFormat.allCases)
  func noTables(format: ReportFormat) {
    for kind in ReportKind.allCases {
      let text = Samples.text(
        Summary(coverage: Coverage(), tables: []), format, kind: kind, width: 40)
      // A format of rows alone has none.
      #expect(format == .jsonl ? text.isEmpty : text.hasSuffix("\n"))
    }
  }

  @Test("no row is wanted with --top 0, and all are counted")
  func topZero() {
    let text = Samples.text(Samples.summary, .table, top: 0)
    #expect(text.contains("... 3 more rows, 429 drops: --all\ntotal"))
  }
}

extension Samples {
  /// One row with every field there is.
  static var everyField: Summary {
    let fields = GroupField.allCases
    return Summary(
      coverage: coverage, tables: [drops([row(fields.map(\.rawValue), 1)], by: fields)])
  }
}
