import FlowAnswer
import Testing

@testable import FlowTally

/// Rules 5, 6 and 7 of counting, and the verdict.
@Suite struct CountingRuleTests {
  static let verdicts: [(String, String)] = [
    (#""DROPPED""#, "DROPPED"), ("2", "DROPPED"), (#""2""#, "DROPPED"), ("2.0", "DROPPED"),
    (#""DR\u004fPPED""#, "DROPPED"), ("0", "VERDICT_UNKNOWN"),
    (#""VERDICT_UNKNOWN""#, "VERDICT_UNKNOWN"),
    ("1", "FORWARDED"), ("3", "ERROR"), ("4", "AUDIT"), ("5", "REDIRECTED"), ("6", "TRACED"),
    ("7", "TRANSLATED"), (#""FORWARDED""#, "FORWARDED"), (#""ERROR""#, "ERROR"),
    (#""AUDIT""#, "AUDIT"),
    (#""REDIRECTED""#, "REDIRECTED"), (#""TRACED""#, "TRACED"), (#""TRANSLATED""#, "TRANSLATED"),
    // Unknown ones are kept.
    ("8", "8"), ("300", "300"), ("-1", "-1"), (#""dropped""#, "dropped"),
    (#""SHAPED\n""#, "SHAPED\n"),
    // Of another type or range: absent.
    (#""""#, "VERDICT_UNKNOWN"), ("null", "VERDICT_UNKNOWN"), ("true", "VERDICT_UNKNOWN"),
    ("2.5", "VERDICT_UNKNOWN"), ("4294967298", "VERDICT_UNKNOWN"), ("[2]", "VERDICT_UNKNOWN"),
  ]

  @Test("a verdict is a name, a number or a string of one", arguments: verdicts)
  func verdict(text: String, expected: String) {
    let line = flowLine("\"verdict\":\(text)")
    #expect(value(.verdict, of: line) == expected)
    let isDropped = withFlow(line) { flow, bytes in flow.verdict(bytes).isDropped }
    #expect(isDropped == (expected == "DROPPED"))
    let isAudit = withFlow(line) { flow, bytes in flow.verdict(bytes).isAudit }
    #expect(isAudit == (expected == "AUDIT"))
  }

  /// An endpoint, and the namespace that it counts under.
  static let endpoints: [(String, String)] = [
    (#"{"namespace":"a","labels":["reserved:host"],"identity":1}"#, "a"),
    (#"{"namespace":"","labels":["reserved:host"]}"#, "reserved:host"),
    (#"{"namespace":5,"labels":["reserved:host"]}"#, "reserved:host"),
    (
      #"{"labels":["k8s:a=reserved:x","reserved:host","reserved:remote-node"],"identity":2}"#,
      "reserved:host"
    ),
    (#"{"labels":["reserved:host","reserved:kube-apiserver"]}"#, "reserved:kube-apiserver"),
    (#"{"labels":["reserved:world","reserved:kube-apiserverx"]}"#, "reserved:world"),
    (#"{"labels":[null,3,"reserved\u003aworld-ipv4"]}"#, "reserved:world-ipv4"),
    (#"{"labels":["reserved:"]}"#, "reserved:"),
    (#"{"labels":["k8s:a=b"],"identity":1}"#, "reserved:host"),
    (#"{"labels":"reserved:host","identity":4}"#, "reserved:health"),
    (#"{"identity":0}"#, "reserved:unknown"),
    (#"{"identity":1}"#, "reserved:host"), (#"{"identity":2}"#, "reserved:world"),
    (#"{"identity":3}"#, "reserved:unmanaged"), (#"{"identity":4}"#, "reserved:health"),
    (#"{"identity":5}"#, "reserved:init"), (#"{"identity":6}"#, "reserved:remote-node"),
    (#"{"identity":7}"#, "reserved:kube-apiserver"), (#"{"identity":"8"}"#, "reserved:ingress"),
    (#"{"identity":9}"#, "reserved:world-ipv4"), (#"{"identity":10}"#, "reserved:world-ipv6"),
    (#"{"identity":11}"#, "reserved:unknown"), (#"{"identity":16777217}"#, "reserved:unknown"),
    (#"{"identity":-1}"#, "reserved:unknown"),
    (#"{"identity":18446744073709551615}"#, "reserved:unknown"),
    ("{}", "reserved:unknown"), ("null", "reserved:unknown"), (#""a""#, "reserved:unknown"),
  ]

  @Test("rule 5: namespace, else reserved label, else reserved identity", arguments: endpoints)
  func namespace(endpoint: String, expected: String) {
    #expect(value(.sourceNamespace, of: flowLine("\"source\":\(endpoint)")) == expected)
    #expect(value(.destinationNamespace, of: flowLine("\"destination\":\(endpoint)")) == expected)
  }

  static let reasons: [(String, String)] = [
    (#""drop_reason_desc":"POLICY_DENIED","drop_reason":181"#, "POLICY_DENIED"),
    (#""dropReasonDesc":"MISSED_TAIL_CALL""#, "MISSED_TAIL_CALL"),
    (#""drop_reason_desc":"OF_TOMORROW""#, "OF_TOMORROW"),
    (#""drop_reason_desc":133"#, "POLICY_DENIED"),
    (#""drop_reason_desc":"133""#, "POLICY_DENIED"), (#""drop_reason_desc":206"#, "DROP_NO_DEVICE"),
    (#""drop_reason_desc":208"#, "REASON_208"),
    (#""drop_reason_desc":207"#, "DROP_FRAG_NOT_FOUND_WORLD"),
    (#""drop_reason_desc":159"#, "REASON_159"),
    (#""drop_reason_desc":1"#, "REASON_1"), (#""drop_reason_desc":-5"#, "REASON_-5"),
    (#""drop_reason_desc":2147483647"#, "REASON_2147483647"),
    (#""drop_reason":133"#, "POLICY_DENIED"), (#""drop_reason":"181""#, "POLICY_DENY"),
    (#""drop_reason":300"#, "REASON_300"), (#""drop_reason":4294967295"#, "REASON_4294967295"),
    (#""drop_reason_desc":"","drop_reason":189"#, "AUTH_REQUIRED"),
    (#""drop_reason_desc":null,"drop_reason":189"#, "AUTH_REQUIRED"),
    (#""drop_reason_desc":0,"drop_reason":189"#, "AUTH_REQUIRED"),
    (#""drop_reason_desc":true,"drop_reason":189"#, "AUTH_REQUIRED"),
    (#""drop_reason_desc":133.5,"drop_reason":189"#, "AUTH_REQUIRED"),
    (#""drop_reason_desc":2147483648,"drop_reason":189"#, "AUTH_REQUIRED"),
    // Nothing, or nothing that could be read.
    ("", "DROP_REASON_UNKNOWN"), (#""drop_reason":0"#, "DROP_REASON_UNKNOWN"),
    (#""drop_reason":-1"#, "DROP_REASON_UNKNOWN"),
    (#""drop_reason":4294967296"#, "DROP_REASON_UNKNOWN"),
    (#""drop_reason":"POLICY_DENIED""#, "DROP_REASON_UNKNOWN"),
    (#""drop_reason":{}"#, "DROP_REASON_UNKNOWN"),
    // L7 flows.
    (#""event_type":{"type":129}"#, "L7_DENIED"), (#""event_type":{"type":"129"}"#, "L7_DENIED"),
    (#""Type":"L7""#, "L7_DENIED"), (#""Type":2"#, "L7_DENIED"),
    (#""Type":"L3_L4""#, "DROP_REASON_UNKNOWN"),
    (#""l7":{"dns":{"query":"a"}}"#, "L7_DENIED"), (#""l7":{"http":{"code":403}}"#, "L7_DENIED"),
    (#""l7":{"kafka":{"topic":"a"}}"#, "L7_DENIED"),
    (#""l7":{"type":"REQUEST"}"#, "DROP_REASON_UNKNOWN"),
    (#""l7":{"http":{}}"#, "DROP_REASON_UNKNOWN"), (#""l7":{"http":null}"#, "DROP_REASON_UNKNOWN"),
    (#""event_type":{"type":129},"drop_reason_desc":"POLICY_DENIED""#, "POLICY_DENIED"),
  ]

  @Test("rule 6: drop_reason_desc, else drop_reason, else what stands for none", arguments: reasons)
  func reason(members: String, expected: String) {
    #expect(value(.reason, of: flowLine(members)) == expected)
  }

  /// The deny lists of a flow whose reason is POLICY_DENY; policy and kind.
  static let policies: [(String, String, String)] = [
    (#""ingress_denied_by":[{"name":"p","namespace":"n","kind":"K"}]"#, "n/p", "K"),
    (#""egress_denied_by":[{"name":"p","kind":"K"}]"#, "p", "K"),
    (
      #""traffic_direction":"INGRESS","ingress_denied_by":[{"name":"i"}],"egress_denied_by":[{"name":"e"}]"#,
      "i", "(none)"
    ),
    (
      #""traffic_direction":"EGRESS","ingress_denied_by":[{"name":"i"}],"egress_denied_by":[{"name":"e"}]"#,
      "e", "(none)"
    ),
    (#""ingress_denied_by":[{"name":"i"}],"egress_denied_by":[{"name":"e"}]"#, "e", "(none)"),
    (
      #""traffic_direction":2,"ingress_denied_by":[{"name":"i"}],"egress_denied_by":[]"#, "i",
      "(none)"
    ),
    (
      #""traffic_direction":1,"ingress_denied_by":null,"egressDeniedBy":[{"name":"e"}]"#, "e",
      "(none)"
    ),
    (
      #""traffic_direction":1,"ingress_denied_by":[null,1],"egress_denied_by":[{"name":"e"}]"#, "e",
      "(none)"
    ),
    // Several are sorted, each once, joined by commas.
    (
      #""egress_denied_by":[{"name":"z","kind":"A"},{"name":"a","namespace":"b","kind":"C"},{"name":"m","kind":"B"}]"#,
      "b/a,m,z", "A,B,C"
    ),
    (#""egress_denied_by":[{"name":"z","kind":"A"},{"name":"z","kind":"A"}]"#, "z", "A"),
    (
      #""egress_denied_by":[{"name":"z","kind":"A"},{"name":"z","kind":"B"},{"name":"y","kind":"A"}]"#,
      "y,z", "A,B"
    ),
    (#""egress_denied_by":[{"name":"a,b"},"x",{"namespace":"only"}]"#, "a,b", "(none)"),
    // Names and namespaces that are not there stand in labels.
    (
      #""egress_denied_by":[{"kind":"K","labels":["k8s:x=y","k8s:io.cilium.k8s.policy.namespace=n","k8s:io.cilium.k8s.policy.name=p"]}]"#,
      "n/p", "K"
    ),
    (
      #""egress_denied_by":[{"name":"p","labels":["k8s:io.cilium.k8s.policy.name=q","k8s:io.cilium.k8s.policy.namespace=\u006e"]}]"#,
      "n/p", "(none)"
    ),
    (
      #""egress_denied_by":[{"labels":["k8s:io.cilium.k8s.policy.name=","k8s:io.cilium.k8s.policy.name=q"]}]"#,
      "(unnamed)", "(none)"
    ),
    (#""egress_denied_by":[{"labels":[5,null,"k8s:io.cilium.k8s.policy.name=q"]}]"#, "q", "(none)"),
    // A policy without a name hides those of the other list, and has no kind.
    (
      #""egress_denied_by":[{"kind":"K"}],"ingress_denied_by":[{"name":"i"}]"#, "(unnamed)",
      "(none)"
    ),
    (#""egress_denied_by":[{}]"#, "(unnamed)", "(none)"),
    (#""egress_denied_by":[{"name":"","namespace":"","kind":""}]"#, "(unnamed)", "(none)"),
    (
      #""egress_denied_by":[{"name":5,"kind":"K"},{"name":"a","kind":7}]"#, "a", "(none)"
    ),
    (#""egress_denied_by":{"name":"a"}"#, "(unnamed)", "(none)"), ("", "(unnamed)", "(none)"),
  ]

  @Test("rule 7: the deny list of the flow's direction, else of the other one", arguments: policies)
  func policy(members: String, policy: String, kind: String) {
    let comma = members.isEmpty ? "" : ","
    let found = values(flowLine("\"drop_reason_desc\":\"POLICY_DENY\"\(comma)\(members)"))
    #expect(found[.policy] == policy)
    #expect(found[.policyKind] == kind)
  }

  static let standIns: [(String, String)] = [
    (#""drop_reason_desc":"POLICY_DENIED""#, "(default deny)"),
    (#""drop_reason":133"#, "(default deny)"),
    (#""drop_reason_desc":"POLICY_DENY""#, "(unnamed)"), (#""drop_reason_desc":189"#, "(unnamed)"),
    (#""Type":"L7""#, "(unnamed)"), (#""drop_reason_desc":"CT_NO_MAP_FOUND""#, "(none)"),
    ("", "(none)"),
    (#""drop_reason_desc":"POLICY_DENIEDX""#, "(none)"),
  ]

  @Test("rule 7: what stands for a policy that is not named", arguments: standIns)
  func standIn(members: String, expected: String) {
    let found = values(flowLine(members))
    #expect(found[.policy] == expected)
    #expect(found[.policyKind] == "(none)")
  }

  /// Reason, and the policies and default deny policies of a list that names one.
  static let defaultDenies: [(String, String, String, String)] = [
    ("POLICY_DENIED", "(default deny)", "(none)", "n/p"), ("POLICY_DENY", "n/p", "K", "(none)"),
    ("CT_NO_MAP_FOUND", "n/p", "K", "(none)"),
  ]

  @Test("a default deny has no rule to name, whatever the list says", arguments: defaultDenies)
  func defaultDeny(reason: String, policy: String, kind: String, defaultDeny: String) {
    let list = #""egress_denied_by":[{"name":"p","namespace":"n","kind":"K"}]"#
    let found = values(flowLine("\"drop_reason_desc\":\"\(reason)\",\(list)"))
    #expect(found[.policy] == policy)
    #expect(found[.policyKind] == kind)
    #expect(found[.defaultDenyPolicy] == defaultDeny)
  }

  @Test("one line's policies do not reach into the next line")
  func buffersAreReused() {
    var policies = DenyingPolicies()
    let lines = [
      #""egress_denied_by":[{"name":"b","kind":"K"},{"name":"a","kind":"J"}]"#, "",
      #""egress_denied_by":[{"name":"c"}]"#,
    ]
    let found = lines.map { line in
      withFlow(flowLine(line)) { flow, bytes in
        var reason = TextBuffer()
        reason.append("POLICY_DENY")
        policies.read(&flow, bytes, reason: reason)
        return
          "\(text(policies.names.bytes)) \(text(policies.kinds.bytes)) \(policies.isNamed)"
      }
    }
    #expect(found == ["a,b J,K true", "(unnamed) (none) false", "c (none) true"])
  }

  /// The aggregate member, and the weight.
  static let aggregates: [(String, UInt64?)] = [
    (#"{"ingress_flow_count":3,"egress_flow_count":"4","unknownDirectionFlowCount":5}"#, 12),
    (#"{"ingress_flow_count":3}"#, 3), (#"{"ingress_flow_count":0}"#, 1),
    (#"{"egress_flow_count":4294967295}"#, 4_294_967_295),
    (#"{"egress_flow_count":4294967296}"#, nil),
    (#"{"egress_flow_count":-1,"ingress_flow_count":2}"#, 2),
    (#"{"egress_flow_count":null}"#, nil), ("{}", nil), ("null", nil), ("5", nil),
    (#"{"other":5}"#, nil),
  ]

  @Test("rule 4: an aggregated line weighs the sum of its counters", arguments: aggregates)
  func weight(aggregate: String, expected: UInt64?) {
    let weight = withFlow(flowLine("\"aggregate\":\(aggregate)")) { $0.aggregateWeight($1) }
    #expect(weight == expected)
  }
}
