import FlowReport
import Testing

/// Whole expected outputs.
struct TableColorTests {
  @Test("colour is for heads, drops and labels")
  func color() {
    let expected = #"""
      \#u{1B}[1mSOURCE         DESTINATION     REASON         POLICY         DROPS  %  LAST\#u{1B}[0m
      fraud-…ection  reserved:world  POLICY_DENY    fraud-…ta-api  \#u{1B}[31m  411\#u{1B}[0m 96  06:14:59Z
      cart           payments        POLICY_DENIED  (defau… deny)  \#u{1B}[31m   12\#u{1B}[0m  3  06:00:02Z
      postgr…erator  cart            STALE_…BLE_IP  (none)         \#u{1B}[31m    6\#u{1B}[0m  1  06:01:01Z
      total                                                        \#u{1B}[1m  429\#u{1B}[0m

      \#u{1B}[1mcoverage: \#u{1B}[0m20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
      \#u{1B}[1;33m  lost: \#u{1B}[0m1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
      \#u{1B}[1;33m  unreadable: \#u{1B}[0m3 of 20005 lines

      """#
    #expect(Samples.text(Samples.summary, .table, width: 80, usesColor: true) == expected)
  }

  @Test("flows are not red")
  func colorFlows() {
    let expected = #"""
      \#u{1B}[1mBUCKET                VERDICT    FLOWS  %  FIRST                 LAST\#u{1B}[0m
      (none)                FORWARDED      1 <1  -                     -
      2026-05-11T06:00:00Z  DROPPED      787  4  2026-05-11T06:00:01Z  2026-05-11T06:00:59Z
      2026-05-12T07:00:00Z  FORWARDED  19213 96  2026-05-12T07:00:00Z  2026-05-12T07:00:00Z
      total                            \#u{1B}[1m20001\#u{1B}[0m

      \#u{1B}[1mcoverage: \#u{1B}[0m20000 flows, 3 nodes, 2026-05-11T06:00Z to 2026-05-12T07:00Z
      \#u{1B}[1;33m  counting: \#u{1B}[0mlines, not packets: 787 DROPPED lines, 429 packets
      \#u{1B}[1;33m  lost: \#u{1B}[0m1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
      \#u{1B}[1;33m  unreadable: \#u{1B}[0m3 of 20005 lines
      \#u{1B}[1;33m  missing: \#u{1B}[0mnode_name, uuid

      """#
    #expect(Samples.text(Samples.flows, .table, kind: .flows, usesColor: true) == expected)
  }
}
