import FlowAnswer
import FlowPolicy
import Testing

@testable import FlowExplain

/// A row's values as a question to policies.
@Suite struct FlowQuestionTests {
  private static let grouping = QuestionGrouping.ofDrops(by: [.reason, .direction])

  /// A row with these values, all others absent.
  private static func row(_ values: [GroupField: String]) -> GroupRow {
    GroupRow(
      values: grouping.fields.map { values[$0] ?? GroupField.absent }, count: 1, first: nil,
      last: nil)
  }

  @Test("the fields of the rows come first, each once")
  func fields() {
    #expect(Self.grouping.fields.prefix(3) == [.reason, .direction, .protocol])
    #expect(Set(Self.grouping.fields).count == Self.grouping.fields.count)
  }

  static let protocols: [([GroupField: String], Layer4)] = [
    ([.protocol: "TCP", .destinationPort: "443"], .tcp(443)),
    ([.protocol: "UDP"], .udp(0)),
    ([.protocol: "SCTP", .destinationPort: "65535"], .sctp(65535)),
    ([.protocol: "ICMPv4", .icmpType: "8"], .icmpv4(8)),
    ([.protocol: "ICMPv6"], .icmpv6(0)),
    ([.protocol: "VRRP"], .other), ([:], .other),
    ([.protocol: "TCP", .destinationPort: "70000"], .tcp(0)),
  ]

  @Test(
    "protocol and port are those of the flow; what protojson leaves out is 0", arguments: protocols)
  func layer4(values: [GroupField: String], expected: Layer4) {
    var flow = FlowQuestion(Self.grouping)
    flow.read(Self.row(values))
    #expect(flow.question(.ingress).question.layer4 == expected)
  }

  @Test("ingress asks the destination, egress the source")
  func sides() {
    var flow = FlowQuestion(Self.grouping)
    flow.read(
      Self.row([
        .sourceLabels: "k8s:app=a,k8s:b", .destinationLabels: "reserved:world",
        .destinationIP: "192.0.2.1", .destinationNames: "a.test,b.test", .direction: "egress",
      ]))
    flow.readEnds()
    let question = flow.question(.egress).question
    #expect(question.subject == Endpoint(labels: ["k8s:app=a", "k8s:b"]))
    #expect(
      question.peer
        == Endpoint(labels: ["reserved:world"], address: "192.0.2.1", names: ["a.test", "b.test"]))
    #expect(flow.question(.ingress).question == question.ofOtherSide)
    #expect(flow.direction == .egress && !flow.lacksLabels && !flow.isOther)
  }

  @Test("the policies that the log names have kind, namespace and name")
  func denyingPolicies() {
    var flow = FlowQuestion(Self.grouping)
    flow.read(
      Self.row([.denyingPolicies: "CiliumClusterwideNetworkPolicy//a,CiliumNetworkPolicy/shop/b/c"])
    )
    #expect(
      flow.denyingPolicies == [
        ObjectReference(kind: "CiliumClusterwideNetworkPolicy", namespace: nil, name: "a"),
        ObjectReference(kind: "CiliumNetworkPolicy", namespace: "shop", name: "b/c"),
      ])
  }

  @Test("groups beyond --max-groups are known for what they are")
  func others() {
    var flow = FlowQuestion(Self.grouping)
    flow.read(
      GroupRow(
        values: Self.grouping.fields.map { _ in GroupField.other }, count: 1, first: nil, last: nil)
    )
    #expect(flow.isOther)
  }
}
