import FlowManifest
import TestSupport
import Testing

@testable import FlowPolicy

/// What must not change an answer.
struct OrderLawTests {
  @Test("the order of objects, of keys and of labels does not matter", arguments: PolicyCase.names)
  func order(name: String) throws {
    let fixture = try PolicyCase(name)
    var random = SeededNumbers(ofRun: 1)
    let shuffled = fixture.objects.shuffled(using: &random).map { Self.reversed($0) }
    var one = PolicyEngine(try fixture.set())
    var other = PolicyEngine(try PolicySet(shuffled, configuration: fixture.configuration()))
    for (id, question) in fixture.questions.shuffled(using: &random).prefix(100) {
      var asked = question
      asked.subject.labels.shuffle(using: &random)
      let want = one.answer(question, withNearMisses: true)
      #expect(other.answer(asked, withNearMisses: true) == want, "\(name) \(id)")
    }
  }

  @Test(
    "the order of rules and peers, and spec or specs, change no verdict",
    arguments: PolicyCase.names)
  func rules(name: String) throws {
    let fixture = try PolicyCase(name)
    var random = SeededNumbers(ofRun: 2)
    let changed = fixture.objects.map { Self.shuffled(Self.asSpecs($0), &random) }
    var one = PolicyEngine(try fixture.set())
    var other = PolicyEngine(try PolicySet(changed, configuration: fixture.configuration()))
    for (id, question) in fixture.questions.shuffled(using: &random).prefix(100) {
      let want = one.answer(question)
      let got = other.answer(question)
      #expect(got.verdict == want.verdict, "\(name) \(id)")
      #expect(got.defaultDenyBy == want.defaultDenyBy, "\(name) \(id)")
      #expect(got.selectedBy == want.selectedBy, "\(name) \(id)")
      #expect(got.matchingAllow.count == want.matchingAllow.count, "\(name) \(id)")
    }
  }

  @Test("a policy that selects nobody changes nothing", arguments: PolicyCase.names)
  func nobody(name: String) throws {
    let fixture = try PolicyCase(name)
    let nobody = try JSONManifest.value(
      """
      {"apiVersion": "cilium.io/v2", "kind": "CiliumClusterwideNetworkPolicy",
       "metadata": {"name": "nobody"},
       "spec": {"endpointSelector": {"matchLabels": {"no-such-label": "x"}},
                "ingress": [{"fromEntities": ["all"]}], "egressDeny": [{"toEntities": ["all"]}]}}
      """)
    var one = PolicyEngine(try fixture.set())
    let set = try PolicySet(fixture.objects + [nobody], configuration: fixture.configuration())
    var other = PolicyEngine(set)
    for (id, question) in fixture.questions.prefix(100) {
      let want = one.answer(question, withNearMisses: true)
      #expect(other.answer(question, withNearMisses: true) == want, "\(name) \(id)")
    }
  }

  @Test(
    "an engine that has seen other questions, or forgets them, answers as a new one",
    arguments: PolicyCase.names)
  func memory(name: String) throws {
    let fixture = try PolicyCase(name)
    let set = try fixture.set()
    var random = SeededNumbers(ofRun: 3)
    var known = PolicyEngine(set)
    var forgetful = PolicyEngine(set, worldPeers: .byAddress, rowLimit: 5)
    for (id, question) in fixture.questions.shuffled(using: &random).prefix(60) {
      var new = PolicyEngine(set)
      let want = new.answer(question, withNearMisses: true)
      #expect(known.answer(question, withNearMisses: true) == want, "\(name) \(id)")
      #expect(forgetful.answer(question, withNearMisses: true) == want, "\(name) \(id)")
    }
  }

  /// Objects with their members in reverse order; arrays stay, as their order names rules.
  private static func reversed(_ value: ManifestValue) -> ManifestValue {
    switch value {
    case .object(let members):
      .object(members.reversed().map { ManifestMember($0.key, reversed($0.value)) })
    case .array(let elements): .array(elements.map { reversed($0) })
    case .null, .bool, .number, .string: value
    }
  }

  private static func shuffled(
    _ value: ManifestValue, _ random: inout SeededNumbers
  ) -> ManifestValue {
    switch value {
    case .object(let members):
      return .object(members.map { ManifestMember($0.key, shuffled($0.value, &random)) })
    case .array(let elements):
      return .array(elements.map { shuffled($0, &random) }.shuffled(using: &random))
    case .null, .bool, .number, .string: return value
    }
  }

  /// A Cilium policy whose spec is one of its specs.
  private static func asSpecs(_ value: ManifestValue) -> ManifestValue {
    guard case .object(let members) = value,
      members.contains(where: { $0.value == .string("cilium.io/v2") }),
      let spec = members.first(where: { $0.key == "spec" })?.value,
      members.contains(where: {
        $0.key == "kind" && $0.value != .string("CiliumCIDRGroup")
      })
    else {
      return value
    }
    var specs = [spec]
    if case .array(let others) = members.first(where: { $0.key == "specs" })?.value {
      specs += others
    }
    let kept = members.filter { $0.key != "spec" && $0.key != "specs" }
    return .object(kept + [ManifestMember("specs", .array(specs))])
  }
}
