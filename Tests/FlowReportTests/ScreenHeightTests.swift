import FlowAnswer
import Testing

@testable import FlowReport

/// On a terminal a report has its height: a line for the prompt is kept free.
struct ScreenHeightTests {
  private static let many = Samples.drops(
    (0..<200).map { number in
      Samples.row(
        ["ns-\(number)", "cart", "POLICY_DENIED", "(default deny)"], UInt64(1 + number % 7),
        Samples.time(Int64(number)), Samples.time(300))
    })

  private func text(
    _ rowCount: Int? = nil, width: Int = 80, height: Int?, top: Int? = nil,
    _ change: (inout Layout) -> Void = { _ in }
  ) -> String {
    let rows = (0..<(rowCount ?? 200)).map { Self.many.row(at: $0) }
    return Samples.text(
      Summary(coverage: Samples.coverage, tables: [Samples.drops(rows)]), .table, width: width,
      height: height, top: top, change)
  }

  private func rowCount(_ text: String) -> Int {
    text.split(separator: "\n").count { $0.hasPrefix("ns-") }
  }

  @Test("as many rows as fit, at least 5, and the rest is told", arguments: 1...60)
  func height(_ height: Int) {
    let text = text(height: height)
    let shown = rowCount(text)
    #expect(shown >= 5)
    #expect(text.contains("\n... \(200 - shown) more rows, "))
    #expect(text.contains(" drops: --all\n"))
    if shown > 5 {
      #expect(text.count { $0 == "\n" } == height - 1)
    }
  }

  @Test(
    "a table that fits to its last line is whole, one row more takes the line of what is left out")
  func lastLine() {
    let lines = text(12, height: nil).count { $0 == "\n" }
    #expect(rowCount(text(12, height: lines + 1)) == 12)
    #expect(!text(12, height: lines + 1).contains("more row"))
    #expect(rowCount(text(12, height: lines)) == 10)
    #expect(text(12, height: lines).contains("... 2 more rows, 14 drops: --all"))
  }

  @Test("--top and --all decide, whatever the height; without a height all rows are written")
  func asked() {
    #expect(rowCount(text(height: 24, top: 40)) == 40)
    #expect(rowCount(text(height: 24) { $0.showsAllRows = true }) == 200)
    #expect(rowCount(text(height: nil)) == 200)
  }

  @Test("rows of several lines take the room that they need")
  func records() {
    let text = text(width: 30, height: 70)
    #expect(text.count { $0 == "\n" } <= 69)
    #expect(
      text.split(separator: "\n").count { $0.contains(" drops, ") && !$0.contains(" more") } >= 7)
  }

  @Test(
    "whatever the width, a report has the height", arguments: [20, 30, 40, 50, 60, 70, 80, 120],
    [24, 30, 50])
  func everyWidth(width: Int, height: Int) {
    for change in [{ _ in }, { $0.clock = LocalClock { _ in 7200 } }] as [(inout Layout) -> Void] {
      #expect(text(width: width, height: height, change).count { $0 == "\n" } < height)
      #expect(text(width: width, height: height, change).contains("--all"))
      // At less than 50 columns the three tables of a summary are records.
      let summary = Samples.text(
        Samples.whole, .table, kind: .summary, width: max(50, width), height: height, change)
      #expect(summary.count { $0 == "\n" } < height)
    }
  }

  @Test("where one record does not fit beside what is known of the largest row, that is left out")
  func withoutExample() {
    let more: (inout Layout) -> Void = { layout in
      layout.lineForMore = { _ in
        Layout.MoreOfRow(
          command: ["flowaudit", "filter"], options: (1...8).map { ["--option-\($0)", "value"] })
      }
    }
    let small = text(width: 30, height: 20, more)
    #expect(small.count { $0 == "\n" } < 20)
    #expect(!small.contains("flowaudit filter"))
    #expect(text(width: 30, height: 40, more).contains("flowaudit filter"))
  }

  @Test(
    "a summary fits 24 lines, the rest of each table is counted in its head",
    arguments: [16, 24, 40])
  func summary(height: Int) {
    let text = Samples.text(
      Samples.whole, .table, kind: .summary, width: 80, height: height)
    #expect(text.count { $0 == "\n" } <= height - 1)
    #expect(text.hasPrefix("780 drops\n"))
    #expect(text.contains("SOURCE (") == (height < 40))
  }
}
