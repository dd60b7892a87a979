import FlowAnswer
import Testing

@testable import FlowExplain
@testable import FlowPolicy

/// What a person is told of a row.
@Suite struct SentenceTests {
  static let policy = ObjectReference(
    kind: "CiliumNetworkPolicy", namespace: "payments", name: "api")
  static let clusterwide = ObjectReference(
    kind: "CiliumClusterwideNetworkPolicy", namespace: nil, name: "isolate")

  private static func near(
    _ dimension: NearMiss.Dimension, key: String? = nil, want: String?, have: String?
  ) -> NearMiss {
    NearMiss(
      rule: RuleReference(policy, rule: "spec.ingress[0]"), dimension: dimension, key: key,
      want: want, have: have)
  }

  static let misses: [(miss: NearMiss, words: String)] = [
    (near(.port, want: "8443/TCP", have: "80/TCP"), "asks for port 8443/TCP, this is 80/TCP"),
    (
      near(.icmpType, want: "8/ICMPv4", have: "0/ICMPv4"),
      "asks for ICMP type 8/ICMPv4, this is 0/ICMPv4"
    ),
    (near(.protocol, want: "53/UDP", have: "53/TCP"), "asks for 53/UDP, this is 53/TCP"),
    (
      near(.label, key: "app", want: "= web", have: "<absent>"),
      "asks for label app = web, the peer has <absent>"
    ),
    (near(.cluster, key: "c", want: "= a", have: "b"), "asks for cluster = a, the peer is in b"),
    (near(.cidr, want: "10.0.0.0/8", have: "1.1.1.1"), "asks for 10.0.0.0/8, the peer is 1.1.1.1"),
    (
      near(.cidrInCluster, want: "10.0.0.0/8", have: "10.0.0.1"),
      "asks for 10.0.0.0/8, which holds 10.0.0.1, but a CIDR never matches pods or nodes"
    ),
    (
      near(.cidrExcept, key: "10.0.0.0/8", want: nil, have: "10.0.0.1"),
      "leaves 10.0.0.1 out of 10.0.0.0/8"
    ),
    (near(.fqdn, want: "api.example.com", have: nil), "asks for the DNS name api.example.com"),
    (
      near(.fqdn, want: "*.example.com", have: "a.test"),
      "asks for the DNS name *.example.com, the flow names a.test"
    ),
    (
      near(.cidrGroup, want: "partners", have: "1.1.1.1"), "asks for partners, 1.1.1.1 is not in it"
    ),
  ]

  @Test("a near miss says what the rule asks for and what is there", arguments: misses)
  func near(miss: NearMiss, words: String) {
    #expect(miss.lack == words)
  }

  @Test("three names, then how many more")
  func names() {
    let names = ["a", "b", "c", "d", "e", "f", "g"]
    #expect(
      (0...7).map { PolicyWords.list(Array(names.prefix($0))) } == [
        "", "a", "a and b", "a, b and c", "a, b, c and 1 more", "a, b, c and 2 more",
        "a, b, c and 3 more", "a, b, c and 4 more",
      ])
    #expect(PolicyWords.name(Self.policy) == "CNP payments/api")
    #expect(PolicyWords.name(Self.clusterwide) == "CCNP isolate")
  }

  @Test("the nearest rule is the likeliest, and others are counted")
  func nearest() {
    var explanation = Explanation(.defaultDeny, direction: .ingress)
    explanation.answer.defaultDenyBy = [Self.clusterwide, Self.policy]
    explanation.answer.near = [
      Self.near(.cidr, want: "10.0.0.0/8", have: "1.1.1.1"),
      NearMiss(
        rule: RuleReference(Self.clusterwide, rule: "spec.ingress[1]"), dimension: .port, key: nil,
        want: "443/TCP", have: "80/TCP"),
    ]
    explanation.otherSide = .deniedExplicitly
    #expect(
      ExplanationSentences(explanation).all == [
        "No rule allows it: CCNP isolate and CNP payments/api put the destination under default deny.",
        "Nearest: CCNP isolate (spec.ingress[1]) asks for port 443/TCP, this is 80/TCP (1 other rule is near, too).",
        "Egress of the other side denies it, too, explicitly.",
      ])
  }

  static let headlines: [(fields: [GroupField], values: [String], line: String)] = [
    (
      [.sourceWorkload, .destinationWorkload, .direction, .protocol, .destinationPort],
      ["Deployment/a", "Deployment/b", "ingress", "TCP", "443"],
      "Deployment/a -> Deployment/b, ingress, TCP port 443"
    ),
    (
      [.destinationNamespace, .sourceNamespace], ["b", "a"], "a -> b"
    ),
    ([.protocol, .destinationPort], ["ICMPv4", "(none)"], "ICMPv4"),
    ([.uuid, .reason], ["u", "POLICY_DENIED"], "uuid u, POLICY_DENIED"),
    ([.sourcePort, .destinationPort], ["1", "2"], "source-port 1, destination-port 2"),
    (
      [.sourceWorkload, .destinationWorkload], ["(none)", "(none)"],
      "world 192.0.2.1 -> a pod of shop"
    ),
    ([], [], "all"),
  ]

  @Test(
    "a row's values are one line; an end without a name is what its labels say",
    arguments: headlines)
  func headline(fields: [GroupField], values: [String], line: String) {
    let text = RowHeadline.text(
      fields, values, source: Endpoint(labels: ["reserved:world"], address: "192.0.2.1"),
      destination: Endpoint(labels: ["k8s:io.kubernetes.pod.namespace=shop"]))
    #expect(text == line)
  }
}
