import FlowManifest
import Testing

/// Texts that are made to cost much, and to say much: an answer within bounds.
@Suite struct HostileTests {
  @Test(
    "aliases that multiply are refused before they are many", .enabled(if: ManifestReader.readsYAML)
  )
  func bomb() {
    let nine = Array(repeating: "x", count: 9)
    var text = "a0: &a0 [\(nine.map { "\"\($0)\"" }.joined(separator: ","))]\n"
    for level in 1...9 {
      text +=
        "a\(level): &a\(level) [\(nine.map { _ in "*a\(level - 1)" }.joined(separator: ","))]\n"
    }
    #expect(Reading.problem(text) == "f:6:18: a5[2]: aliases make too much of the document")
  }

  @Test("merge keys that multiply are refused as well", .enabled(if: ManifestReader.readsYAML))
  func merges() {
    var text = "a0: &a0 {k0: 1}\n"
    for level in 1...400 {
      text += "a\(level): &a\(level) {<<: [*a\(level - 1), *a\(level - 1)], k\(level): 1}\n"
    }
    #expect(Reading.problem(text).hasSuffix("aliases make too much of the document"))
  }

  @Test(
    "a long text that is referred to often counts by its length",
    .enabled(if: ManifestReader.readsYAML))
  func longText() throws {
    let anchor = "a: &a \(String(repeating: "x", count: 10_000))\nb: ["
    let few = anchor + Array(repeating: "*a", count: 400).joined(separator: ",") + "]\n"
    let many = anchor + Array(repeating: "*a", count: 500).joined(separator: ",") + "]\n"
    #expect(try Reading.value(few) != nil)
    #expect(Reading.problem(many).hasSuffix("aliases make too much of the document"))
  }

  @Test(
    "an expansion that grows with the document is taken", .enabled(if: ManifestReader.readsYAML))
  func honestAliases() throws {
    var text = "base: &base {a: 1, b: [1, 2, 3], c: {d: e}}\nitems:\n"
    for number in 0..<20_000 { text += "- {name: item-\(number), <<: *base}\n" }
    guard case .object(let members)? = try Reading.value(text),
      case .array(let items)? = members.last?.value
    else {
      Issue.record("no list")
      return
    }
    #expect(items.count == 20_000)
  }

  @Test("nesting ends at 200 levels, in JSON and YAML")
  func depth() throws {
    let deepest = String(repeating: "[", count: 199) + String(repeating: "]", count: 199)
    #expect(try Reading.value("{\"a\":" + deepest + "}") != nil)
    #expect(
      Reading.problem("{\"a\":" + String(repeating: "[", count: 100_000)).hasSuffix(
        "more than 200 levels of nesting"))
    guard ManifestReader.readsYAML else { return }
    #expect(try Reading.value("a: " + deepest) != nil)
    for text in [
      "a: " + String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
      String(repeating: "{a: ", count: 5_000),
      (0..<5_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ] {
      #expect(Reading.problem(text).hasSuffix("more than 200 levels of nesting"))
    }
  }

  @Test(
    "directives that are many are refused before they are compared with one another",
    .enabled(if: ManifestReader.readsYAML))
  func directives() throws {
    for end in ["\n", "\r", "\r\n", "\u{85}", "\u{2028}"] {
      let many = (0..<200_000).map { "%TAG !e\($0)! tag:example.org,2000:" + end }
      let problem = Reading.problem(many.joined() + "---\na: 1\n")
      #expect(problem.hasSuffix(": more than 100 directives"))
    }
    let each = String(repeating: "%YAML 1.1\n---\na: 1\n...\n", count: 200)
    #expect(try Reading.manifests(Array(each.utf8)).count == 200)
  }

  @Test(
    "a key for the second time is refused, with both lines",
    arguments: [
      (
        "{\"a\": {\"b\": 1,\n\"c\": 2,\n\"b\": 3}}",
        "f:3:1: a.b: the key \"b\" for the second time, the first is in line 1"
      ),
      (
        "{\"a\": 1,\n\"\\u0061\": 3}",
        "f:2:1: a: the key \"a\" for the second time, the first is in line 1"
      ),
      (
        "{\"kind\": \"List\", \"items\": [1,\n{\"a\": [{\"b\": 1, \"b\": 1}]}]}",
        "f:2:17: items[1].a[0].b: the key \"b\" for the second time, the first is in line 2"
      ),
    ])
  func twiceInJSON(text: String, expected: String) {
    #expect(Reading.problem(text) == expected)
  }

  @Test(
    "a key for the second time is refused in YAML, too", .enabled(if: ManifestReader.readsYAML),
    arguments: [
      (
        "a:\n  b: 1\n  c: 2\n  b: 3\n",
        "f:4:3: a.b: the key \"b\" for the second time, the first is in line 2"
      ),
      (
        "---\nx: y\n---\n1: a\n\"1\": b\n",
        "f:5:1: [\"1\"]: the key \"1\" for the second time, the first is in line 4"
      ),
      (
        "yes: a\ntrue: b\n",
        "f:2:1: true: the key \"true\" for the second time, the first is in line 1"
      ),
      (
        "a: {b: 1, b: 2}\n",
        "f:1:11: a.b: the key \"b\" for the second time, the first is in line 1"
      ),
    ])
  func twiceInYAML(text: String, expected: String) {
    #expect(
      Reading.problem(text).replacing("[\"1\"]", with: "1")
        == expected.replacing("[\"1\"]", with: "1"))
  }

  @Test("many keys are told apart, and the second of one is found among them")
  func manyKeys() throws {
    let keys = (0..<50_000).map { "\"key-\($0)\": \($0)" }
    let text = "{" + keys.joined(separator: ",") + "}"
    #expect(try Reading.text(text).utf8.count > 500_000)
    let twice = "{" + (keys + ["\"key-777\": 1"]).joined(separator: ",\n") + "}"
    #expect(
      Reading.problem(twice)
        == "f:50001:1: key-777: the key \"key-777\" for the second time, the first is in line 778")
    guard ManifestReader.readsYAML else { return }
    #expect(
      Reading.problem(
        String(twice.replacing("\"", with: "").dropFirst().dropLast().replacing(",", with: "")))
        == "f:50001:1: key-777: the key \"key-777\" for the second time, the first is in line 778")
  }

  @Test("long keys and paths are shortened in messages, values are whole")
  func longNames() throws {
    let long = String(repeating: "x", count: 10_000)
    #expect(try Reading.value("{\"labels\": {\"\(long)\": \"\(long)\"}}") != nil)
    let problem = Reading.problem("{\"\(long)\": 1, \"\(long)\": 1}")
    #expect(problem.utf8.count < 400)
    let deep = String(repeating: "{\"\(long)\": ", count: 100)
    #expect(Reading.problem(deep + "1e999" + String(repeating: "}", count: 100)).utf8.count < 400)
  }

  @Test("escape sequences in names are handed over as they are: whoever prints them escapes them")
  func escapes() throws {
    #expect(
      try Reading.value(#"{"\u001b[31m": "\u001b]0;x\u0007"}"#)
        == .object([ManifestMember("\u{1B}[31m", .string("\u{1B}]0;x\u{7}"))]))
    #expect(
      Reading.problem(#"{"\u001b[31m": 1, "\u001b[31m": 1}"#)
        == "f:1:19: [\"\u{1B}[31m\"]: the key \"\u{1B}[31m\" for the second time, the first is in line 1"
    )
  }

  @Test(
    "a template that was not rendered is told as that, where it has its first braces",
    .enabled(if: ManifestReader.readsYAML),
    arguments: [
      ("apiVersion: v1\nmetadata:\n  name: {{ .Values.name }}\n", 3),
      ("{{- if .Values.enabled }}\napiVersion: v1\n{{- end }}\n", 1),
      ("spec:\n  {{- range .Values.a }}\n  - a\n  {{- end }}\n", 2),
      ("apiVersion: v1\nspec:\n{{ toYaml .Values.a | indent 2 }}\nx: y\n", 3),
      ("metadata:\n  labels: {{- include \"x.labels\" . | nindent 4 }}\n", 2),
      ("a: 1\n---\n{{/* a comment */}}\nb: 1\n", 3), ("a: {{ .Values.a }}-{{ .Values.b }}\n", 1),
    ])
  func templates(text: String, line: Int) {
    #expect(
      Reading.problem(text)
        == "f:\(line): a template, not yet YAML: it has template braces; render it first, by helm template"
    )
  }

  @Test(
    "braces far from the fault, and in quotes, are no template's",
    .enabled(if: ManifestReader.readsYAML))
  func noTemplate() {
    let text = "a: \"{{ $labels.pod }}\"\nb: 1\nc: 2\nd: [1\n"
    #expect(Reading.problem(text).hasPrefix("f:5:1: no YAML: "))
  }
}
