import FlowReport
import Testing

/// Whole expected outputs.
struct TableColorTests {
  @Test("colour is for heads, drops and labels")
  func color() {
    let expected = #"""
      \#u{1B}[1mSOURCE          DESTINATION     REASON          POLICY          DROPS  FIRST\#u{1B}[0m
      fraud-detecti…  reserved:world  POLICY_DENY     fraud-detecti…  \#u{1B}[31m  411\#u{1B}[0m  06:00:00Z
      cart            payments        POLICY_DENIED   (default deny)  \#u{1B}[31m   12\#u{1B}[0m  06:00:01Z
      postgres-oper…  cart            STALE_OR_UNRO…  (none)          \#u{1B}[31m    6\#u{1B}[0m  06:01:00Z
      total                                                           \#u{1B}[1m  429\#u{1B}[0m

      \#u{1B}[1mcoverage\#u{1B}[0m
      \#u{1B}[2m  time      \#u{1B}[0m2026-05-11T06:00:00Z to 2026-05-11T06:14:59Z (14m 59s)
      \#u{1B}[2m  nodes     \#u{1B}[0m3
      \#u{1B}[2m  lines     \#u{1B}[0m20000 flow, 2 lost_events, 3 malformed
      \#u{1B}[2m  verdicts  \#u{1B}[0m787 DROPPED, 19213 FORWARDED
      \#u{1B}[2m  lost      \#u{1B}[0m1234 events (5.8 %): 34 HUBBLE_RING_BUFFER,
                  1200 PERF_EVENT_RING_BUFFER
      \#u{1B}[2m  counting  \#u{1B}[0m787 DROPPED lines, 429 drops: one packet can be two lines, verdict
                  and drop
      \#u{1B}[2m  evidence  \#u{1B}[0m71 notification, 358 notification+verdict

      """#
    #expect(Samples.text(Samples.summary, .table, width: 80, usesColor: true) == expected)
  }

  @Test("flows are not red")
  func colorFlows() {
    let expected = #"""
      \#u{1B}[1mBUCKET                VERDICT    FLOWS  FIRST                 LAST\#u{1B}[0m
      (none)                FORWARDED      1  -                     -
      2026-05-11T06:00:00Z  DROPPED      787  2026-05-11T06:00:01Z  2026-05-11T06:00:59Z
      2026-05-12T07:00:00Z  FORWARDED  19213  2026-05-12T07:00:00Z  2026-05-12T07:00:00Z
      total                            \#u{1B}[1m20001\#u{1B}[0m

      \#u{1B}[1mcoverage\#u{1B}[0m
      \#u{1B}[2m  time        \#u{1B}[0m2026-05-11T06:00:00Z to 2026-05-12T07:00:00Z (1d 1h)
      \#u{1B}[2m  nodes       \#u{1B}[0m3
      \#u{1B}[2m  lines       \#u{1B}[0m20000 flow, 2 lost_events, 3 malformed
      \#u{1B}[2m  verdicts    \#u{1B}[0m787 DROPPED, 19213 FORWARDED
      \#u{1B}[2m  lost        \#u{1B}[0m1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
      \#u{1B}[2m  counting    \#u{1B}[0mlines, not packets: 787 DROPPED lines, 429 packets
      \#u{1B}[2m  evidence    \#u{1B}[0m71 notification, 358 notification+verdict
      \#u{1B}[2m  aggregated  \#u{1B}[0m5 in policy-verdict lines
      \#u{1B}[2m  masked      \#u{1B}[0mnode_name, uuid

      """#
    #expect(Samples.text(Samples.flows, .table, kind: .flows, usesColor: true) == expected)
  }
}
