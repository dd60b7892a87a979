import FlowPolicy
import Testing

/// The shapes that people get wrong, each with the answers of five engines.
struct ShapeTests {
  @Test("there are 189 shapes, 17 peers and 8 protocols")
  func counts() {
    #expect(ShapeCase.all.count == 189)
    #expect(ShapeCase.peers.count == 17)
    #expect(ShapeCase.columns.count == 8)
  }

  @Test("a shape has the verdicts that Cilium 1.19 gives", arguments: ShapeCase.all)
  func verdicts(shape: ShapeCase) throws {
    try compare(shape, "119", .v1x19, .byLabel)
    try compare(shape, "119", .v1x19, .byAddress)
  }

  @Test("a shape has the verdicts of the other versions", arguments: ShapeCase.all)
  func versions(shape: ShapeCase) throws {
    try compare(shape, "119-unpatched", .v1x19, .byLabel)
    try compare(shape, "118", .v1x18, .byLabel)
    try compare(shape, "120", .v1x20, .byLabel)
    try compare(shape, "main", .v1x21, .byLabel)
  }

  private func compare(
    _ shape: ShapeCase, _ engineName: String, _ version: CiliumVersion, _ way: WorldPeers
  ) throws {
    let result = try #require(shape.results[engineName])
    var configuration = try #require(shape.configurations[version])
    configuration.doBlocksAllowOwnNamespace = engineName == "119-unpatched"
    let set = try PolicySet(shape.objects, configuration: configuration)
    #expect(set.refused.count == result.refusedCount)
    var engine = PolicyEngine(set, worldPeers: way)
    var states: Set<String> = []
    for (name, row) in result.rows {
      let peer = shape.peer(name)
      for (layer4, want) in zip(ShapeCase.columns, row) where want != "." {
        let question = Question(
          shape.direction, subject: shape.subject, peer: peer, layer4: layer4)
        let answer = engine.answer(question)
        let got = Self.character(answer.verdict)
        // Only in the column of 1.19 it was looked at what no dump tells.
        if engineName == "119" || got != "?" {
          #expect(got == want, "\(engineName) \(name) \(layer4.text)")
        }
        let l7 = answer.isRedirected ? " L7" : ""
        states.insert((answer.isDefaultDeny ? "dd" : answer.isEnforced ? "enf" : "off") + l7)
      }
    }
    // The column of 1.18 does not say what goes through the proxy.
    let isRedirected = version > .v1x18 && states.contains { $0.hasSuffix(" L7") }
    let words = Set(states.map { $0.prefix { $0 != " " } }).joined(separator: " ")
    #expect(words + (isRedirected ? " L7" : "") == result.state)
  }

  private static func character(_ verdict: PolicyVerdict) -> Character {
    switch verdict {
    case .allowed: "A"
    case .deniedByDefault: "-"
    case .deniedExplicitly: "X"
    case .unknown: "?"
    }
  }
}
