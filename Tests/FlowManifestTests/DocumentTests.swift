import FlowManifest
import Testing

/// Texts to documents: JSON and YAML, one or many, in any encoding.
@Suite struct DocumentTests {
  @Test(
    "JSON values may follow one another, on lines of their own or not",
    arguments: [
      (#"{"a": 1}"#, #"1 {"a":1}"#),
      (
        "\n\n {\"b\": [true, false, null, \"x\"], \"a\": {}}\n",
        #"3 {"b":[true,false,null,"x"],"a":{}}"#
      ),
      ("{\"a\":1}\n{\"b\":2}\n\n{\"c\":3}", "1 {\"a\":1}\n2 {\"b\":2}\n4 {\"c\":3}"),
      ("{\"a\":1}{\"b\":2}", "1 {\"a\":1}\n1 {\"b\":2}"), ("", ""), (" \n\t\r\n", ""),
      (
        "{\"n\": [0, -1, 1.50, 1E3, 123456789012345678901234567890]}",
        #"1 {"n":[0,-1,1.50,1E3,123456789012345678901234567890]}"#
      ),
      (
        #"{"s": "\"\\\/\b\f\n\r\té\ud83d\ude00\u0000"}"#,
        #"1 {"s":"\"\\/\u0008\u000c\u000a\u000d\u0009é😀\u0000"}"#
      ),
      ("{\"a\": [[], [null, [1]], {\"b\": {}}]}", #"1 {"a":[[],[null,[1]],{"b":{}}]}"#),
      ("\u{FEFF}{\"a\": 1}", #"1 {"a":1}"#),
    ])
  func json(text: String, expected: String) throws {
    #expect(try Reading.text(text) == expected)
  }

  @Test(
    "YAML documents are handed over but those that say nothing",
    .enabled(if: ManifestReader.readsYAML),
    arguments: [
      ("a: 1\n", #"1 {"a":1}"#), ("a: 1\n---\nb: 2\n", "1 {\"a\":1}\n3 {\"b\":2}"),
      ("---\n# nothing\n---\n---\na: 1\n...\n---\n~\n", #"5 {"a":1}"#), ("# only this\n", ""),
      ("---\n", ""), ("%YAML 1.1\n---\na: 1\n", #"3 {"a":1}"#),
      ("%TAG !e! tag:example.org,2000:\n---\na: !e!x 1\n", #"3 {"a":"1"}"#),
      ("a: 1\r\nb:\r\n- x\r\n- |\r\n  y\r\n", #"1 {"a":1,"b":["x","y\u000a"]}"#),
      ("\u{FEFF}a: 1\n---\n\u{FEFF}b: 1\n", "1 {\"a\":1}\n3 {\"b\":1}"),
      ("a:\n- b\n-   c\t# x\n", #"1 {"a":["b","c"]}"#),
      ("a: {b: [1, 2,], c: }\n", #"1 {"a":{"b":[1,2],"c":null}}"#),
      ("- a\n- b: 1\n", #"1 ["a",{"b":1}]"#),
      ("just a text\n", #"1 "just a text""#),
      (
        "# Source: chart/templates/a.yaml\na: \"{{ $labels.pod }}\" # {{ x }}\n",
        #"2 {"a":"{{ $labels.pod }}"}"#
      ),
    ])
  func yaml(text: String, expected: String) throws {
    #expect(try Reading.text(text) == expected)
  }

  @Test(
    "what begins like JSON and is YAML in flow style is read as that",
    .enabled(if: ManifestReader.readsYAML),
    arguments: [
      ("{a: 1, b: [x, 'y',],}", #"1 {"a":1,"b":["x","y"]}"#),
      ("{\"a\": 1}\n---\n{\"b\": 2}\n", "1 {\"a\":1}\n3 {\"b\":2}"),
      ("{\"a\": 1} # a comment", #"1 {"a":1}"#), (#"{"a": "\x41"}"#, #"1 {"a":"A"}"#),
      ("[a, b]: c", "f:1:1: a key is a name, not a list or a mapping"),
    ])
  func flow(text: String, expected: String) {
    let read = Reading.problem(text)
    #expect(read == expected || read == "none: " + expected)
  }

  @Test("UTF-16 with a mark is read, as some shells write it")
  func utf16() throws {
    let text = "\u{FEFF}{\"a\": \"é😀\"}\r\n"
    let low = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    let high = text.utf16.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
    #expect(try Reading.text(low) == #"1 {"a":"é😀"}"#)
    #expect(try Reading.text(high) == #"1 {"a":"é😀"}"#)
    #expect(Reading.problem([0xFF, 0xFE, 0x00, 0xD8]) == "f: no valid UTF-16")
    #expect(Reading.problem(low.dropLast()) == "f: no valid UTF-16")
  }

  @Test(
    "broken JSON is told with line and column",
    arguments: [
      ("{\"a\": [1, 2", "f:1:12: no JSON: the JSON ends in the middle"),
      ("{\"a\": 1,\n \"b\" 2}", "f:2:6: no JSON: a colon belongs here"),
      ("{\"a\": 1}\n{\"b\": ]}", "f:2:7: no JSON: a value belongs here"),
      ("{\"a\": 1e999}", "f:1:7: a: a number beyond what a double holds"),
      ("{\"a\": 1}\n{\"b\": \"\\ud800\"}", "f:2:7: b: no JSON: no valid string"),
      ("{\"a\": 1}\n{\"b\": [\"\\x41\"]}", "f:2:8: b[0]: no JSON: no valid string"),
      ("{\"a\": 1}\n{\"b\": 01}", "f:2:7: no JSON: no number of JSON"),
      ("{\"a\": 1}\n{\"b\": 1,}", "f:2:9: no JSON: a key in double quotes belongs here"),
      ("{\"a\": 1}\n{\"b\": [1 2]}", "f:2:10: no JSON: a comma or ] belongs here"),
      ("{\"a\": 1}\n{\"b\": \"x", "f:2:7: no JSON: a string without end"),
      ("{\"a\": 1}\n{\"b\": \"x\ny\"}", "f:2:9: no JSON: a control character in a string"),
      ("{\"a\": 1}\n{\"b\": nul}", "f:2:7: no JSON: a value belongs here"),
      ("{\"a\": 1}\n{\"b\": truex}", "f:2:11: no JSON: a comma or } belongs here"),
    ])
  func brokenJSON(text: String, expected: String) {
    #expect(Reading.problem(text) == expected)
  }

  @Test("a string of JSON that is no UTF-8 is refused where it stands")
  func invalidUTF8() {
    let text = Array("{\"a\": 1}\n{\"b\": \"x".utf8) + [0xFF] + Array("\"}".utf8)
    #expect(Reading.problem(text) == "f:2:7: b: no JSON: no valid string")
  }

  @Test(
    "broken YAML is told with line and column",
    .enabled(if: ManifestReader.readsYAML),
    arguments: [
      ("a: 1\n b: 2\n", "f:2:3: no YAML: mapping values are not allowed in this context"),
      ("a:\n\tb: 1\n", "f:2:1: no YAML: a tab; YAML is indented by spaces"),
      (
        "a: [1, 2\nb: 3\n",
        "f:2:2: no YAML: did not find expected ',' or ']' while parsing a flow sequence that begins in line 1"
      ),
      (
        "a: 'x\n",
        "f:2:1: no YAML: found unexpected end of stream while scanning a quoted scalar that begins in line 1"
      ),
      (
        "a: 1\n---\nb: @x\n",
        "f:3:4: no YAML: found character that cannot start any token while scanning for the next token"
      ),
      ("a: \"\u{0}\"\n", "f:1:5: no YAML: control characters are not allowed"),
      (
        "\"a\": 1\n\"b\" 2\n",
        "f:3:1: no YAML: could not find expected ':' while scanning a simple key that begins in line 2"
      ),
    ])
  func brokenYAML(text: String, expected: String) {
    #expect(Reading.problem(text) == expected)
  }

  @Test("documents before a broken one were handed over")
  func before() throws {
    var names: [String] = []
    let text = Array("{\"kind\": \"A\"}\n{\"kind\": \"B\"}\n{".utf8)
    #expect(throws: ManifestProblem.self) {
      try ManifestReader(text, name: "f").read { names.append($0.kind ?? "") }
    }
    #expect(names == ["A", "B"])
  }

  @Test("a problem of the taker ends the reading")
  func taker() throws {
    var taken = 0
    let problem = #expect(throws: ManifestProblem.self) {
      try ManifestReader(Array("{}{}{}".utf8), name: "f").read {
        (manifest) throws(ManifestProblem) in
        taken += 1
        if taken == 2 { throw manifest.problem("a string belongs here", at: "spec.ports[0]") }
      }
    }
    #expect(taken == 2)
    #expect(problem?.text == "f:1: spec.ports[0]: a string belongs here")
  }

  @Test(
    "without libyaml YAML is refused by the name of the package",
    .enabled(if: !ManifestReader.readsYAML),
    arguments: ["a: 1\n", "# x\n", "- a\n"])
  func withoutYAML(text: String) {
    #expect(
      Reading.problem(text)
        == "f: this build reads no YAML: it was made without libyaml (Debian's libyaml-dev); give it JSON, as kubectl get --output json does"
    )
  }

  @Test(
    "without libyaml JSON is read, and what is none is told",
    .enabled(if: !ManifestReader.readsYAML))
  func onlyJSON() throws {
    #expect(try Reading.text(#"{"a": 1}"#) == #"1 {"a":1}"#)
    #expect(Reading.problem("{a: 1}") == "f:1:2: no JSON: a key in double quotes belongs here")
    #expect(
      Reading.problem("{{ if .Values.x }}\na: 1\n")
        == "f:1: a template, not yet YAML: it has template braces; render it first, by helm template"
    )
  }
}
