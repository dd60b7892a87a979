import FlowAnswer
import FlowReport
import Testing

/// Whole expected outputs.
struct TableReportTests {
  @Test("off a terminal nothing is cut")
  func naturalWidth() {
    let expected = #"""
      SOURCE NAMESPACE   DESTINATION NAMESPACE  REASON                  POLICY                             DROPS  %  FIRST                 LAST
      fraud-detection    reserved:world         POLICY_DENY             fraud-detection/deny-metadata-api    411 96  2026-05-11T06:00:00Z  2026-05-11T06:14:59Z
      cart               payments               POLICY_DENIED           (default deny)                        12  3  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z
      postgres-operator  cart                   STALE_OR_UNROUTABLE_IP  (none)                                 6  1  2026-05-11T06:01:00Z  2026-05-11T06:01:01Z
      total                                                                                                  429

      coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.summary, .table) == expected)
  }

  @Test("at 100 columns heads and times are short")
  func width100() {
    let expected = #"""
      SOURCE             DESTINATION     REASON                 POLICY                 DROPS  %  LAST
      fraud-detection    reserved:world  POLICY_DENY            fraud-dete…tadata-api    411 96  06:14:59Z
      cart               payments        POLICY_DENIED          (default deny)            12  3  06:00:02Z
      postgres-operator  cart            STALE_OR_U…OUTABLE_IP  (none)                     6  1  06:01:01Z
      total                                                                              429

      coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.summary, .table, width: 100) == expected)
  }

  @Test("at 80 columns the first times make room for the names")
  func width80() {
    let expected = #"""
      SOURCE         DESTINATION     REASON         POLICY         DROPS  %  LAST
      fraud-…ection  reserved:world  POLICY_DENY    fraud-…ta-api    411 96  06:14:59Z
      cart           payments        POLICY_DENIED  (defau… deny)     12  3  06:00:02Z
      postgr…erator  cart            STALE_…BLE_IP  (none)             6  1  06:01:01Z
      total                                                          429

      coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.summary, .table, width: 80) == expected)
  }

  @Test("at 40 columns each value has its line")
  func width40() {
    let expected = #"""
      411 drops, 96%
        source       fraud-detection
        destination  reserved:world
        reason       POLICY_DENY
        policy       fraud-detect…metadata-api
        first        06:00:00Z
        last         06:14:59Z
      12 drops, 3%
        source       cart
        destination  payments
        reason       POLICY_DENIED
        policy       (default deny)
        first        06:00:01Z
        last         06:00:02Z
      ... 1 more row, 6 drops: --all
      429 drops in total

      coverage: 20000 flows, 3 nodes,
          2026-05-11T06:00:00Z to
          06:14:59Z
        lost: 1234 events (5.8 %):
          34 HUBBLE_RING_BUFFER,
          1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.summary, .table, width: 40, top: 2) == expected)
  }

  @Test("a bucket of a record has the times of the others, and is never cut in columns")
  func bucketOfRecords() {
    let rows = [("2026-05-11T06:00:00Z", 3), ("2026-05-11T06:05:00Z", 2)].map { bucket, count in
      Samples.row(
        [bucket, "a-namespace-of-many-letters"], UInt64(count), Samples.time(1), Samples.time(2))
    }
    let summary = Summary(
      coverage: Samples.coverage,
      tables: [Samples.drops(rows, by: [.bucket, .sourceNamespace])])
    func text(width: Int) -> String {
      Samples.text(summary, .table, width: width) { $0.clock = LocalClock { _ in 7200 } }
    }
    #expect(
      text(width: 40).hasPrefix(
        """
        3 drops, 60%
          bucket  08:00:00+02:00
          source  a-namespace-of-many-letters
          first   08:00:01+02:00
          last    08:00:02+02:00
        2 drops, 40%
          bucket  08:05:00+02:00
        """))
    for width in 44...80 {
      #expect(text(width: width).contains("08:05:00+02:00"))
    }
  }

  @Test("hostile names are shown, not obeyed")
  func hostile() {
    let expected = #"""
      SOURCE    DESTINATION             REASON                  POLICY                 DROPS  %  LAST
      "quoted"  two\nlines              \x1b[31mred\x1b[0m      a|b\c                      5 36  06:00:05Z
      =cmd()    <script>ale…)</script>  \u202egnp.exe           *b* _i_ `c`                4 29  -
      日本語    👍🏽 ok                 été                     [x](https:…b) www.c.d      3 21  -
      -1+1      @SUM(A1)                a\x00b\x7f\…9bc\u2028d  tab\there\r                2 14  06:00:00Z
      total                                                                               14

      coverage: 14 of 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z, none lost
        unreadable: 3 of 20005 lines
        missing: uuid
        note: node "a\nb" is unavailable.

      """#
    #expect(Samples.text(Samples.hostile, .table, width: 100) == expected)
  }

  @Test("rows that --top leaves out are counted, the total is over all")
  func top() {
    let expected = #"""
      SOURCE NAMESPACE  DESTINATION NAMESPACE  REASON       POLICY                             DROPS  %  FIRST                 LAST
      fraud-detection   reserved:world         POLICY_DENY  fraud-detection/deny-metadata-api    411 96  2026-05-11T06:00:00Z  2026-05-11T06:14:59Z
      ... 2 more rows, 18 drops: --all
      total                                                                                      429

      coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.summary, .table, top: 1) == expected)
  }

  @Test("an empty input has a header, no drops and no flows read; an interrupted one says so first")
  func empty() {
    let expected = #"""
      INTERRUPTED: counted as far as the input was read
      SOURCE NAMESPACE  DESTINATION NAMESPACE  REASON  POLICY  DROPS %  FIRST  LAST
      no drops

      coverage: no flows read

      """#
    #expect(Samples.text(Samples.empty, .table) == expected)
  }

  @Test("groups beyond --max-groups are said")
  func overflow() {
    let expected = #"""
      SOURCE NAMESPACE  DESTINATION NAMESPACE  REASON         POLICY          DROPS  %  FIRST                 LAST
      cart              payments               POLICY_DENIED  (default deny)     12 63  2026-05-11T06:00:01Z  2026-05-11T06:00:02Z
      (other)           (other)                (other)        (other)             7 37  2026-05-11T06:00:00Z  2026-05-11T06:00:03Z
      more groups than --max-groups: the rest is in (other)
      total                                                                      19

      coverage: 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.overflowed, .table) == expected)
  }

  @Test("flows are lines, not packets; times over two days keep their date")
  func flows() {
    let expected = #"""
      BUCKET           VERDICT    FLOWS  %  FIRST            LAST
      (none)           FORWARDED      1 <1  -                -
      05-11T06:00:00Z  DROPPED      787  4  05-11T06:00:01Z  05-11T06:00:59Z
      05-12T07:00:00Z  FORWARDED  19213 96  05-12T07:00:00Z  05-12T07:00:00Z
      total                       20001

      coverage: 20000 flows, 3 nodes, 2026-05-11T06:00Z to 2026-05-12T07:00Z
        counting: lines, not packets: 787 DROPPED lines, 429 packets
        lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER,
          1200 PERF_EVENT_RING_BUFFER
        unreadable: 3 of 20005 lines
        missing: node_name, uuid

      """#
    #expect(Samples.text(Samples.flows, .table, kind: .flows, width: 72) == expected)
  }
}
