import FlowManifest
import FlowPolicy
import Testing

/// What a set is made of, and what it says of itself.
struct PolicySetTests {
  private static let configuration = PolicyConfiguration(version: .v1x19)

  private func policy(_ name: String, _ rules: String, more: String = "") throws -> ManifestValue {
    try JSONManifest.value(
      """
      {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy",
       "metadata": {"name": "\(name)", "namespace": "shop"\(more)},
       "spec": {"endpointSelector": {}, \(rules)}}
      """)
  }

  @Test("the later of two objects of one name counts, and is reported")
  func later() throws {
    let deny = try policy("p", #""ingress": [{}]"#)
    let allow = try policy("p", #""ingress": [{"fromEntities": ["all"]}]"#)
    let set = try PolicySet([deny, allow], configuration: Self.configuration)
    #expect(set.objects.count == 1)
    let reference = ObjectReference(kind: "CiliumNetworkPolicy", namespace: "shop", name: "p")
    #expect(set.replaced == [reference])
    var engine = PolicyEngine(set)
    #expect(engine.answer(Self.question).verdict == .allowed)
  }

  @Test("other kinds, and kinds of the same name of other makers, are counted")
  func others() throws {
    let others = try [
      #"{"kind": "Deployment", "apiVersion": "apps/v1", "metadata": {"name": "a"}}"#,
      #"{"kind": "NetworkPolicy", "apiVersion": "crd.projectcalico.org/v1", "metadata": {"name": "a"}}"#,
      "7",
    ].map { try JSONManifest.value($0) }
    let namespace = try JSONManifest.value(
      #"{"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": "a"}}"#)
    let set = try PolicySet(others + [namespace], configuration: Self.configuration)
    #expect(set.otherCount == 3)
    #expect(set.objects.map(\.reference.kind) == ["Namespace"])
  }

  @Test("a policy that names no namespace is of the default one, and says so")
  func assumedNamespace() throws {
    let object = try JSONManifest.value(
      #"{"kind": "NetworkPolicy", "metadata": {"name": "p"}, "spec": {"podSelector": {}}}"#)
    let set = try PolicySet([object], configuration: Self.configuration)
    #expect(set.objects.map(\.reference.namespace) == ["default"])
    #expect(set.objects.map(\.isNamespaceAssumed) == [true])
  }

  @Test("an object's last change is the latest of its times")
  func lastChange() throws {
    let more = """
      , "creationTimestamp": "2026-01-01T00:00:00Z",
      "managedFields": [{"time": "2026-03-01T00:00:00Z"}, {"time": "2026-02-01T00:00:00Z"}, {}]
      """
    let object = try policy("p", #""ingress": [{}]"#, more: more)
    let set = try PolicySet([object], configuration: Self.configuration)
    let reference = ObjectReference(kind: "CiliumNetworkPolicy", namespace: "shop", name: "p")
    #expect(set.object(reference)?.lastChange == "2026-03-01T00:00:00Z")
  }

  @Test("a group's addresses count by the group, and by label where it is not there")
  func groups() throws {
    let rule = try policy("p", #""ingress": [{"fromCIDRSet": [{"cidrGroupRef": "g"}]}]"#)
    let group = try JSONManifest.value(
      """
      {"apiVersion": "cilium.io/v2", "kind": "CiliumCIDRGroup", "metadata": {"name": "g"},
       "spec": {"externalCIDRs": ["203.0.113.0/24"]}}
      """)
    var without = PolicyEngine(try PolicySet([rule], configuration: Self.configuration))
    var with = PolicyEngine(try PolicySet([rule, group], configuration: Self.configuration))
    var labelled = Self.question
    labelled.peer.labels.append("cidrgroup:io.cilium.policy.cidrgroupname/g")
    #expect(without.answer(Self.question).verdict == .deniedByDefault)
    #expect(without.answer(labelled).verdict == .allowed)
    #expect(with.answer(Self.question).verdict == .allowed)
    labelled.peer.address = "8.8.8.8"
    #expect(with.answer(labelled).verdict == .deniedByDefault)
  }

  @Test("peers of the world are judged by label as of then, and by address as of now")
  func ways() throws {
    let rule = try policy("p", #""ingress": [{"fromCIDR": ["203.0.113.0/24"]}]"#)
    let set = try PolicySet([rule], configuration: Self.configuration)
    var byLabel = PolicyEngine(set, worldPeers: .byLabel)
    var byAddress = PolicyEngine(set, worldPeers: .byAddress)
    #expect(byLabel.answer(Self.question).verdict == .deniedByDefault)
    #expect(byAddress.answer(Self.question).verdict == .allowed)
    var unknown = Self.question
    unknown.peer = Endpoint(labels: ["cidr:203.0.113.0/24", "reserved:world"])
    #expect(byAddress.answer(unknown).verdict == .allowed)
  }

  @Test(
    "policies are enforced on pods, health, ingress, init and, with the host firewall, hosts",
    arguments: [
      ("k8s:io.kubernetes.pod.namespace=a", true), ("reserved:health", true),
      ("reserved:ingress", true), ("reserved:init", true), ("reserved:host", false),
      ("reserved:world", false), ("reserved:remote-node", false),
      ("reserved:kube-apiserver", false), ("reserved:unmanaged", false),
    ])
  func enforces(label: String, wanted: Bool) throws {
    var configuration = Self.configuration
    configuration.enforcementMode = .always
    let engine = PolicyEngine(try PolicySet([], configuration: configuration))
    #expect(engine.enforces(on: Endpoint(labels: [label])) == wanted)
    configuration.isHostFirewallEnabled = true
    let other = PolicyEngine(try PolicySet([], configuration: configuration))
    #expect(other.enforces(on: Endpoint(labels: [label])) == (wanted || label == "reserved:host"))
  }

  @Test("of a side without labels nothing is known, but for rules that are for everybody")
  func withoutLabels() throws {
    let rule = try policy(
      "p", #""ingress": [{"fromEndpoints": [{}]}, {"toPorts": [{"ports": [{"port": "81"}]}]}]"#)
    var engine = PolicyEngine(try PolicySet([rule], configuration: Self.configuration))
    var question = Self.question
    question.peer.labels = []
    let answer = engine.answer(question, withNearMisses: true)
    #expect(answer.verdict == .unknown)
    #expect(answer.unknownVia.map(\.rule) == ["spec.ingress[0]"])
    #expect(answer.near.isEmpty)
    question.layer4 = .tcp(81)
    #expect(engine.answer(question).verdict == .allowed)
    question.subject.labels = []
    #expect(engine.answer(question).verdict == .unknown)
  }

  @Test("an answer says which settings it hangs on that nobody gave")
  func assumptions() throws {
    let rule = try policy("p", #""ingress": [{"fromEndpoints": [{}]}]"#)
    var engine = PolicyEngine(try PolicySet([rule], configuration: Self.configuration))
    #expect(engine.answer(Self.question).assumptions.isEmpty)
    var other = Self.question
    other.peer = Endpoint(labels: [
      "k8s:io.kubernetes.pod.namespace=shop", "k8s:io.cilium.k8s.policy.cluster=east",
    ])
    #expect(engine.answer(other).assumptions == [.clusterName, .localClusterDefault])
    other.peer = Endpoint(labels: ["reserved:host"])
    #expect(engine.answer(other).assumptions == [.allowLocalhost])
    other.subject = Endpoint(labels: ["reserved:host"])
    #expect(engine.answer(other).assumptions == [.hostFirewall, .enforcementMode])
  }

  private static let question = Question(
    .ingress, subject: Endpoint(labels: ["k8s:io.kubernetes.pod.namespace=shop"]),
    peer: Endpoint(labels: ["reserved:world"], address: "203.0.113.7"), layer4: .tcp(80))
}
