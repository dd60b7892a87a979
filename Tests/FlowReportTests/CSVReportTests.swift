import FlowReport
import Testing

/// Whole expected outputs.
struct CSVReportTests {
  @Test("a header, then the rows with whole times")
  func drops() {
    let expected = #"""
      source_namespace,destination_namespace,reason,policy,drops,first,last
      fraud-detection,reserved:world,POLICY_DENY,fraud-detection/deny-metadata-api,411,2026-05-11T06:00:00.001Z,2026-05-11T06:14:59.999999999Z
      cart,payments,POLICY_DENIED,(default deny),12,2026-05-11T06:00:01Z,2026-05-11T06:00:02.000000005Z
      postgres-operator,cart,STALE_OR_UNROUTABLE_IP,(none),6,2026-05-11T06:01:00Z,2026-05-11T06:01:01Z

      """#
    #expect(Samples.text(Samples.summary, .csv) == expected)
  }

  @Test("formulas are defused, quotes doubled, line ends kept in quotes")
  func hostile() {
    let expected = #"""
      source_namespace,destination_namespace,reason,policy,drops,first,last
      """quoted""","two
      lines",\x1b[31mred\x1b[0m,a|b\c,5,2026-05-11T06:00:00Z,2026-05-11T06:00:05Z
      '=cmd(),<script>alert(1)</script>,\u202egnp.exe,*b* _i_ `c`,4,,
      日本語,👍🏽 ok,été,[x](https://a.b) www.c.d,3,2026-05-11T06:00:00Z,
      '-1+1,'@SUM(A1),a\x00b\x7f\u009bc\u2028d,"tab\#there\#r",2,2026-05-11T06:00:00Z,2026-05-11T06:00:00Z

      """#
    #expect(Samples.text(Samples.hostile, .csv) == expected)
  }

  @Test("an empty answer is the header")
  func empty() {
    let expected = #"""
      source_namespace,destination_namespace,reason,policy,drops,first,last

      """#
    #expect(Samples.text(Samples.empty, .csv) == expected)
  }

  @Test("rows that --top leaves out are not there")
  func top() {
    let expected = #"""
      source_namespace,destination_namespace,reason,policy,drops,first,last
      fraud-detection,reserved:world,POLICY_DENY,fraud-detection/deny-metadata-api,411,2026-05-11T06:00:00.001Z,2026-05-11T06:14:59.999999999Z

      """#
    #expect(Samples.text(Samples.summary, .csv, top: 1) == expected)
  }

  @Test("a summary names its tables in the first column")
  func summary() {
    let expected = #"""
      table,verdict,reason,source_namespace,destination_namespace,policy,flows,drops,first,last
      by_verdict,FORWARDED,,,,,19213,,2026-05-11T06:00:00.001Z,2026-05-11T06:14:59Z
      by_verdict,DROPPED,,,,,787,,2026-05-11T06:00:01Z,2026-05-11T06:14:59.999999999Z
      by_reason,,POLICY_DENIED,,,,,780,2026-05-11T06:00:01Z,2026-05-11T06:00:02Z
      by_namespace_pair,,,ns-12,cart,,,120,2026-05-11T06:00:12Z,2026-05-11T06:01:40Z
      by_namespace_pair,,,ns-11,cart,,,110,2026-05-11T06:00:11Z,2026-05-11T06:01:40Z
      by_policy,,,,,(none),,700,2026-05-11T06:00:01Z,2026-05-11T06:00:02Z
      by_policy,,,,,cart/deny,,80,2026-05-11T06:00:01Z,2026-05-11T06:00:02Z

      """#
    #expect(Samples.text(Samples.whole, .csv, kind: .summary, top: 2) == expected)
  }
}
