import FlowAnswer
import FlowReport
import Testing

/// Whole expected outputs: what only some tables have.
struct TableExampleTests {
  @Test("all that is known of the coverage, where it is asked for")
  func wholeCoverage() {
    let expected = #"""
      SOURCE         DESTINATION     REASON         POLICY         DROPS  %  LAST
      fraud-…ection  reserved:world  POLICY_DENY    fraud-…ta-api    411 96  06:14:59Z
      cart           payments        POLICY_DENIED  (defau… deny)     12  3  06:00:02Z
      postgr…erator  cart            STALE_…BLE_IP  (none)             6  1  06:01:01Z
      total                                                          429

      coverage
        time      2026-05-11T06:00:00Z to 2026-05-11T06:14:59Z (14m 59s)
        nodes     3
        lines     20000 flow, 2 lost_events, 3 malformed
        verdicts  787 DROPPED, 19213 FORWARDED
        lost      1234 events (5.8 %): 34 HUBBLE_RING_BUFFER,
                  1200 PERF_EVENT_RING_BUFFER
        counting  787 DROPPED lines, 429 drops: one packet can be two lines, verdict
                  and drop
        evidence  71 notification, 358 notification+verdict

      """#
    #expect(
      Samples.text(Samples.summary, .table, width: 80) { $0.showsWholeCoverage = true } == expected)
  }

  @Test("under the largest row stand an example and the line that shows more")
  func example() {
    let expected = #"""
      SOURCE         DESTINATION     REASON         POLICY         DROPS  %  LAST
      cart           payments        POLICY_DENIED  (defau… deny)     12  3  06:00:02Z
      fraud-…ection  reserved:world  POLICY_DENY    fraud-…ta-api    411 96  06:14:59Z
        e.g. fraud-detection/a\x1b[31m-7d9f -> 203.0.113.9, TCP port 443, 06:00:07Z
        flowaudit filter /var/run/cilium/hubble/events.log --verdict DROPPED \
          --from-namespace fraud-detection --drop-reason-desc POLICY_DENY
      postgr…erator  cart            STALE_…BLE_IP  (none)             6  1  06:01:01Z
      total                                                          429

      coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.exemplary, .table, width: 80, Samples.showMore) == expected)
  }

  @Test("where nothing was counted, why")
  func zeroReason() {
    let expected = #"""
      INTERRUPTED: counted as far as the input was read
      SOURCE NAMESPACE  DESTINATION NAMESPACE  REASON  POLICY  DROPS %  FIRST  LAST
      no drops: the input is\x1b[31m empty

      coverage: no flows read

      """#
    #expect(
      Samples.text(Samples.empty, .table, width: 80) {
        $0.zeroReason = "the input is\u{1B}[31m empty"
      } == expected)
  }

  @Test("local times stand with their offset")
  func localTimes() {
    let expected = #"""
      SOURCE             DESTINATION     REASON               POLICY              DROPS  %  LAST
      fraud-detection    reserved:world  POLICY_DENY          fraud-det…data-api    411 96  08:14:59+02:00
      cart               payments        POLICY_DENIED        (default deny)         12  3  08:00:02+02:00
      postgres-operator  cart            STALE_OR_…UTABLE_IP  (none)                  6  1  08:01:01+02:00
      total                                                                         429

      coverage: 20000 flows, 3 nodes, 2026-05-11T08:00:00+02:00 to 08:14:59+02:00
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      """#
    #expect(
      Samples.text(Samples.summary, .table, width: 100) { layout in
        layout.clock = LocalClock { _ in 7200 }
      } == expected)
  }
}
