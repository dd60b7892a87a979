/// What one line counts as, where the shipped logs have no such line.
enum FamilyRuleLines {
  /// The members of a flow, and the series that it counts under.
  static let lines: [(metrics: String, flow: String, series: [String])] = [
    // Kafka, which newer agents do not see any more.
    (
      "kafka flow policy",
      #""verdict":"FORWARDED","event_type":{"type":129},"traffic_direction":"EGRESS","l7":{"type":"REQUEST","latency_ns":"7000000","kafka":{"error_code":-1,"api_key":"fetch","topic":"t"}}"#,
      [
        "flows_processed_total Kafka Kafka L7 FORWARDED 1",
        "kafka_request_duration_seconds fetch client t 1 0,1,0,0,0,0,0,0,0,0,0,0 7000000",
        "kafka_requests_total fetch -1 client t 1",
        "policy_verdicts_total forwarded egress l7/kafka 1",
      ]
    ),
    ("kafka", #""l7":{"type":"RESPONSE","kafka":{"topic":"t"}}"#, []),
    // An L7 line without record, without type, without verdict.
    (
      "flow policy dns http drop", #""event_type":{"type":129},"l7":{}"#,
      [
        "flows_processed_total Unknown L7  L7 VERDICT_UNKNOWN 1",
        "policy_verdicts_total verdict_unknown traffic_direction_unknown l7/ 1",
      ]
    ),
    // Enumerations that this version does not know.
    (
      "flow drop policy",
      #""verdict":99,"event_type":{"type":5},"traffic_direction":7,"policy_match_type":9,"drop_reason_desc":299"#,
      [
        "flows_processed_total Unknown L4  PolicyVerdict 99 1",
        "policy_verdicts_total 99 7 unknown 1",
      ]
    ),
    (
      "drop", #""verdict":2,"drop_reason_desc":299,"event_type":{"type":1},"l4":{"VRRP":{}}"#,
      ["drop_total VRRP 299 1"]
    ),
    (
      "drop", #""verdict":"DROPPED","drop_reason_desc":"NEW_REASON","drop_reason":133"#,
      ["drop_total Unknown flow NEW_REASON 1"]
    ),
    (
      "drop", #""verdict":"DROPPED","drop_reason":133,"event_type":{"type":3}"#,
      ["drop_total Unknown L4 DROP_REASON_UNKNOWN 1"]
    ),
    // A host may connect to its endpoints: its policy verdicts do not count.
    ("policy", #""event_type":{"type":5},"source":{"identity":1}"#, []),
    // The agent takes the lowest byte of the observation point.
    (
      "flow", #""event_type":{"type":4,"sub_type":266},"l4":{"IGMP":{}}"#,
      ["flows_processed_total IGMP from-network Trace VERDICT_UNKNOWN 1"]
    ),
    (
      "flow", #""event_type":{"type":4,"sub_type":14}"#,
      ["flows_processed_total Unknown L4  Trace VERDICT_UNKNOWN 1"]
    ),
    // ICMP messages with and without a name, whatever the verdict.
    ("icmp", #""l4":{"ICMPv4":{"type":5,"code":3}}"#, ["icmp_total IPv4 Redirect(TOS+Host) 1"]),
    ("icmp", #""l4":{"ICMPv4":{"type":5,"code":4}}"#, ["icmp_total IPv4 Redirect(Code: 4) 1"]),
    ("icmp", #""l4":{"ICMPv4":{"type":8,"code":1}}"#, ["icmp_total IPv4 EchoRequest(Code: 1) 1"]),
    ("icmp", #""l4":{"ICMPv4":{"type":40,"code":2}}"#, ["icmp_total IPv4 40(2) 1"]),
    (
      "icmp", #""l4":{"ICMPv6":{"type":4,"code":2}}"#,
      [
        "icmp_total IPv6 ParameterProblem(UnrecognizedIPv6Option) 1"
      ]
    ),
    ("icmp", #""l4":{"ICMPv6":{"type":143}}"#, ["icmp_total IPv6 143(0) 1"]),
    // Ports: only of what went on and is known to be no reply.
    (
      "port-distribution", #""verdict":"FORWARDED","is_reply":false,"l4":{"VRRP":{}}"#,
      ["port_distribution_total 0 VRRP 1"]
    ),
    (
      "port-distribution",
      #""verdict":"REDIRECTED","is_reply":false,"l4":{"SCTP":{"destination_port":"9092"}}"#,
      ["port_distribution_total 9092 SCTP 1"]
    ),
    ("port-distribution", #""verdict":"FORWARDED","l4":{"TCP":{"destination_port":1}}"#, []),
    (
      "port-distribution",
      #""verdict":"FORWARDED","is_reply":null,"l4":{"TCP":{"destination_port":1}}"#, []
    ),
    ("port-distribution", #""verdict":"FORWARDED","is_reply":true,"l4":{"UDP":{}}"#, []),
    ("port-distribution", #""verdict":"TRACED","is_reply":false,"l4":{"UDP":{}}"#, []),
    // Flags: one flow may count twice; without an address it does not count.
    (
      "tcp",
      #""verdict":"FORWARDED","IP":{"ipVersion":2},"l4":{"TCP":{"flags":{"FIN":true,"SYN":true,"ACK":false,"RST":true}}}"#,
      ["tcp_flags_total IPv6 FIN 1", "tcp_flags_total IPv6 RST 1", "tcp_flags_total IPv6 SYN 1"]
    ),
    (
      "tcp", #""verdict":"FORWARDED","IP":{},"l4":{"TCP":{"flags":{"SYN":true,"ACK":true}}}"#,
      ["tcp_flags_total IP_NOT_USED SYN-ACK 1"]
    ),
    ("tcp", #""verdict":"FORWARDED","l4":{"TCP":{"flags":{"SYN":true}}}"#, []),
    ("tcp", #""verdict":"DROPPED","IP":{},"l4":{"TCP":{"flags":{"SYN":true}}}"#, []),
    // SCTP chunks, which agents write from 1.20 on.
    (
      "sctp",
      #""verdict":"FORWARDED","IP":{"ipVersion":"IPv4"},"l4":{"SCTP":{"chunk_type":"INIT_ACK"}}"#,
      ["sctp_chunk_types_total INIT_ACK IPv4 1"]
    ),
    ("sctp", #""verdict":"FORWARDED","IP":{},"l4":{"SCTP":{"chunk_type":"UNSUPPORTED"}}"#, []),
    ("sctp", #""verdict":"FORWARDED","IP":{},"l4":{"SCTP":{}}"#, []),
    // To the world: explicit denials and other drops only where any drop is asked for.
    (
      "flows-to-world:port",
      #""verdict":"DROPPED","drop_reason_desc":133,"event_type":{},"l4":{"ICMPv4":{}},"destination":{"labels":["a","reserved:world-ipv6"]}"#,
      ["flows_to_world_total  Unknown flow DROPPED 1"]
    ),
    (
      "flows-to-world",
      #""verdict":"DROPPED","drop_reason_desc":"POLICY_DENY","event_type":{"type":1},"l4":{"UDP":{}},"destination":{"labels":["reserved:world"]}"#,
      []
    ),
    (
      "flows-to-world:any-drop",
      #""verdict":"DROPPED","drop_reason_desc":"POLICY_DENY","event_type":{"type":1},"l4":{"UDP":{}},"destination":{"labels":["reserved:world"]}"#,
      ["flows_to_world_total UDP DROPPED 1"]
    ),
    (
      "flows-to-world:syn-only",
      #""verdict":"FORWARDED","event_type":{"type":4},"l4":{"UDP":{}},"destination":{"labels":["reserved:world"]}"#,
      []
    ),
    (
      "flows-to-world",
      #""verdict":"FORWARDED","event_type":{"type":4},"destination":{"labels":["reserved:world"]}"#,
      []
    ),
    // DNS: what a policy denied is a query whatever else it is; a code without a name is none.
    (
      "dns",
      #""verdict":"DROPPED","is_reply":true,"l7":{"dns":{"qtypes":["A","MX"],"ips":["1.1.1.1"],"rrtypes":["A"]}}"#,
      ["dns_queries_total 1 A,MX Policy denied 1"]
    ),
    (
      "dns:query",
      #""is_reply":true,"l7":{"dns":{"query":"a.","rcode":12,"rrtypes":["A","A","CNAME"]}}"#,
      [
        "dns_response_types_total  a. A 2", "dns_response_types_total  a. CNAME 1",
        "dns_responses_total 0  a.  1",
      ]
    ),
    ("dns:ignoreAAAA", #""l7":{"dns":{"qtypes":["AAAA"]}}"#, []),
    (
      "dns:ignoreAAAA", #""l7":{"dns":{"qtypes":["AAAA","A"]}}"#,
      ["dns_queries_total 0 AAAA,A  1"]
    ),
    // Durations: a bound belongs to its bucket; an absent one is 0.
    (
      "http",
      #""l7":{"type":"RESPONSE","latency_ns":"10000000001","http":{"code":200,"method":"GET","protocol":"HTTP/2"}}"#,
      [
        "http_request_duration_seconds GET unknown 1 0,0,0,0,0,0,0,0,0,0,0,1 10000000001",
        "http_responses_total GET HTTP/2 unknown 200 1",
      ]
    ),
    (
      "httpV2", #""l7":{"type":2,"latency_ns":5000000,"http":{}}"#,
      [
        "http_request_duration_seconds  unknown 1 1,0,0,0,0,0,0,0,0,0,0,0 5000000",
        "http_requests_total   unknown 0 1",
      ]
    ),
    ("httpV2", #""l7":{"type":"REQUEST","http":{}}"#, []),
    // Aggregated lines weigh their counters, durations with them.
    (
      "flow http",
      #""verdict":"FORWARDED","aggregate":{"ingress_flow_count":2,"egress_flow_count":3},"l7":{"type":"RESPONSE","latency_ns":"4","http":{"method":"GET"}}"#,
      [
        "flows_processed_total Unknown flow 0 Unknown FORWARDED 5",
        "http_request_duration_seconds GET unknown 5 5,0,0,0,0,0,0,0,0,0,0,0 20",
        "http_responses_total GET  unknown 0 5",
      ]
    ),
  ]
}
