import FlowPolicy
import Testing

/// What Cilium's own engine answered, in every field.
struct EngineAnswerTests {
  @Test("the sets are there")
  func sets() {
    #expect(PolicyCase.allNames.count == 60)
  }

  @Test(
    "answers are those of Cilium 1.19's engine, by label and by address",
    arguments: PolicyCase.names)
  func answers(name: String) throws {
    try compare(name, .v1x19, [.byLabel, .byAddress])
  }

  @Test(
    "other versions differ where Cilium's engines differ", arguments: PolicyCase.names,
    [CiliumVersion.v1x18, .v1x20, .v1x21])
  func versions(name: String, version: CiliumVersion) throws {
    try compare(name, version, [.byAddress])
  }

  private func compare(_ name: String, _ version: CiliumVersion, _ ways: [WorldPeers]) throws {
    let fixture = try PolicyCase(name)
    let set = try fixture.set(version)
    let expected = try fixture.expected(version)
    #expect(set.refused.map { PolicyCase.text($0.object) }.sorted() == expected.refused)
    for way in ways {
      var engine = PolicyEngine(set, worldPeers: way)
      for ((id, question), want) in zip(fixture.questions, expected.answers) {
        let answer = engine.answer(question, withNearMisses: true)
        let other = want.hasOtherSide ? engine.answer(question.ofOtherSide).verdict : nil
        let got = ExpectedAnswer(answer, otherSide: other, comparedTo: want)
        #expect(got == want, "\(name) \(version.text) \(way) \(id)")
      }
    }
  }
}
