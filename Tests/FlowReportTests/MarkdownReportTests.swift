import FlowAnswer
import FlowReport
import Testing

/// Whole expected outputs.
struct MarkdownReportTests {
  @Test("a table with the counts on the right, then the coverage as a list")
  func drops() {
    let expected = #"""
      | Source namespace | Destination namespace | Reason | Policy | Drops | Share | First | Last |
      | --- | --- | --- | --- | ---: | ---: | --- | --- |
      | fraud-detection | reserved:world | POLICY_DENY | fraud-detection/deny-metadata-api | 411 | 96% | 2026-05-11T06:00:00Z | 2026-05-11T06:14:59Z |
      | cart | payments | POLICY_DENIED | (default deny) | 12 | 3% | 2026-05-11T06:00:01Z | 2026-05-11T06:00:02Z |

      ... 1 more row, 6 drops: `--all`

      **429 drops in total**

      Coverage:

      - 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
      - lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
      - unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.summary, .markdown, top: 2) == expected)
  }

  @Test("hostile names are shown letter by letter")
  func hostile() {
    let expected = #"""
      | Source namespace | Destination namespace | Reason | Policy | Drops | Share | First | Last |
      | --- | --- | --- | --- | ---: | ---: | --- | --- |
      | "quoted" | two\\nlines | \\x1b\[31mred\\x1b\[0m | a\|b\\c | 5 | 36% | 2026-05-11T06:00:00Z | 2026-05-11T06:00:05Z |
      | =cmd() | &lt;script&gt;alert(1)&lt;/script&gt; | \\u202egnp.exe | \*b\* \_i\_ \`c\` | 4 | 29% | - | - |
      | 日本語 | 👍🏽 ok | été | \[x\](https\://a.b) www\.c.d | 3 | 21% | 2026-05-11T06:00:00Z | - |
      | -1+1 | &#64;SUM(A1) | a\\x00b\\x7f\\u009bc\\u2028d | tab\\there\\r | 2 | 14% | 2026-05-11T06:00:00Z | 2026-05-11T06:00:00Z |

      **14 drops in total**

      Coverage:

      - 14 of 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z, none lost
      - unreadable: 3 of 20005 lines
      - missing: uuid
      - note: node "a\\nb" is unavailable.

      """#
    #expect(Samples.text(Samples.hostile, .markdown) == expected)
  }

  @Test("an empty answer has the header; an interrupted one says so first")
  func empty() {
    let expected = #"""
      **Interrupted: counted as far as the input was read.**

      | Source namespace | Destination namespace | Reason | Policy | Drops | Share | First | Last |
      | --- | --- | --- | --- | ---: | ---: | --- | --- |

      **0 drops in total**

      Coverage:

      - no flows read

      """#
    #expect(Samples.text(Samples.empty, .markdown) == expected)
  }

  @Test("groups beyond --max-groups are said")
  func overflow() {
    let expected = #"""
      | Source namespace | Destination namespace | Reason | Policy | Drops | Share | First | Last |
      | --- | --- | --- | --- | ---: | ---: | --- | --- |
      | cart | payments | POLICY_DENIED | (default deny) | 12 | 63% | 2026-05-11T06:00:01Z | 2026-05-11T06:00:02Z |
      | (other) | (other) | (other) | (other) | 7 | 37% | 2026-05-11T06:00:00Z | 2026-05-11T06:00:03Z |

      More groups than `--max-groups`: the rest is in (other).

      **19 drops in total**

      Coverage:

      - 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
      - lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
      - unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.overflowed, .markdown) == expected)
  }

  @Test("a summary has a heading for each table")
  func summary() {
    let expected = #"""
      ### Flows by verdict

      | Verdict | Flows | First | Last |
      | --- | ---: | --- | --- |
      | FORWARDED | 19213 | 2026-05-11T06:00:00Z | 2026-05-11T06:14:59Z |
      | DROPPED | 787 | 2026-05-11T06:00:01Z | 2026-05-11T06:14:59Z |

      **20000 flows in total**

      ### Drops by reason

      | Reason | Drops | First | Last |
      | --- | ---: | --- | --- |
      | POLICY_DENIED | 780 | 2026-05-11T06:00:01Z | 2026-05-11T06:00:02Z |

      **780 drops in total**

      ### Worst namespace pairs

      | Source namespace | Destination namespace | Drops | First | Last |
      | --- | --- | ---: | --- | --- |
      | ns-12 | cart | 120 | 2026-05-11T06:00:12Z | 2026-05-11T06:01:40Z |
      | ns-11 | cart | 110 | 2026-05-11T06:00:11Z | 2026-05-11T06:01:40Z |

      ... 10 more rows, 550 drops: `--all`

      **780 drops in total**

      ### Drops by policy

      | Policy | Drops | First | Last |
      | --- | ---: | --- | --- |
      | (none) | 700 | 2026-05-11T06:00:01Z | 2026-05-11T06:00:02Z |
      | cart/deny | 80 | 2026-05-11T06:00:01Z | 2026-05-11T06:00:02Z |

      **780 drops in total**

      ### Coverage

      - 20000 flows, 3 nodes, 2026-05-11T06:00:00Z to 06:14:59Z
      - lost: 1234 events (5.8 %): 34 HUBBLE_RING_BUFFER, 1200 PERF_EVENT_RING_BUFFER
      - unreadable: 3 of 20005 lines

      """#
    #expect(Samples.text(Samples.whole, .markdown, kind: .summary, top: 2) == expected)
  }
}
