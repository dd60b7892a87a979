import FlowReport
import Testing

/// Whole expected outputs.
struct SummaryScreenTests {
  @Test("a summary is one screen")
  func whole() {
    let expected = #"""
      coverage
        time      2026-05-11T06:00:00Z to 2026-05-11T06:14:59Z (14m 59s)
        nodes     3
        lines     20000 flow, 2 lost_events, 3 malformed
        lost      1234 events (5.8 %): 34 HUBBLE_RING_BUFFER,
                  1200 PERF_EVENT_RING_BUFFER
        counting  787 DROPPED lines, 429 drops: one packet can be two lines, verdict
                  and drop
        evidence  71 notification, 358 notification+verdict

      flows by verdict
      VERDICT    FLOWS  FIRST                 LAST
      FORWARDED  19213  2026-05-11T06:00:00Z  2026-05-11T06:14:59Z
      DROPPED      787  2026-05-11T06:00:01Z  2026-05-11T06:14:59Z
      total      20000

      drops by reason
      REASON         DROPS  FIRST                 LAST
      POLICY_DENIED    780  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z
      total            780

      worst namespace pairs
      SOURCE  DESTINATION  DROPS  FIRST                 LAST
      ns-12   cart           120  2026-05-11T06:00:12Z  2026-05-11T06:01:40Z
      ns-11   cart           110  2026-05-11T06:00:11Z  2026-05-11T06:01:40Z
      ns-10   cart           100  2026-05-11T06:00:10Z  2026-05-11T06:01:40Z
      ns-9    cart            90  2026-05-11T06:00:09Z  2026-05-11T06:01:40Z
      ns-8    cart            80  2026-05-11T06:00:08Z  2026-05-11T06:01:40Z
      ns-7    cart            70  2026-05-11T06:00:07Z  2026-05-11T06:01:40Z
      ns-6    cart            60  2026-05-11T06:00:06Z  2026-05-11T06:01:40Z
      ns-5    cart            50  2026-05-11T06:00:05Z  2026-05-11T06:01:40Z
      ns-4    cart            40  2026-05-11T06:00:04Z  2026-05-11T06:01:40Z
      ns-3    cart            30  2026-05-11T06:00:03Z  2026-05-11T06:01:40Z
      … 2 more rows with 30 drops (--top 10)

      drops by policy
      POLICY     DROPS  FIRST                 LAST
      (none)       700  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z
      cart/deny     80  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z

      """#
    #expect(Samples.text(Samples.whole, .table, kind: .summary, width: 80) == expected)
  }
}
