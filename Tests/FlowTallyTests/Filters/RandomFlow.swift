import TestSupport

/// Made-up flows over few words, so that filters over the same words often match.
struct RandomFlow {
  static let namespaces = ["a", "default", "kube-system", "payments"]
  static let pods = ["web-1", "web-2", "api-7d4b", "coredns-x"]
  static let services = ["kube-dns", "web", "api"]
  static let kinds = ["Deployment", "DaemonSet", ""]
  static let clusters = ["prod", "dev", ""]
  static let labels = [
    "k8s:app=web", "k8s:app=api", "k8s:tier=frontend", "app=plain", "k8s:app", "k8s:version=7",
    "reserved:world", "reserved:host", "cidr:10.1.2.0/24", "cidr:10.0.0.0/8", "k8s:spot=true",
    "container:app=web", "k8s:count=12", "$init", "reserved.health", "any:tier=back",
  ]
  static let addresses = [
    "10.0.0.1", "10.0.16.9", "10.1.2.3", "192.168.0.7", "fd00::1", "fd00:0:1::7", "::1",
    "::ffff:10.0.0.1", "::FFFF:a00:1", "bad", "1.2.3.04",
  ]
  static let names = [
    "api.example.com", "example.com", "s3.eu.amazonaws.com", "A.example.com", "a_b.c",
  ]
  static let nodes = ["prod/node-1", "prod/node-2.internal", "node-1", "dev/x", "a/b/c", ""]
  static let verdicts = [
    "FORWARDED", "DROPPED", "DROPPED", "AUDIT", "REDIRECTED", "ERROR", "TRACED", "TRANSLATED",
    "SHAPED",
  ]
  static let reasons = ["POLICY_DENIED", "POLICY_DENY", "STALE_OR_UNROUTABLE_IP", "NEW_REASON"]
  static let urls = [
    "http://web.default:80/api/v1?x=1", "/api/v2", "http://u:p@h/checkout", "/", "nonsense",
    "https://h:80a/api/", "/a%20b", "/bad%zz", "*", "",
  ]
  static let ids = ["4bf92f3577b34da6", "00aa", ""]

  var random: SeededNumbers

  mutating func flow() -> SampleValue {
    var members: [(String, SampleValue)] = []
    add("time", 75, &members) { _ in .text("2026-05-11T06:00:00.000699696Z") }
    add("uuid", 90, &members) { .text($0.random.pick(["u1", "u2", "u3"])) }
    add("verdict", 95, &members) { .text($0.random.pick(Self.verdicts)) }
    add("IP", 85, &members) { $0.address() }
    add("l4", 85, &members) { $0.transport() }
    add("source", 90, &members) { $0.endpoint() }
    add("destination", 90, &members) { $0.endpoint() }
    add("node_name", 80, &members) { .text($0.random.pick(Self.nodes)) }
    add("node_labels", 50, &members) { $0.list(["zone=a", "zone=b", "spot", "os=linux"]) }
    add("source_names", 40, &members) { $0.list(Self.names) }
    add("destination_names", 40, &members) { $0.list(Self.names) }
    add("l7", 40, &members) { $0.record() }
    add("event_type", 85, &members) { $0.event() }
    add("source_service", 40, &members) { $0.service() }
    add("destination_service", 40, &members) { $0.service() }
    add("traffic_direction", 70, &members) { .text($0.random.pick(["INGRESS", "EGRESS"])) }
    add("drop_reason_desc", 50, &members) { .text($0.random.pick(Self.reasons)) }
    add("is_reply", 60, &members) { .truth($0.random.chance(50)) }
    add("interface", 50, &members) {
      .object([
        ("index", .number($0.random.below(3))), ("name", .text($0.random.pick(["eth0", "lxc1"]))),
      ])
    }
    add("trace_context", 30, &members) {
      .object([("parent", .object([("trace_id", .text($0.random.pick(Self.ids)))]))])
    }
    add("ip_trace_id", 30, &members) { .object([("trace_id", .text(String($0.random.below(3))))]) }
    return .object(members)
  }

  private mutating func add(
    _ name: String, _ percent: Int, _ members: inout [(String, SampleValue)],
    _ value: (inout Self) -> SampleValue
  ) {
    if random.chance(percent) {
      members.append((name, random.chance(3) ? .null : value(&self)))
    }
  }

  private mutating func list(_ texts: [String]) -> SampleValue {
    .array((0..<random.below(4)).map { _ in .text(random.pick(texts)) })
  }

  private mutating func address() -> SampleValue {
    var members: [(String, SampleValue)] = []
    add("source", 95, &members) { .text($0.random.pick(Self.addresses)) }
    add("source_xlated", 30, &members) { .text($0.random.pick(Self.addresses)) }
    add("destination", 95, &members) { .text($0.random.pick(Self.addresses)) }
    add("ipVersion", 90, &members) { .text($0.random.pick(["IPv4", "IPv6"])) }
    add("encrypted", 20, &members) { .truth($0.random.chance(80)) }
    return .object(members)
  }

  private mutating func transport() -> SampleValue {
    let name = random.pick(["TCP", "TCP", "UDP", "SCTP", "ICMPv4", "ICMPv6", "VRRP", "IGMP"])
    var members: [(String, SampleValue)] = []
    add("source_port", 80, &members) { .number($0.random.pick([53, 80, 443, 65_536 + 80])) }
    add("destination_port", 80, &members) { .number($0.random.pick([53, 80, 443])) }
    add("flags", 80, &members) {
      var flags: [(String, SampleValue)] = []
      for flag in ["FIN", "SYN", "RST", "ACK"] {
        $0.add(flag, 40, &flags) { .truth($0.random.chance(90)) }
      }
      return .object(flags)
    }
    return .object([(name, .object(members))])
  }

  private mutating func endpoint() -> SampleValue {
    var members: [(String, SampleValue)] = []
    add("identity", 80, &members) { .number($0.random.pick([1, 2, 7, 4711])) }
    add("cluster_name", 70, &members) { .text($0.random.pick(Self.clusters)) }
    add("namespace", 70, &members) { .text($0.random.pick(Self.namespaces)) }
    add("labels", 80, &members) { $0.list(Self.labels) }
    add("pod_name", 70, &members) { .text($0.random.pick(Self.pods)) }
    add("workloads", 60, &members) { flow in
      .array(
        (0..<flow.random.below(3)).map { _ in
          .object([
            ("name", .text(flow.random.pick(["web", "coredns"]))),
            ("kind", .text(flow.random.pick(Self.kinds))),
          ])
        })
    }
    return .object(members)
  }

  private mutating func service() -> SampleValue {
    var members: [(String, SampleValue)] = []
    add("name", 90, &members) { .text($0.random.pick(Self.services)) }
    add("namespace", 90, &members) { .text($0.random.pick(Self.namespaces)) }
    return .object(members)
  }

  private mutating func event() -> SampleValue {
    var members: [(String, SampleValue)] = []
    add("type", 95, &members) { .number($0.random.pick([1, 3, 4, 5, 7, 129])) }
    add("sub_type", 50, &members) { .number($0.random.pick([1, 2, 5, 133])) }
    return .object(members)
  }

  private mutating func record() -> SampleValue {
    if random.chance(40) {
      let query: [(String, SampleValue)] =
        random.chance(80) ? [("query", .text("api.example.com."))] : []
      return .object([("dns", .object(query))])
    }
    if random.chance(10) {
      return .object([("kafka", .object([("topic", .text("t"))]))])
    }
    var members: [(String, SampleValue)] = []
    add("code", 60, &members) { .number($0.random.pick([200, 404, 503, 42])) }
    add("method", 90, &members) { .text($0.random.pick(["GET", "post", ""])) }
    add("url", 90, &members) { .text($0.random.pick(Self.urls)) }
    add("headers", 60, &members) { flow in
      .array(
        (0..<flow.random.below(3)).map { _ in
          .object([
            ("key", .text(flow.random.pick(["X-A", "x-a", ""]))),
            ("value", .text(flow.random.pick(["1", "b:c", ""]))),
          ])
        })
    }
    return .object([("http", .object(members))])
  }
}
