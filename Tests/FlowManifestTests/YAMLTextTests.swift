import FlowManifest
import TestSupport
import Testing

/// Values written as YAML.
@Suite struct YAMLTextTests {
  @Test("objects and lists are written in block style, as kubectl does")
  func layout() throws {
    let json = #"""
      {"apiVersion": "cilium.io/v2", "kind": "CiliumNetworkPolicy", "metadata": {"name": "a", "labels": {}},
       "spec": {"endpointSelector": {"matchLabels": {"k8s:app": "web", "any:x.y/z": "1"}},
       "ingress": [{"fromEntities": ["cluster"], "toPorts": [{"ports": [{"port": "80", "protocol": "TCP"}]}]}, {}],
       "egress": [], "nodes": [[1, [true]], [null]], "toCIDR": ["10.0.0.0/8", "10.0.0.1", "fe80::/10", "::/0"]}}
      """#
    let value = try #require(try Reading.value(json))
    #expect(
      YAMLText.of(value) == """
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata:
          name: a
          labels: {}
        spec:
          endpointSelector:
            matchLabels:
              k8s:app: web
              any:x.y/z: "1"
          ingress:
          - fromEntities:
            - cluster
            toPorts:
            - ports:
              - port: "80"
                protocol: TCP
          - {}
          egress: []
          nodes:
          - - 1
            - - true
          - - null
          toCIDR:
          - 10.0.0.0/8
          - "10.0.0.1"
          - fe80::/10
          - "::/0"

        """)
  }

  @Test(
    "a string that could be read as anything else is quoted",
    arguments: [
      ("web", "web"), ("k8s:app", "k8s:app"), ("/api/v1", "/api/v1"), ("_x", "_x"),
      ("yes", #""yes""#), ("n", #""n""#), ("On", #""On""#), ("null", #""null""#), ("~", #""~""#),
      ("", #""""#), ("80", #""80""#), ("1_000", #""1_000""#), ("1:30", #""1:30""#),
      ("0o17", #""0o17""#), ("2015-01-01", #""2015-01-01""#), (".5", #"".5""#), ("-x", #""-x""#),
      ("a: b", #""a: b""#), ("a:", #""a:""#), ("a #b", #""a #b""#), ("*", #""*""#),
      ("<<", #""<<""#),
      ("=", #""=""#), ("{{ x }}", #""{{ x }}""#), ("a\nb", #""a\nb""#), (" a", #"" a""#),
      ("é", #""é""#), ("\"\\\t", #""\"\\\t""#), ("\u{1B}[31m", #""\x1B[31m""#),
      ("\u{2028}\u{FEFF}\u{85}", #""\u2028\uFEFF\x85""#), ("😀", #""😀""#),
      ("\u{10FFFF}", "\"\u{10FFFF}\""),
      ("api/.*", #""api/.*""#), ("---", #""---""#), ("!x", #""!x""#), ("&x", #""&x""#),
    ])
  func scalars(text: String, expected: String) {
    #expect(YAMLText.scalar(text) == expected)
  }

  @Test("what is written is read as the same value", .enabled(if: ManifestReader.readsYAML))
  func roundTrip() throws {
    var random = SeededNumbers(ofRun: 0)
    for _ in 0..<Scale.rounds(20_000, inCI: 500) {
      let value = ManifestValue.object([ManifestMember("v", Samples.value(&random))])
      let text = YAMLText.of(value)
      #expect(try Reading.value(text) == value, "\(text)\nFLOWAUDIT_SEED=\(Seed.ofRun)")
    }
  }

  @Test("scalars alone are documents, too", .enabled(if: ManifestReader.readsYAML))
  func scalarDocuments() throws {
    for text in Samples.strings {
      #expect(try Reading.value(YAMLText.of(.string(text))) == .string(text))
    }
  }
}
