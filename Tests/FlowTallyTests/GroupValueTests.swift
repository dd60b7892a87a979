import FlowAnswer
import Testing

@testable import FlowTally

@Suite struct GroupValueTests {
  /// A flow with a value for every field, as Cilium's encoder writes it but for its unlikely meeting of L4 and L7.
  static let everything = """
    {"flow":{"time":"2026-05-11T06:07:08.900Z","uuid":"a0ad4b86-f576-423f-a7f6-7c3bcbedc865",\
    "verdict":"DROPPED","drop_reason":181,"ethernet":{"source":"aa:00:00:00:00:01"},\
    "IP":{"source":"10.0.0.1","source_xlated":"1.1.1.1","destination":"fd00::2","ipVersion":"IPv6"},\
    "l4":{"TCP":{"source_port":40000,"destination_port":443,"flags":{"SYN":true}}},\
    "tunnel":{"IP":{"source":"9.9.9.9"},"l4":{"UDP":{"source_port":1,"destination_port":8472}}},\
    "source":{"ID":1,"identity":1001,"cluster_name":"east","namespace":"shop",\
    "labels":["k8s:app=cart","k8s:k8s-app=other"],"pod_name":"cart-0",\
    "workloads":[{"name":"cart","kind":"StatefulSet"},{"name":"second","kind":"Deployment"}]},\
    "destination":{"ID":2,"identity":2002,"cluster_name":"west","namespace":"pay",\
    "labels":["k8s:a=b","k8s:app.kubernetes.io/name=ledger"],"pod_name":"ledger-x",\
    "workloads":[{"name":"ledger","kind":"Deployment"}]},"Type":"L3_L4","node_name":"east/n1",\
    "source_names":["z.example","a.example","z.example"],"destination_names":["pay.example"],\
    "trace_observation_point":"TO_OVERLAY","interface":{"index":7,"name":"eth0"},\
    "file":{"name":"bpf_lxc.c","line":1218},\
    "l7":{"type":"RESPONSE","latency_ns":"5","dns":{"query":"pay.example.","rcode":3},\
    "http":{"code":403,"method":"GET","url":"http://x/a%20b?c=d"}},"event_type":{"type":5,"sub_type":1},\
    "source_service":{"name":"cart-svc","namespace":"shop"},\
    "destination_service":{"name":"ledger-svc","namespace":"pay"},"traffic_direction":"INGRESS",\
    "drop_reason_desc":"POLICY_DENY","is_reply":false,"Summary":"TCP Flags: SYN",\
    "egress_denied_by":[{"name":"not-this","namespace":"pay","kind":"NetworkPolicy"}],\
    "ingress_denied_by":[{"name":"no-shop","namespace":"pay","kind":"CiliumNetworkPolicy"},\
    {"name":"base","kind":"CiliumClusterwideNetworkPolicy"}]},"node_name":"east/other",\
    "time":"2026-05-11T06:59:59Z"}
    """

  @Test("a flow with everything has a value for every field")
  func allFields() {
    let expected: [GroupField: String] = [
      .bucket: "2026-05-11T06:05:00Z", .sourceNamespace: "shop", .destinationNamespace: "pay",
      .sourceWorkload: "StatefulSet/cart", .destinationWorkload: "Deployment/ledger",
      .sourcePod: "shop/cart-0", .destinationPod: "pay/ledger-x", .sourceIdentity: "1001",
      .destinationIdentity: "2002", .sourceIP: "10.0.0.1", .destinationIP: "fd00::2",
      .sourcePort: "40000", .destinationPort: "443", .sourceApp: "cart",
      .destinationApp: "ledger", .sourceService: "shop/cart-svc",
      .destinationService: "pay/ledger-svc", .sourceCluster: "east", .destinationCluster: "west",
      .sourceNames: "a.example,z.example", .destinationNames: "pay.example",
      .reason: "POLICY_DENY", .policy: "base,pay/no-shop",
      .policyKind: "CiliumClusterwideNetworkPolicy,CiliumNetworkPolicy",
      .defaultDenyPolicy: "(none)", .direction: "ingress",
      .protocol: "TCP", .node: "east/n1", .verdict: "DROPPED", .type: "PolicyVerdict",
      .sourceLabels: "k8s:app=cart,k8s:k8s-app=other",
      .destinationLabels: "k8s:a=b,k8s:app.kubernetes.io/name=ledger",
      .client: "shop/cart", .server: "pay/ledger", .isReply: "false", .icmpType: "(none)",
      .tcpFlags: "SYN", .interface: "eth0", .tracePoint: "TO_OVERLAY", .file: "bpf_lxc.c:1218",
      .httpMethod: "GET", .httpStatus: "403", .httpPath: "/a b", .dnsQuery: "pay.example.",
      .dnsRcode: "3",
      .uuid: "a0ad4b86-f576-423f-a7f6-7c3bcbedc865",
    ]
    #expect(values(Self.everything, bucketWidth: 300_000_000_000) == expected)
    #expect(Set(expected.keys) == Set(GroupField.allCases))
  }

  @Test("a flow with nothing has a value for every field too")
  func noFields() {
    var expected = Dictionary(
      uniqueKeysWithValues: GroupField.allCases.map { ($0, GroupField.absent) })
    expected[.sourceNamespace] = "reserved:unknown"
    expected[.destinationNamespace] = "reserved:unknown"
    expected[.reason] = "DROP_REASON_UNKNOWN"
    expected[.direction] = "unknown"
    expected[.verdict] = "VERDICT_UNKNOWN"
    #expect(values(flowLine(""), bucketWidth: 1) == expected)
    let nulls = JSONField.allCases.map { "\"\($0.name)\":null" }.joined(separator: ",")
    #expect(values(flowLine(nulls), bucketWidth: 1) == expected)
    for other in [#""""#, "1.5", "true", "[]", "{}", "[null,1,{},[]]", #"{"x":1}"#, "-1"] {
      let members = JSONField.allCases.map { "\"\($0.name)\":\(other)" }.joined(separator: ",")
      var found = values(flowLine(members), bucketWidth: 1)
      if other == "-1" {
        found[.verdict] = expected[.verdict]
        found[.reason] = expected[.reason]
        found[.tracePoint] = expected[.tracePoint]
      }
      if other == "true" {
        // A value that is right for this one field.
        #expect(found[.isReply] == "true" && found[.client] == "reserved:unknown")
        for field in [GroupField.isReply, .client, .server] {
          found[field] = expected[field]
        }
      }
      if other == "[null,1,{},[]]" {
        // A policy without a name is a policy.
        found[.policy] = expected[.policy]
      }
      #expect(found == expected, "\(other)")
    }
  }

  static let hostile = #""a\u0000\u001b[31m\"\\\n,=\u003cscript\u003e\u2028\ud83d\ude00é/(none)""#
  static let hostileText = "a\u{0}\u{1b}[31m\"\\\n,=<script>\u{2028}😀é/(none)"

  static let hostileFields: [(String, GroupField, String)] = [
    (#""source":{"namespace":X}"#, .sourceNamespace, "X"),
    (#""destination":{"namespace":X}"#, .destinationNamespace, "X"),
    (#""source":{"workloads":[{"name":X,"kind":X}]}"#, .sourceWorkload, "X/X"),
    (#""destination":{"namespace":X,"pod_name":X}"#, .destinationPod, "X/X"),
    (#""IP":{"source":X}"#, .sourceIP, "X"), (#""IP":{"destination":X}"#, .destinationIP, "X"),
    (#""source_service":{"name":X,"namespace":X}"#, .sourceService, "X/X"),
    (#""source":{"cluster_name":X}"#, .sourceCluster, "X"),
    (#""destination_names":[X,"b"]"#, .destinationNames, "X,b"),
    (#""drop_reason_desc":X"#, .reason, "X"),
    (#""ingress_denied_by":[{"name":X,"namespace":X,"kind":X}]"#, .policy, "X/X"),
    (#""ingress_denied_by":[{"name":X,"namespace":X,"kind":X}]"#, .policyKind, "X"),
    (#""node_name":X"#, .node, "X"), (#""verdict":X"#, .verdict, "X"),
    (#""l7":{"http":{"method":X}}"#, .httpMethod, "X"),
    (#""l7":{"dns":{"query":X}}"#, .dnsQuery, "X"),
    (
      #""source":{"labels":["k8s:tier="]},"destination":{"labels":[X,"b"]}"#, .destinationLabels,
      "X,b"
    ),
    (#""is_reply":false,"source":{"namespace":X,"workloads":[{"name":X}]}"#, .client, "X/X"),
    (#""is_reply":true,"source":{"namespace":X,"pod_name":X}"#, .server, "X/X"),
    (#""interface":{"name":X}"#, .interface, "X"), (#""file":{"name":X,"line":1}"#, .file, "X:1"),
    (#""trace_observation_point":X"#, .tracePoint, "X"),
  ]

  @Test("hostile names are decoded and otherwise kept", arguments: hostileFields)
  func hostileNames(members: String, field: GroupField, expected: String) {
    let line = flowLine(members.replacing("X", with: Self.hostile))
    #expect(value(field, of: line) == expected.replacing("X", with: Self.hostileText))
  }

  static let rows: [(String, GroupField, String)] = [
    // Workloads, pods, services: one half may be missing.
    (#""source":{"workloads":[{"name":"a"}]}"#, .sourceWorkload, "a"),
    (#""source":{"workloads":[{"kind":"Job"}]}"#, .sourceWorkload, "Job"),
    (#""source":{"workloads":[null,{"name":"a","kind":"Job"}]}"#, .sourceWorkload, "Job/a"),
    (#""source":{"pod_name":"p"}"#, .sourcePod, "p"),
    (#""source":{"namespace":"n"}"#, .sourcePod, "(none)"),
    (#""source_service":{"name":"s"}"#, .sourceService, "s"),
    // The app: the first label, in label order, of three keys.
    (#""source":{"labels":["k8s:k8s-app=b","k8s:app=a"]}"#, .sourceApp, "b"),
    (
      #""source":{"labels":["k8s:app2=b","app=c","k8s:app.kubernetes.io/name=d=e"]}"#, .sourceApp,
      "d=e"
    ),
    (#""source":{"labels":["k8s:app="]}"#, .sourceApp, "(none)"),
    (#""source":{"labels":[1,{},"k8s:\u0061pp=x"]}"#, .sourceApp, "x"),
    // Numbers.
    (#""source":{"identity":0}"#, .sourceIdentity, "0"),
    (#""source":{"identity":"16777217"}"#, .sourceIdentity, "16777217"),
    (#""source":{"identity":4294967295}"#, .sourceIdentity, "4294967295"),
    (#""source":{"identity":4294967296}"#, .sourceIdentity, "(none)"),
    (#""l4":{"UDP":{"destinationPort":5.3e1}}"#, .destinationPort, "53"),
    (#""l4":{"ICMPv4":{"type":8,"code":1}}"#, .sourcePort, "(none)"),
    // The protocol: the first member that is there.
    (#""l4":{"ICMPv4":{}}"#, .protocol, "ICMPv4"),
    (#""l4":{"ICMPv6":{"type":1}}"#, .protocol, "ICMPv6"),
    (#""l4":{"SCTP":{}}"#, .protocol, "SCTP"), (#""l4":{"VRRP":{}}"#, .protocol, "VRRP"),
    (#""l4":{"IGMP":{}}"#, .protocol, "IGMP"), (#""l4":{"TCP":null,"UDP":{}}"#, .protocol, "UDP"),
    (#""l4":{"UDP":{},"TCP":{}}"#, .protocol, "UDP"), (#""l4":{"x":{}}"#, .protocol, "(none)"),
    (#""l4":{"TCP":null,"TCP":{}}"#, .protocol, "(none)"),
    (#""l4":{"TCP":1,"TCP":{},"UDP":{}}"#, .protocol, "UDP"),
    // Types.
    (#""event_type":{"type":1}"#, .type, "Drop"), (#""event_type":{"type":129}"#, .type, "L7"),
    (#""event_type":{"type":4}"#, .type, "Trace"), (#""event_type":{"type":3}"#, .type, "Capture"),
    (#""event_type":{"type":7}"#, .type, "7"),
    (#""event_type":{"type":"5"}"#, .type, "PolicyVerdict"),
    (#""event_type":{"type":-3}"#, .type, "-3"),
    (#""event_type":{"type":4294967297}"#, .type, "(none)"),
    (#""event_type":{}"#, .type, "(none)"),
    // Directions.
    (#""traffic_direction":"EGRESS""#, .direction, "egress"),
    (#""traffic_direction":1"#, .direction, "ingress"),
    (#""trafficDirection":"2""#, .direction, "egress"),
    (#""traffic_direction":3"#, .direction, "unknown"),
    (#""traffic_direction":"TRAFFIC_DIRECTION_UNKNOWN""#, .direction, "unknown"),
    // The DNS code: 0 is not written, and means no error in a response.
    (#""l7":{"type":"RESPONSE","dns":{"query":"a."}}"#, .dnsRcode, "0"),
    (#""l7":{"type":2,"dns":{}}"#, .dnsRcode, "0"),
    (#""l7":{"type":"REQUEST","dns":{"query":"a."}}"#, .dnsRcode, "(none)"),
    (#""l7":{"type":"RESPONSE","http":{}}"#, .dnsRcode, "(none)"),
  ]

  @Test("a field's value is what its row says", arguments: rows)
  func oneField(members: String, field: GroupField, expected: String) {
    #expect(value(field, of: flowLine(members)) == expected)
  }

  /// A line, its node and its time.
  static let wrappers: [(String, String, String)] = [
    (#"{"flow":{"node_name":"f"},"node_name":"w"}"#, "f", "(none)"),
    (#"{"flow":{"node_name":""},"node_name":"w"}"#, "w", "(none)"),
    (#"{"flow":{"node_name":7},"nodeName":"w"}"#, "w", "(none)"),
    (#"{"flow":{},"time":"1970-01-01T00:00:05Z"}"#, "(none)", "1970-01-01T00:00:05Z"),
    (
      #"{"flow":{"time":"1970-01-01T00:00:06Z"},"time":"1970-01-01T00:00:05Z"}"#, "(none)",
      "1970-01-01T00:00:06Z"
    ),
    (#"{"flow":{"time":"soon"},"time":"1970-01-01T00:00:05Z"}"#, "(none)", "1970-01-01T00:00:05Z"),
    (#"{"flow":{"time":5},"time":"1970-01-01T00:00:05Z"}"#, "(none)", "1970-01-01T00:00:05Z"),
    (
      #"{"verdict":"DROPPED","node_name":"bare","time":"1970-01-01T00:00:07Z"}"#, "bare",
      "1970-01-01T00:00:07Z"
    ),
  ]

  @Test("node and time are the flow's own, else the wrapper's", arguments: wrappers)
  func wrapper(line: String, node: String, second: String) {
    let found = values(line, bucketWidth: 1_000_000_000)
    #expect(found[.node] == node)
    #expect(found[.bucket] == second)
  }

  static let buckets: [(String, Int64, String)] = [
    ("2026-05-11T06:07:08.900Z", 60_000_000_000, "2026-05-11T06:07:00Z"),
    ("2026-05-11T06:00:00Z", 3_600_000_000_000, "2026-05-11T06:00:00Z"),
    ("1969-12-31T23:59:59.999Z", 86_400_000_000_000, "1969-12-31T00:00:00Z"),
    ("2026-05-11T06:07:08.000000012Z", 7, "2026-05-11T06:07:08.000000009Z"),
    ("2262-04-11T23:47:16.854775807Z", .max, "2262-04-11T23:47:16.854775807Z"),
    ("1677-09-21T00:12:43.145224193Z", 86_400_000_000_000, "(none)"),
  ]

  @Test("a bucket begins at a multiple of its width", arguments: buckets)
  func bucket(time: String, width: Int64, expected: String) {
    #expect(values(flowLine("\"time\":\"\(time)\""), bucketWidth: width)[.bucket] == expected)
  }
}
