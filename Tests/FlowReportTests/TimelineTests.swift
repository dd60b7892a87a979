import FlowAnswer
import Testing

@testable import FlowReport

/// Drops over time as spark lines, and changes under them.
@Suite("Timeline")
struct TimelineTests {
  @Test(
    "the largest step has the highest mark, a step without drops a dot",
    arguments: [
      ([0, 1, 2, 4, 8], "·▁▂▄█"), ([], ""), ([0, 0], "··"), ([5], "█"), ([1, 1000], "▁█"),
      ([7, 8, 0], "▇█·"), ([UInt64.max, 1, UInt64.max / 2], "█▁▄"),
    ] as [([UInt64], String)])
  func spark(_ counts: [UInt64], _ expected: String) {
    #expect(Timeline.spark(counts) == expected)
  }

  private static func time(_ text: String) -> Timestamp {
    Timestamp(written: "2026-01-01T\(text)Z") ?? Timestamp(nanoseconds: 0)
  }

  /// A report of drops by minute and namespace, on a terminal.
  private func text(
    _ rows: [(minute: String, namespace: String, count: UInt64)], marks: [TimelineMark]? = nil,
    height: Int? = 40, width: Int = 60
  ) -> String {
    let grouping = Grouping(by: [.bucket, .destinationNamespace], counting: .drops)
    let table = GroupedCounts(
      grouping: grouping,
      rows: rows.map { row in
        let time = Self.time(row.minute)
        return GroupRow(
          values: ["\(time)", row.namespace], count: row.count, first: time, last: time)
      })
    var layout = Layout(width: width, height: height)
    layout.bucket = .seconds(60)
    layout.marks = marks
    let summary = Summary(coverage: Coverage(), tables: [table])
    return Report(summary, kind: .drops, layout: layout).text(.table)
  }

  private static let rows: [(minute: String, namespace: String, count: UInt64)] = [
    ("10:00:00", "shop", 1), ("10:02:00", "shop", 8), ("10:02:00", "jobs", 2),
    ("10:03:00", "shop", 4),
  ]

  private static let changes = [
    TimelineMark(
      started: time("10:01:30"), finished: time("10:01:50"), tool: "argocd",
      name: "argocd/a\u{1B}[2J",
      details: ["configured NetworkPolicy/shop/a"]),
    TimelineMark(
      started: time("09:00:00"), finished: time("10:00:10"), tool: "flux",
      name: "Kustomization/f/b",
      details: []),
  ]

  @Test("a line for each group, the largest first, with carets where something changed")
  func lines() {
    let text = text(Self.rows, marks: Self.changes)
    #expect(
      text.contains(
        """

        over time, 10:00:00Z to 10:04:00Z
        ▁·█▄  shop
        ··█·  jobs
         ^  changes

        """), "\(text)")
    #expect(
      text.contains(
        "changes: 10:01:30Z argocd argocd/a\\x1b[2J: configured\n    NetworkPolicy/shop/a\n"),
      "\(text)")
    #expect(text.contains("  changes: 09:00:00Z flux Kustomization/f/b\n"))
  }

  @Test("off a terminal there is no timeline, and changes are told where somebody asked")
  func elsewhere() {
    #expect(!text(Self.rows, height: nil).contains("over time"))
    #expect(!text(Self.rows).contains("changes"))
    #expect(text(Self.rows, marks: [], height: nil).contains("changes: no change in this time\n"))
  }

  @Test("many steps share a column, and more groups than have room are in the table only")
  func long() {
    let rows = (0..<7).flatMap { group in
      (0..<120).map { minute in
        let clock = "\(10 + minute / 60):\(String(minute % 60 + 100).dropFirst()):00"
        return (clock, "ns\(group)", UInt64(group + 1))
      }
    }
    let lines = text(rows).split(separator: "\n").filter { $0.hasPrefix("█") }
    #expect(lines.map { $0.suffix(3) } == ["ns6", "ns5", "ns4", "ns3", "ns2"])
    #expect(lines.allSatisfy { $0.prefix { $0 == "█" }.count == 30 })
  }

  @Test("it takes its lines from the table, so that all stays on the screen")
  func height() {
    let rows = (0..<60).map { minute in
      ("10:\(String(minute + 100).dropFirst()):00", "shop", UInt64(1))
    }
    #expect(
      text(rows, height: 24).split(separator: "\n", omittingEmptySubsequences: false).count <= 24)
  }
}
