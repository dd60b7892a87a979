import FlowManifest
import FlowPolicy
import TestSupport
import Testing

/// What suggestions promise.
struct SuggestionTests {
  @Test(
    "a suggestion, applied, allows its question, nothing else of what was denied, and denies nothing new",
    arguments: PolicyCase.names)
  func promise(name: String) throws {
    let fixture = try PolicyCase(name)
    let set = try fixture.set()
    let questions = fixture.questions.map(\.question)
    var engine = PolicyEngine(set)
    let before = questions.map { engine.answer($0).verdict }
    let denied = zip(questions, before).filter { $1 == .deniedByDefault }.map(\.0)
    var suggester = PolicySuggester(set, denied: denied)
    let share = Scale.rounds(denied.count, inCI: min(denied.count, 25))
    var random = SeededNumbers(ofRun: Int(name.dropFirst()) ?? 0)
    for question in denied.shuffled(using: &random).prefix(share) {
      guard case .suggestion(let suggestion) = suggester.suggestion(for: question) else {
        continue
      }
      let applied = try PolicySet(
        fixture.objects + [suggestion.object], configuration: fixture.configuration())
      #expect(applied.refused == set.refused)
      let name = question.peer.names.first { suggestion.addition == $0 }
      var engine = PolicyEngine(applied)
      for (other, verdict) in zip(questions, before) {
        let isSame = isSame(other, question)
        let now = engine.answer(named(other, name)).verdict
        let wanted = isSame ? PolicyVerdict.allowed : verdict
        #expect(now == wanted, "\(suggestion.addition) for \(question), but \(other)")
      }
    }
  }

  @Test("most of what is denied by default has a suggestion")
  func share() throws {
    var count = 0
    var suggested = 0
    for name in PolicyCase.names.prefix(6) {
      let fixture = try PolicyCase(name)
      let set = try fixture.set()
      var suggester = PolicySuggester(set, denied: fixture.questions.map(\.question))
      for (_, question) in fixture.questions.prefix(80) {
        switch suggester.suggestion(for: question) {
        case .suggestion:
          count += 1
          suggested += 1
        case .none: count += 1
        case .allowed, .deniedBy, .unknown: break
        }
      }
    }
    #expect(suggested * 10 >= count * 9, "\(suggested) of \(count)")
  }

  @Test("no allow is suggested against a deny: it names what is in the way")
  func denied() throws {
    let object = try JSONManifest.value(
      """
      {"kind": "CiliumNetworkPolicy", "metadata": {"name": "p", "namespace": "shop"},
       "spec": {"endpointSelector": {}, "ingressDeny": [{"fromEntities": ["world"]}],
                "ingress": [{"fromEntities": ["all"]}]}}
      """)
    let set = try PolicySet([object], configuration: PolicyConfiguration(version: .v1x19))
    var suggester = PolicySuggester(set, denied: [])
    let policy = ObjectReference(kind: "CiliumNetworkPolicy", namespace: "shop", name: "p")
    let deny = RuleReference(policy, rule: "spec.ingressDeny[0]")
    #expect(suggester.suggestion(for: Self.question(port: 80)) == .deniedBy([deny]))
  }

  @Test("the port is added to the rule that nearly matches, in a bare copy of its policy")
  func port() throws {
    let object = try JSONManifest.value(
      """
      {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy", "status": {},
       "metadata": {"name": "p", "namespace": "shop", "uid": "1"},
       "spec": {"podSelector": {}, "ingress": [
         {"from": [{"ipBlock": {"cidr": "203.0.113.0/24"}}], "ports": [{"port": 80}]}]}}
      """)
    let set = try PolicySet([object], configuration: PolicyConfiguration(version: .v1x19))
    var suggester = PolicySuggester(set, denied: [])
    let wanted = try JSONManifest.value(
      """
      {"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
       "metadata": {"name": "p", "namespace": "shop"},
       "spec": {"ingress": [
         {"from": [{"ipBlock": {"cidr": "203.0.113.0/24"}}],
          "ports": [{"port": 80}, {"port": 81, "protocol": "TCP"}]}], "podSelector": {}}}
      """)
    let policy = ObjectReference(kind: "NetworkPolicy", namespace: "shop", name: "p")
    let rule = RuleReference(policy, rule: "spec.ingress[0].from[0]")
    let suggestion = try #require(Self.suggestion(&suggester, port: 81))
    #expect(suggestion.object == wanted)
    #expect(suggestion.change == .rule(rule))
    #expect(suggestion.addition == "81/TCP")
  }

  @Test(
    "where what is near would let through more that was denied, a policy of its own is suggested")
  func narrow() throws {
    let object = try JSONManifest.value(
      """
      {"kind": "CiliumNetworkPolicy", "metadata": {"name": "p", "namespace": "shop"},
       "spec": {"endpointSelector": {}, "ingress": [
         {"fromCIDR": ["203.0.113.0/24"], "toPorts": [{"ports": [{"port": "80"}]}]}]}}
      """)
    let set = try PolicySet([object], configuration: PolicyConfiguration(version: .v1x19))
    var other = Self.question(port: 81)
    other.peer.address = "203.0.113.8"
    var suggester = PolicySuggester(set, denied: [other])
    let suggestion = try #require(Self.suggestion(&suggester, port: 81))
    let name = "allow-world-to-shop-in-81-tcp"
    let policy = ObjectReference(kind: "CiliumNetworkPolicy", namespace: "shop", name: name)
    #expect(suggestion.change == .newPolicy(policy))
    #expect(suggestion.addition == "81/TCP, 203.0.113.7/32")
  }

  private static func suggestion(
    _ suggester: inout PolicySuggester, port: UInt16
  ) -> Suggestion? {
    guard case .suggestion(let suggestion) = suggester.suggestion(for: question(port: port)) else {
      return nil
    }
    return suggestion
  }

  private static func question(port: UInt16) -> Question {
    Question(
      .ingress, subject: Endpoint(labels: ["k8s:io.kubernetes.pod.namespace=shop"]),
      peer: Endpoint(labels: ["reserved:world"], address: "203.0.113.7"), layer4: .tcp(port))
  }

  /// Whether agents cannot tell two questions apart.
  private func isSame(_ one: Question, _ other: Question) -> Bool {
    let isInWorld = one.peer.labels.contains { $0.hasPrefix("reserved:world") }
    return one.direction == other.direction && one.layer4 == other.layer4
      && one.subject.labels == other.subject.labels && one.peer.labels == other.peer.labels
      && (!isInWorld || one.peer.address == other.peer.address)
  }

  /// The question as it is once a rule has named a DNS name.
  private func named(_ question: Question, _ name: String?) -> Question {
    guard let name, question.peer.names.contains(name) else {
      return question
    }
    var named = question
    named.peer.labels.append("fqdn:" + name)
    return named
  }
}
