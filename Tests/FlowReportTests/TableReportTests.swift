import FlowReport
import Testing

/// Whole expected outputs.
struct TableReportTests {
  @Test("off a terminal nothing is cut")
  func naturalWidth() {
    let expected = #"""
      SOURCE NAMESPACE   DESTINATION NAMESPACE  REASON                  POLICY                             DROPS  FIRST                 LAST
      fraud-detection    reserved:world         POLICY_DENY             fraud-detection/deny-metadata-api    411  2026-05-11T06:00:00Z  2026-05-11T06:14:59Z
      cart               payments               POLICY_DENIED           (default deny)                        12  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z
      postgres-operator  cart                   STALE_OR_UNROUTABLE_IP  (none)                                 6  2026-05-11T06:01:00Z  2026-05-11T06:01:01Z
      total                                                                                                  429

      coverage
        time      2026-05-11T06:00:00Z to 2026-05-11T06:14:59Z (14m 59s)
        nodes     3
        lines     20000 flow, 2 lost_events, 3 malformed
        verdicts  787 DROPPED, 19213 FORWARDED
        lost      1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        counting  787 DROPPED lines, 429 drops: one packet can be two lines, verdict and drop
        evidence  71 notification, 358 notification+verdict

      """#
    #expect(Samples.text(Samples.summary, .table) == expected)
  }

  @Test("at 100 columns heads and times are short")
  func width100() {
    let expected = #"""
      SOURCE             DESTINATION     REASON             POLICY             DROPS  FIRST      LAST
      fraud-detection    reserved:world  POLICY_DENY        fraud-detection/…    411  06:00:00Z  06:14:59Z
      cart               payments        POLICY_DENIED      (default deny)        12  06:00:01Z  06:00:02Z
      postgres-operator  cart            STALE_OR_UNROUTA…  (none)                 6  06:01:00Z  06:01:01Z
      total                                                                      429

      coverage
        time      2026-05-11T06:00:00Z to 2026-05-11T06:14:59Z (14m 59s)
        nodes     3
        lines     20000 flow, 2 lost_events, 3 malformed
        verdicts  787 DROPPED, 19213 FORWARDED
        lost      1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        counting  787 DROPPED lines, 429 drops: one packet can be two lines, verdict and drop
        evidence  71 notification, 358 notification+verdict

      """#
    #expect(Samples.text(Samples.summary, .table, width: 100) == expected)
  }

  @Test("at 80 columns the last times make room for the names")
  func width80() {
    let expected = #"""
      SOURCE          DESTINATION     REASON          POLICY          DROPS  FIRST
      fraud-detecti…  reserved:world  POLICY_DENY     fraud-detecti…    411  06:00:00Z
      cart            payments        POLICY_DENIED   (default deny)     12  06:00:01Z
      postgres-oper…  cart            STALE_OR_UNRO…  (none)              6  06:01:00Z
      total                                                             429

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
    #expect(Samples.text(Samples.summary, .table, width: 80) == expected)
  }

  @Test("at 40 columns each value has its line")
  func width40() {
    let expected = #"""
      411 drops
        source       fraud-detection
        destination  reserved:world
        reason       POLICY_DENY
        policy       fraud-detection/deny-met…
        first        06:00:00Z
        last         06:14:59Z
      12 drops
        source       cart
        destination  payments
        reason       POLICY_DENIED
        policy       (default deny)
        first        06:00:01Z
        last         06:00:02Z
      … 1 more row with 6 drops (--top 2)
      429 drops in total

      coverage
        time      2026-05-11T06:00:00Z to
                  2026-05-11T06:14:59Z (14m
                  59s)
        nodes     3
        lines     20000 flow, 2 lost_events,
                  3 malformed
        verdicts  787 DROPPED, 19213 FORWARDED
        lost      1234 events (5.8 %):
                  34 HUBBLE_RING_BUFFER,
                  1200 PERF_EVENT_RING_BUFFER
        counting  787 DROPPED lines, 429
                  drops: one packet can be two
                  lines, verdict and drop
        evidence  71 notification,
                  358 notification+verdict

      """#
    #expect(Samples.text(Samples.summary, .table, width: 40, top: 2) == expected)
  }

  @Test("hostile names are shown, not obeyed")
  func hostile() {
    let expected = #"""
      SOURCE    DESTINATION          REASON               POLICY               DROPS  FIRST      LAST
      "quoted"  two\nlines           \x1b[31mred\x1b[0m   a|b\c                    5  06:00:00Z  06:00:05Z
      =cmd()    <script>alert(1)</…  \u202egnp.exe        *b* _i_ `c`              4  -          -
      日本語    👍🏽 ok              été                  [x](https://a.b) w…      3  06:00:00Z  -
      -1+1      @SUM(A1)             a\x00b\x7f\u009bc\…  tab\there\r              2  06:00:00Z  06:00:00Z
      total                                                                       14

      coverage
        time      2026-05-11T06:00:00Z to 2026-05-11T06:14:59Z (14m 59s)
        nodes     3
        lines     20000 flow, 2 lost_events, 3 malformed
        verdicts  14 \x1b]0;x\x07|<b>
        lost      no events reported as lost
        counting  787 DROPPED lines, 429 drops: one packet can be two lines, verdict and drop
        evidence  71 notification, 358 notification+verdict
        masked    uuid
        note      node "a\nb" is unavailable.

      """#
    #expect(Samples.text(Samples.hostile, .table, width: 100) == expected)
  }

  @Test("rows that --top leaves out are counted, the total is over all")
  func top() {
    let expected = #"""
      SOURCE NAMESPACE  DESTINATION NAMESPACE  REASON       POLICY                             DROPS  FIRST                 LAST
      fraud-detection   reserved:world         POLICY_DENY  fraud-detection/deny-metadata-api    411  2026-05-11T06:00:00Z  2026-05-11T06:14:59Z
      … 2 more rows with 18 drops (--top 1)
      total                                                                                      429

      coverage
        time      2026-05-11T06:00:00Z to 2026-05-11T06:14:59Z (14m 59s)
        nodes     3
        lines     20000 flow, 2 lost_events, 3 malformed
        verdicts  787 DROPPED, 19213 FORWARDED
        lost      1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        counting  787 DROPPED lines, 429 drops: one packet can be two lines, verdict and drop
        evidence  71 notification, 358 notification+verdict

      """#
    #expect(Samples.text(Samples.summary, .table, top: 1) == expected)
  }

  @Test("an empty input has a header, no drops and no flows read; an interrupted one says so first")
  func empty() {
    let expected = #"""
      INTERRUPTED: counted as far as the input was read
      SOURCE NAMESPACE  DESTINATION NAMESPACE  REASON  POLICY  DROPS  FIRST  LAST
      no drops

      coverage
        time   no flows read
        nodes  0
        lines  0 flow
        lost   no events reported as lost

      """#
    #expect(Samples.text(Samples.empty, .table) == expected)
  }

  @Test("groups beyond --max-groups are said")
  func overflow() {
    let expected = #"""
      SOURCE NAMESPACE  DESTINATION NAMESPACE  REASON         POLICY          DROPS  FIRST                 LAST
      cart              payments               POLICY_DENIED  (default deny)     12  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z
      (other)           (other)                (other)        (other)             7  2026-05-11T06:00:00Z  2026-05-11T06:00:03Z
      more groups than --max-groups: the rest is in (other)
      total                                                                      19

      coverage
        time      2026-05-11T06:00:00Z to 2026-05-11T06:14:59Z (14m 59s)
        nodes     3
        lines     20000 flow, 2 lost_events, 3 malformed
        verdicts  787 DROPPED, 19213 FORWARDED
        lost      1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        counting  787 DROPPED lines, 429 drops: one packet can be two lines, verdict and drop
        evidence  71 notification, 358 notification+verdict

      """#
    #expect(Samples.text(Samples.overflowed, .table) == expected)
  }

  @Test("flows are lines, not packets; times over two days keep their date")
  func flows() {
    let expected = #"""
      BUCKET                VERDICT    FLOWS  FIRST            LAST
      (none)                FORWARDED      1  -                -
      2026-05-11T06:00:00Z  DROPPED      787  05-11T06:00:01Z  05-11T06:00:59Z
      2026-05-12T07:00:00Z  FORWARDED  19213  05-12T07:00:00Z  05-12T07:00:00Z
      total                            20001

      coverage
        time        2026-05-11T06:00:00Z to 2026-05-12T07:00:00Z (1d 1h)
        nodes       3
        lines       20000 flow, 2 lost_events, 3 malformed
        verdicts    787 DROPPED, 19213 FORWARDED
        lost        1234 events (5.8 %): 34 HUBBLE_RING_BUFFER,
                    1200 PERF_EVENT_RING_BUFFER
        counting    lines, not packets: 787 DROPPED lines, 429 packets
        evidence    71 notification, 358 notification+verdict
        aggregated  5 in policy-verdict lines
        masked      node_name, uuid

      """#
    #expect(Samples.text(Samples.flows, .table, kind: .flows, width: 72) == expected)
  }
}
