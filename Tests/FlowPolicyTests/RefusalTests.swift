import FlowManifest
import FlowPolicy
import Testing

/// What the API server or the agent refuses, and what no decoder takes.
struct RefusalTests {
  @Test(
    "a rule that the agent refuses makes a policy without effect",
    arguments: [
      (
        #""ingress": [{"fromEndpoints": [{}], "fromCIDR": ["10.0.0.0/8"]}]"#,
        "combining FromEndpoints and FromCIDR is not supported yet"
      ),
      (
        #""egress": [{"toEntities": ["world"], "toFQDNs": [{"matchName": "a.b"}]}]"#,
        "combining ToEntities and ToFQDNs is not supported yet"
      ),
      (#""ingress": [{"fromEntities": ["nope"]}]"#, "unsupported entity: nope"),
      (
        #""ingress": [{"toPorts": [{"ports": [{"port": "70000"}]}]}]"#,
        #"unable to parse port "70000""#
      ),
      (#""ingress": [{"toPorts": [{"ports": [{"protocol": "TCP"}]}]}]"#, "port must be specified"),
      (
        #""ingress": [{"toPorts": [{"ports": [{"port": "80", "protocol": "QUIC"}]}]}]"#,
        #"unknown protocol "QUIC""#
      ),
      (
        #""ingress": [{"toPorts": [{"ports": [{"port": "0", "protocol": "TCP"}], "rules": {"http": [{}]}}]}]"#,
        "L7 rules can not be used when a port is 0"
      ),
      (
        #""ingress": [{"toPorts": [{"ports": [{"port": "80", "protocol": "UDP"}], "rules": {"http": [{}]}}]}]"#,
        "L7 rules can only apply to TCP (not UDP) except for DNS rules"
      ),
      (
        #""ingress": [{"toPorts": [{"ports": [{"port": "53"}], "rules": {"dns": [{}]}}]}]"#,
        "DNS rules are not allowed on ingress"
      ),
      (
        #""ingress": [{"icmps": [{"fields": [{"type": 8}]}], "toPorts": [{"ports": [{"port": "80"}]}]}]"#,
        "the ICMPs block may only be present without ToPorts. Define a separate rule to use ToPorts"
      ),
      (
        #""ingress": [{"icmps": [{"fields": [{"type": 8, "family": "IPv5"}]}]}]"#,
        "wrong family: IPv5"
      ),
      (
        #""ingress": [{"fromCIDRSet": [{"cidr": "203.0.113.0/24", "except": ["8.8.8.0/24"]}]}]"#,
        "allow CIDR prefix 203.0.113.0/24 does not contain exclude CIDR prefix 8.8.8.0/24"
      ),
      (
        #""ingress": [{"fromCIDRSet": [{"except": ["8.8.8.0/24"]}]}]"#,
        "one of cidr, cidrGroupRef, or cidrGroupSelector is required"
      ),
      (#""ingress": [{"fromCIDR": ["1.2.3.400/32"]}]"#, #"unable to parse CIDR "1.2.3.400/32""#),
      (
        #""ingress": [{"fromEndpoints": [{"matchExpressions": [{"key": "a", "operator": "In"}]}]}]"#,
        "spec.ingress[0].fromEndpoints[0].matchExpressions[0]: In needs values"
      ),
      (
        #""ingress": []"#, "rule must have at least one of Ingress, IngressDeny, Egress, EgressDeny"
      ),
    ])
  func refused(rules: String, reason: String) throws {
    let set = try set(#"{"endpointSelector": {}, \#(rules)}"#)
    #expect(set.refused.map(\.reason) == [reason])
    var engine = PolicyEngine(set)
    #expect(!engine.answer(Self.question).isEnforced)
  }

  @Test(
    "a rule of the host refuses L7 rules, a policy needs one selector",
    arguments: [
      (
        #"{"nodeSelector": {}, "ingress": [{"toPorts": [{"ports": [{"port": "80", "protocol": "TCP"}], "rules": {"http": []}}]}]}"#,
        "L7 policy is not supported on host ingress yet"
      ),
      (
        #"{"nodeSelector": {}, "endpointSelector": {}, "ingress": [{}]}"#,
        "rule cannot have both EndpointSelector and NodeSelector"
      ),
      (#"{"ingress": [{}]}"#, "rule must have one of EndpointSelector or NodeSelector"),
    ])
  func clusterwide(spec: String, reason: String) throws {
    let object = try JSONManifest.value(
      #"{"kind": "CiliumClusterwideNetworkPolicy", "metadata": {"name": "p"}, "spec": \#(spec)}"#)
    let set = try PolicySet([object], configuration: PolicyConfiguration(version: .v1x19))
    #expect(set.refused.map(\.reason) == [reason])
  }

  @Test(
    "a member of a type that its decoder cannot take is a problem that names object and member",
    arguments: [
      (
        #"{"endpointSelector": {}, "ingress": [{"toPorts": [{"ports": [{"port": 80}]}]}]}"#,
        "spec.ingress[0].toPorts[0].ports[0].port", "a string", "a number"
      ),
      (#"{"endpointSelector": {}, "ingress": {}}"#, "spec.ingress", "an array", "an object"),
      (
        #"{"endpointSelector": {"matchLabels": {"v": 1}}, "ingress": [{}]}"#,
        "spec.endpointSelector.matchLabels.v", "a string", "a number"
      ),
      (
        #"{"endpointSelector": {}, "enableDefaultDeny": {"ingress": "no"}, "ingress": [{}]}"#,
        "spec.enableDefaultDeny.ingress", "true or false", "a string"
      ),
      ("[]", "spec", "an object", "an array"),
    ])
  func problems(spec: String, member: String, expected: String, found: String) throws {
    let problem = #expect(throws: PolicyProblem.self) { try set(spec) }
    let object = ObjectReference(kind: "CiliumNetworkPolicy", namespace: "shop", name: "p")
    #expect(problem?.object == object)
    #expect(problem?.member == member)
    #expect(problem?.expected == expected)
    #expect(problem?.found == found)
  }

  @Test("a member that is null is absent, and members that nobody knows are stepped over")
  func nullMembers() throws {
    let set = try set(
      #"{"endpointSelector": null, "description": 7, "egress": null, "ingress": [{"fromCIDR": null, "x": 1}]}"#
    )
    #expect(set.refused.isEmpty)
    var engine = PolicyEngine(set)
    #expect(engine.answer(Self.question).verdict == .deniedByDefault)
  }

  private func set(_ spec: String) throws -> PolicySet {
    let object = try JSONManifest.value(
      """
      {"kind": "CiliumNetworkPolicy", "metadata": {"name": "p", "namespace": "shop"}, "spec": \(spec)}
      """)
    return try PolicySet([object], configuration: PolicyConfiguration(version: .v1x19))
  }

  private static let question = Question(
    .ingress, subject: Endpoint(labels: ["k8s:io.kubernetes.pod.namespace=shop"]),
    peer: Endpoint(labels: ["reserved:world"], address: "203.0.113.7"), layer4: .tcp(80))
}
