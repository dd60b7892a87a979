import FlowTally
import Testing

@testable import flowaudit

/// Filter flags that cannot be used, and what is said of them.
private let refusals: [([String], String)] = [
  (["--verdict", "droped"], "option --verdict: unknown value droped: did you mean DROPPED?"),
  (
    ["--drop-reason-desc", "policy_denyed"],
    "option --drop-reason-desc: unknown value policy_denyed: did you mean POLICY_DENIED?"
  ),
  (
    ["--drop-reason-desc", "(audit)"],
    "option --drop-reason-desc: (audit) stands for a value that is not there: use --where FIELD='(audit)'"
  ),
  (
    ["--namespace", "(default deny)"],
    "option --namespace: (default deny) stands for a value that is not there: use --where FIELD='(default deny)'"
  ),
  (["--drop-reason-desc", "X"], "option --drop-reason-desc: unknown value X"),
  (["--type", "drops"], "option --type: unknown value drops: did you mean drop?"),
  (
    ["-t", "trace:to-endpont"],
    "option --type: unknown value trace:to-endpont: did you mean trace:to-endpoint?"
  ),
  (["--type", "drop:x"], "option --type: unknown value drop:x"),
  (
    ["--type", "-1"],
    "option --type: unknown value -1: give capture, drop, l7, policy-verdict, trace or trace-sock"
  ),
  (
    ["--traffic-direction", "in"],
    "option --traffic-direction: unknown value in: did you mean ingress?"
  ),
  (["--protocol", "tpc"], "option --protocol: unknown value tpc: did you mean tcp?"),
  (["--port", "65536"], "option --port: port 65536 is out of range: 0 to 65535"),
  (["--to-port", "http"], "option --to-port: http is not a port: give a number from 0 to 65535"),
  (["--port", "+80"], "option --port: +80 is not a port: give a number from 0 to 65535"),
  (["--ip", "10.0.0"], "option --ip: 10.0.0 is not an IP address: give one like 10.0.0.1"),
  (
    ["--ip", "10.0.0.0/33"],
    "option --ip: 10.0.0.0/33 is not a CIDR range: give one like 10.0.0.0/8"
  ),
  (
    ["--snat-ip", "::/129"],
    "option --snat-ip: ::/129 is not a CIDR range: give one like 10.0.0.0/8"
  ),
  (["--ip-version", "5"], "option --ip-version: unknown value 5: give v4, v6 or none"),
  (["--identity", "wrold"], "option --identity: unknown value wrold: did you mean world?"),
  (
    ["--identity", "-1"],
    "option --identity: unknown value -1: give host, world, unmanaged, health, init, remote-node, kube-apiserver, ingress, world-ipv4 or world-ipv6"
  ),
  (
    ["--identity", "4294967296"],
    "option --identity: unknown value 4294967296: give host, world, unmanaged, health, init, remote-node, kube-apiserver, ingress, world-ipv4 or world-ipv6"
  ),
  (["--tcp-flags", "syn,akc"], "option --tcp-flags: unknown value akc: did you mean ACK?"),
  (
    ["--http-status", "6+"],
    "option --http-status: 6+ is not an HTTP status: give one like 404, 5+ or 40+"
  ),
  (
    ["--http-status", "40"],
    "option --http-status: 40 is not an HTTP status: give one like 404, 5+ or 40+"
  ),
  (["--http-header", "a"], "option --http-header: a has no colon: give KEY:VALUE"),
  (["--http-path", "["], "option --http-path: [ is not a regular expression: missing ]: ["),
  (
    ["--http-url", "a**"],
    "option --http-url: a** is not a regular expression: bad repetition operator: **"
  ),
  (["--ip-trace-id", "0"], "option --ip-trace-id: 0 is not a whole number above 0"),
  (
    ["--label", "a in b"],
    "option --label: a in b is not a label selector: ( is missing after in or notin"
  ),
  (
    ["--label", "a,"],
    "option --label: a, is not a label selector: a key is missing after the comma"
  ),
  (["--label", "k8s:_=b"], "option --label: k8s:_=b is not a label selector: k8s._ is not a key"),
  (
    ["--fqdn", "a b"],
    "option --fqdn: a b has characters that no name has: use letters, digits, - _ . and *"
  ),
  (
    ["--node-name", "a/b/c"],
    "option --node-name: a/b/c is not a node pattern: give NODE or CLUSTER/NODE"
  ),
  (
    ["--allowlist", "{"],
    #"option --allowlist: it is not JSON: give FlowFilters, like {"verdict":["DROPPED"]}"#
  ),
  (
    ["--allowlist", "[]"],
    "option --allowlist: a filter has to be a JSON object: write { } around its members"
  ),
  (
    ["--allowlist", #"{"verdict":"DROPPED"}"#],
    "option --allowlist: verdict is not a list: write [ ] around its values"
  ),
  (
    ["--denylist", #"{"verdict":["DROPED"]}"#],
    "option --denylist: unknown value DROPED: did you mean DROPPED?"
  ),
  (
    ["--denylist", #"{"tcp_flags":[{"SNY":true}]}"#],
    "option --denylist: unknown TCP flag SNY: did you mean SYN?"
  ),
  (
    ["--allowlist", #"{"experimental":{"cel_expression":["true"]}}"#],
    "option --allowlist: experimental: CEL expressions are not supported: filter with them in hubble observe"
  ),
  (
    ["--allowlist", #"{"source_port":["x"]}"#],
    "option --allowlist: x is not a port: give a number from 0 to 65535"
  ),
  (["--pod", "a", "--namespace", "b"], "b"),
]

@Test("a filter that means nothing is refused with exactly this", arguments: refusals)
func refusedFilter(arguments: [String], message: String) throws {
  guard message != "b" else {
    // A name without a namespace is looked for in the one that is given.
    _ = try OptionParser.parse(["filter"] + arguments)
    return
  }
  #expect(throws: UsageError(message, for: .filter)) {
    try OptionParser.parse(["filter"] + arguments)
  }
}

@Test("each filter flag has one row of the table, and a name that no other has")
func filterRows() {
  #expect(Set(FilterFlag.allCases.map(\.rawValue)).count == FilterFlag.allCases.count)
  for flag in FilterFlag.allCases {
    #expect(!flag.summary.isEmpty, "\(flag.rawValue)")
    #expect(flag.conflicts.allSatisfy { $0.conflicts.contains(flag) })
  }
}

@Test("flags of one group cannot stand together, negated ones with negated ones only")
func conflicts() throws {
  for (left, right) in [
    ("ip", "fqdn"), ("label", "to-label"), ("port", "from-port"), ("all-namespaces", "namespace"),
  ] {
    let values = ["ip": "1.1.1.1", "all-namespaces": nil]
    func words(_ flag: String) -> [String] {
      flag == "all-namespaces" ? ["--\(flag)"] : ["--\(flag)", (values[flag] ?? "80") ?? "80"]
    }
    let message = "filters --\(left) and --\(right) cannot be combined: give one of them"
    #expect(throws: UsageError(message, for: .filter)) {
      try OptionParser.parse(["filter"] + words(left) + words(right))
    }
    #expect(throws: UsageError(message, for: .filter)) {
      try OptionParser.parse(["filter", "--not"] + words(left) + ["--not"] + words(right))
    }
    _ = try OptionParser.parse(["filter"] + words(left) + ["--not"] + words(right))
  }
}
