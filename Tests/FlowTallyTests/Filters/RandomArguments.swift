import FlowAnswer
import TestSupport
@testable import FlowTally

/// Filter flags at random, over the words of the made-up flows and some beside them.
struct RandomArguments {
  var random: SeededNumbers

  mutating func arguments() -> [FilterArgument] {
    (0..<random.below(5)).map { _ in argument() }
  }

  private mutating func argument() -> FilterArgument {
    // Conditions are compared with printed values, in FieldConditionTests.
    let flag = random.pick(FilterFlag.allCases.filter { !FilterArgument($0).isCondition })
    return FilterArgument(
      flag, value(of: flag), isNegated: flag.isNegatable && random.chance(35))
  }

  private mutating func value(of flag: FilterFlag) -> String {
    switch flag {
    case .verdict: random.pick(Verdict.allCases.map(\.name))
    case .dropReasonDesc:
      random.pick(["POLICY_DENIED", "POLICY_DENY", "DROP_REASON_UNKNOWN", "AUTH_REQUIRED"])
    case .type:
      random.pick([
        "drop", "trace", "l7", "trace:to-endpoint", "trace:from-endpoint", "policy-verdict",
        "trace-sock", "1:133", "0", "0:1", "capture",
      ])
    case .trafficDirection: random.pick(["ingress", "EGRESS"])
    case .namespace, .fromNamespace, .toNamespace: random.pick(RandomFlow.namespaces + ["none"])
    case .allNamespaces, .fromAllNamespaces, .toAllNamespaces, .ipv4, .ipv6, .encrypted,
      .unencrypted:
      ""
    case .pod, .fromPod, .toPod:
      random.pick(["web", "/web-1", "payments/", "kube-system/core", "a/api", "/", "a/b/c"])
    case .service, .fromService, .toService: random.pick(["kube", "/web", "a/", "default/api"])
    case .workload, .fromWorkload, .toWorkload:
      random.pick(["web", "Deployment/", "DaemonSet/coredns", "Job/web", "/"])
    case .label, .fromLabel, .toLabel: random.pick(Self.selectors)
    case .identity, .fromIdentity, .toIdentity:
      random.pick(["host", "world", "0", "4711", "0x1", "kube-apiserver"])
    case .cluster, .fromCluster, .toCluster: random.pick(["prod", "dev", "other"])
    case .ip, .fromIP, .toIP, .snatIP: random.pick(Self.ranges)
    case .ipVersion: random.pick(["v4", "6", "none", "IPv4"])
    case .fqdn, .fromFQDN, .toFQDN:
      random.pick([
        "*", "*.example.com", "example.com.", "*amazon*", "a*b*", "A.EXAMPLE.com", "s3.*.com",
      ])
    case .protocol:
      random.pick([
        "tcp", "UDP", "icmp", "icmpv4", "icmpv6", "sctp", "vrrp", "igmp", "dns", "http", "kafka",
      ])
    case .port, .fromPort, .toPort: random.pick(["53", "80", "0", "443"])
    case .tcpFlags: random.pick(["syn", "SYN,ACK", "rst", "fin,psh"])
    case .httpStatus: random.pick(["404", "5+", "20+", "200", "4+"])
    case .httpMethod: random.pick(["get", "POST", "PUT"])
    case .httpPath: random.pick(["^/api/", "check", ".", "^$", "a b", "^/$"])
    case .httpURL: random.pick(["^http:", "api", "x=\\d", "checkout$"])
    case .httpHeader: random.pick(["X-A:1", "x-a:b:c", ":", "X-A:"])
    case .nodeName: random.pick(["node*", "prod/*", "*.internal", "default/node-1", "prod/", "*"])
    case .nodeLabel: random.pick(["zone=a", "!spot", "os=linux,zone in (a,b)", "spot"])
    case .interface: random.pick(["eth0", "lxc1", "none"])
    case .uuid: random.pick(["u1", "u2", "u9"])
    case .traceID: random.pick(RandomFlow.ids.filter { !$0.isEmpty })
    case .ipTraceID: random.pick(["1", "2"])
    case .allowlist, .denylist: random.pick(Self.lists)
    case .dnsQuery: random.pick(["example", "^$", "com.$"])
    case .dnsRcode, .policy, .where: ""
    }
  }

  private static let selectors = [
    "k8s:app=web", "app=web", "app in (web,api)", "!spot", "k8s:app notin (web)", "tier!=frontend",
    "reserved:world", "app", "k8s:app=web,tier", "cidr:10.0.0.0/8", "count>5", "version<9",
    "any:app", "app=", "container:app==web", "reserved:init", "reserved:health", "!app,!tier",
  ]

  private static let ranges = [
    "10.0.0.1", "10.0.0.0/16", "10.0.16.0/20", "0.0.0.0/0", "10.1.2.3/32", "fd00::/16", "fd00::1",
    "::/0", "::ffff:10.0.0.0/104", "192.0.0.0/3", "10.0.0.0/8", "::1",
  ]

  private static let lists = [
    #"{"source_pod":["payments/"],"verdict":["DROPPED"]}"#, "{}", #"{"reply":[true]}"#,
    #"{"reply":[false]}"#, #"{"dns_query":["example"]}"#, #"{"dns_query":["^$"]}"#,
    #"{"destinationPort":["443"]} {"sourceIdentity":[1]}"#, #"{"event_type":[{"type":4}]}"#,
    #"{"interface":[{"index":1}]}"#, #"{"interface":[{"name":"eth0","index":2}]}"#,
    #"{"verdict":["AUDIT"]} {"traffic_direction":["TRAFFIC_DIRECTION_UNKNOWN"]}"#,
    #"{"tcp_flags":[{}]}"#, #"{"source_workload":[{"kind":"Deployment"}]}"#, #"{"ip_version":[0]}"#,
    #"{"encrypted":[true,false]}"#, #"{"ip_trace_id":["1",2]}"#,
    #"{"event_type":[{"match_sub_type":true}]}"#,
  ]
}
