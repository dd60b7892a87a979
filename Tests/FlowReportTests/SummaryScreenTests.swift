import FlowReport
import Testing

/// Whole expected outputs.
struct SummaryScreenTests {
  @Test("a summary is one screen")
  func whole() {
    let expected = #"""
      780 drops
      flow lines: 787 DROPPED, 19213 FORWARDED
      coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      SOURCE (10 of 12, --all)  DESTINATION  DROPS  %  FIRST      LAST
      ns-12                     cart           120 15  06:00:12Z  06:01:40Z
      ns-11                     cart           110 14  06:00:11Z  06:01:40Z
      ns-10                     cart           100 13  06:00:10Z  06:01:40Z
      ns-9                      cart            90 12  06:00:09Z  06:01:40Z
      ns-8                      cart            80 10  06:00:08Z  06:01:40Z
      ns-7                      cart            70  9  06:00:07Z  06:01:40Z
      ns-6                      cart            60  8  06:00:06Z  06:01:40Z
      ns-5                      cart            50  6  06:00:05Z  06:01:40Z
      ns-4                      cart            40  5  06:00:04Z  06:01:40Z
      ns-3                      cart            30  4  06:00:03Z  06:01:40Z

      REASON         DROPS   %  FIRST                 LAST
      POLICY_DENIED    780 100  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z

      POLICY     DROPS  %  FIRST                 LAST
      (none)       700 90  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z
      cart/deny     80 10  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z

      """#
    #expect(Samples.text(Samples.whole, .table, kind: .summary, width: 80) == expected)
  }

  @Test("where a head has no room for the rows that are left out, they have a line of their own")
  func narrow() {
    let text = Samples.text(Samples.whole, .table, kind: .summary, width: 42, top: 2)
    #expect(text.contains("\n... 10 more rows, 550 drops: --all\n"), "\(text)")
    #expect(!text.contains("(" + "2 of 12"))
    let line = Samples.text(Samples.whole, .table, kind: .summary, width: 30, top: 2)
      .split(separator: "\n").filter { $0.hasPrefix("... ") }
    #expect(line == ["... 10 more rows: --all"])
    #expect(
      Samples.text(Samples.whole, .table, kind: .summary, width: 12, top: 2)
        .contains("\n... --all\n"))
  }
}
