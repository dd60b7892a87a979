import FlowReport
import Testing

/// Whole expected outputs.
struct JSONReportTests {
  @Test("keys come in the order of the documentation, each row on a line")
  func drops() {
    let expected = #"""
      {"schema":2,
      "coverage":{
      "oldest":"2026-05-11T06:00:00.001Z",
      "newest":"2026-05-11T06:14:59.999999999Z",
      "lines":{"flow":20000,"lost_events":2,"other":0,"malformed":3,"blank":0,"oversize":0},
      "form":[],
      "flows_by_verdict":{"DROPPED":787,"FORWARDED":19213},
      "lost_events":{"HUBBLE_RING_BUFFER":34,"PERF_EVENT_RING_BUFFER":1200},
      "dropped_lines":787,
      "aggregated_verdicts":0,
      "evidence":{"notification":71,"notification+verdict":358},
      "nodes":3,
      "masked_fields":[],
      "notes":[]
      },
      "rows":[
      {"source_namespace":"fraud-detection","destination_namespace":"reserved:world","reason":"POLICY_DENY","policy":"fraud-detection/deny-metadata-api","drops":411,"first":"2026-05-11T06:00:00.001Z","last":"2026-05-11T06:14:59.999999999Z"},
      {"source_namespace":"cart","destination_namespace":"payments","reason":"POLICY_DENIED","policy":"(default deny)","drops":12,"first":"2026-05-11T06:00:01Z","last":"2026-05-11T06:00:02.000000005Z"},
      {"source_namespace":"postgres-operator","destination_namespace":"cart","reason":"STALE_OR_UNROUTABLE_IP","policy":"(none)","drops":6,"first":"2026-05-11T06:01:00Z","last":"2026-05-11T06:01:01Z"}
      ],
      "total":{"drops":429}}

      """#
    #expect(Samples.text(Samples.summary, .json) == expected)
  }

  @Test("hostile names are escaped; what is left out is counted")
  func hostile() {
    let expected = #"""
      {"schema":2,
      "coverage":{
      "oldest":"2026-05-11T06:00:00.001Z",
      "newest":"2026-05-11T06:14:59.999999999Z",
      "lines":{"flow":20000,"lost_events":2,"other":0,"malformed":3,"blank":0,"oversize":0},
      "form":[],
      "flows_by_verdict":{"\u001b]0;x\u0007|<b>":14},
      "lost_events":{},
      "dropped_lines":787,
      "aggregated_verdicts":0,
      "evidence":{"notification":71,"notification+verdict":358},
      "nodes":3,
      "masked_fields":["uuid"],
      "notes":["node \"a\nb\" is unavailable."]
      },
      "rows":[
      {"source_namespace":"\"quoted\"","destination_namespace":"two\nlines","reason":"\u001b[31mred\u001b[0m","policy":"a|b\\c","drops":5,"first":"2026-05-11T06:00:00Z","last":"2026-05-11T06:00:05Z"},
      {"source_namespace":"=cmd()","destination_namespace":"<script>alert(1)</script>","reason":"\u202egnp.exe","policy":"*b* _i_ `c`","drops":4,"first":null,"last":null},
      {"source_namespace":"日本語","destination_namespace":"👍🏽 ok","reason":"été","policy":"[x](https://a.b) www.c.d","drops":3,"first":"2026-05-11T06:00:00Z","last":null}
      ],
      "left_out":{"rows":1,"drops":2},
      "total":{"drops":14}}

      """#
    #expect(Samples.text(Samples.hostile, .json, top: 3) == expected)
  }

  @Test("an empty answer has no rows and null for its times; interrupted stands beside schema")
  func empty() {
    let expected = #"""
      {"schema":2,
      "interrupted":true,
      "coverage":{
      "oldest":null,
      "newest":null,
      "lines":{"flow":0,"lost_events":0,"other":0,"malformed":0,"blank":0,"oversize":0},
      "form":[],
      "flows_by_verdict":{},
      "lost_events":{},
      "dropped_lines":0,
      "aggregated_verdicts":0,
      "evidence":{},
      "nodes":0,
      "masked_fields":[],
      "notes":[]
      },
      "rows":[],
      "total":{"drops":0}}

      """#
    #expect(Samples.text(Samples.empty, .json) == expected)
  }

  @Test("overflowed stands beside schema")
  func overflow() {
    let expected = #"""
      {"schema":2,
      "overflowed":true,
      "coverage":{
      "oldest":"2026-05-11T06:00:00.001Z",
      "newest":"2026-05-11T06:14:59.999999999Z",
      "lines":{"flow":20000,"lost_events":2,"other":0,"malformed":3,"blank":0,"oversize":0},
      "form":[],
      "flows_by_verdict":{"DROPPED":787,"FORWARDED":19213},
      "lost_events":{"HUBBLE_RING_BUFFER":34,"PERF_EVENT_RING_BUFFER":1200},
      "dropped_lines":787,
      "aggregated_verdicts":0,
      "evidence":{"notification":71,"notification+verdict":358},
      "nodes":3,
      "masked_fields":[],
      "notes":[]
      },
      "rows":[
      {"source_namespace":"cart","destination_namespace":"payments","reason":"POLICY_DENIED","policy":"(default deny)","drops":12,"first":"2026-05-11T06:00:01Z","last":"2026-05-11T06:00:02.000000005Z"},
      {"source_namespace":"(other)","destination_namespace":"(other)","reason":"(other)","policy":"(other)","drops":7,"first":"2026-05-11T06:00:00Z","last":"2026-05-11T06:00:03Z"}
      ],
      "total":{"drops":19}}

      """#
    #expect(Samples.text(Samples.overflowed, .json) == expected)
  }

  @Test("flows count flows")
  func flows() {
    let expected = #"""
      {"schema":2,
      "coverage":{
      "oldest":"2026-05-11T06:00:00.001Z",
      "newest":"2026-05-12T07:00:00Z",
      "lines":{"flow":20000,"lost_events":2,"other":0,"malformed":3,"blank":0,"oversize":0},
      "form":[],
      "flows_by_verdict":{"DROPPED":787,"FORWARDED":19213},
      "lost_events":{"HUBBLE_RING_BUFFER":34,"PERF_EVENT_RING_BUFFER":1200},
      "dropped_lines":787,
      "aggregated_verdicts":5,
      "evidence":{"notification":71,"notification+verdict":358},
      "nodes":3,
      "masked_fields":["node_name","uuid"],
      "notes":[]
      },
      "rows":[
      {"bucket":"(none)","verdict":"FORWARDED","flows":1,"first":null,"last":null},
      {"bucket":"2026-05-11T06:00:00Z","verdict":"DROPPED","flows":787,"first":"2026-05-11T06:00:01Z","last":"2026-05-11T06:00:59Z"},
      {"bucket":"2026-05-12T07:00:00Z","verdict":"FORWARDED","flows":19213,"first":"2026-05-12T07:00:00Z","last":"2026-05-12T07:00:00Z"}
      ],
      "total":{"flows":20001}}

      """#
    #expect(Samples.text(Samples.flows, .json, kind: .flows) == expected)
  }

  @Test("a summary has four arrays, cut by --top only")
  func summary() {
    let expected = #"""
      {"schema":2,
      "coverage":{
      "oldest":"2026-05-11T06:00:00.001Z",
      "newest":"2026-05-11T06:14:59.999999999Z",
      "lines":{"flow":20000,"lost_events":2,"other":0,"malformed":3,"blank":0,"oversize":0},
      "form":[],
      "flows_by_verdict":{"DROPPED":787,"FORWARDED":19213},
      "lost_events":{"HUBBLE_RING_BUFFER":34,"PERF_EVENT_RING_BUFFER":1200},
      "dropped_lines":787,
      "aggregated_verdicts":0,
      "evidence":{"notification":71,"notification+verdict":358},
      "nodes":3,
      "masked_fields":[],
      "notes":[]
      },
      "by_verdict":[
      {"verdict":"FORWARDED","flows":19213,"first":"2026-05-11T06:00:00.001Z","last":"2026-05-11T06:14:59Z"},
      {"verdict":"DROPPED","flows":787,"first":"2026-05-11T06:00:01Z","last":"2026-05-11T06:14:59.999999999Z"}
      ],
      "by_reason":[
      {"reason":"POLICY_DENIED","drops":780,"first":"2026-05-11T06:00:01Z","last":"2026-05-11T06:00:02Z"}
      ],
      "by_namespace_pair":[
      {"source_namespace":"ns-12","destination_namespace":"cart","drops":120,"first":"2026-05-11T06:00:12Z","last":"2026-05-11T06:01:40Z"},
      {"source_namespace":"ns-11","destination_namespace":"cart","drops":110,"first":"2026-05-11T06:00:11Z","last":"2026-05-11T06:01:40Z"}
      ],
      "by_policy":[
      {"policy":"(none)","drops":700,"first":"2026-05-11T06:00:01Z","last":"2026-05-11T06:00:02Z"},
      {"policy":"cart/deny","drops":80,"first":"2026-05-11T06:00:01Z","last":"2026-05-11T06:00:02Z"}
      ],
      "left_out":{"by_namespace_pair":{"rows":10,"drops":550}},
      "total":{"drops":780}}

      """#
    #expect(Samples.text(Samples.whole, .json, kind: .summary, top: 2) == expected)
  }
}
