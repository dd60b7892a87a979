import FlowManifest
import Testing

/// Anchors, aliases and merge keys.
@Suite(.enabled(if: ManifestReader.readsYAML)) struct AnchorTests {
  @Test(
    "an alias is the value that its anchor named last",
    arguments: [
      ("a: &x 1\nb: *x\n", #"1 {"a":1,"b":1}"#),
      ("a: &x {b: [1]}\nc: [*x, *x]\n", #"1 {"a":{"b":[1]},"c":[{"b":[1]},{"b":[1]}]}"#),
      ("a: &x Foo\nb: *x\nc: &x Bar\nd: *x\n", #"1 {"a":"Foo","b":"Foo","c":"Bar","d":"Bar"}"#),
      ("a: &k key\n*k : v\n", #"1 {"a":"key","key":"v"}"#), ("&k key: *k\n", #"1 {"key":"key"}"#),
      ("a: &x {b: &x 1, c: *x}\nd: *x\n", #"1 {"a":{"b":1,"c":1},"d":1}"#),
      ("a: &x\nb: *x\n", #"1 {"a":null,"b":null}"#),
    ])
  func aliases(text: String, expected: String) throws {
    #expect(try Reading.text(text) == expected)
  }

  @Test(
    "an alias without an anchor before it in its document, or within its own value, is refused",
    arguments: [
      ("a: *x\n", "f:1:4: a: no anchor \"&x\" stands before its alias"),
      ("b: *x\na: &x 1\n", "f:1:4: b: no anchor \"&x\" stands before its alias"),
      ("a: &x 1\n---\nb: *x\n", "f:3:4: b: no anchor \"&x\" stands before its alias"),
      ("a: &x [1, *x]\n", "f:1:11: a[1]: the value of \"&x\" holds itself"),
      ("a: &x\n  b: {c: *x}\n", "f:2:10: a.b.c: the value of \"&x\" holds itself"),
      ("a: &x\n  <<: *x\n", "f:2:7: a[\"<<\"]: the value of \"&x\" holds itself"),
    ])
  func refused(text: String, expected: String) {
    #expect(Reading.problem(text) == expected)
  }

  /// The examples of yaml.org/type/merge.html; the order is go-yaml's, which lets a merge key replace what stands before it.
  @Test(
    "merge keys take members in: later ones replace earlier ones, the first of a list those behind it",
    arguments: [
      ("<<: *C\nr: 10", #"{"x":1,"w":2,"r":10}"#), ("<<: [*C, *B]", #"{"r":10,"x":1,"w":2}"#),
      ("<<: [*B, *L, *S]\nx: 1", #"{"r":10,"x":1,"w":2}"#), ("<<: {x: 1, w: 2}", #"{"x":1,"w":2}"#),
      ("<<: [*C, {r: 10}]", #"{"r":10,"x":1,"w":2}"#), ("!!merge \"<<\": *C", #"{"x":1,"w":2}"#),
      ("'<<': a", #"{"<<":"a"}"#), ("x: 5\n<<: *C", #"{"x":1,"w":2}"#),
      ("<<: *C\nx: 5", #"{"x":5,"w":2}"#),
      ("<<: *C\n<<: *B", #"{"x":1,"w":2,"r":10}"#), ("<<: []", "{}"),
      ("<<: {<<: *C, x: 3}\nz: 1", #"{"x":3,"w":2,"z":1}"#),
    ])
  func merges(text: String, expected: String) throws {
    let anchors = "- &C {x: 1, w: 2}\n- &L {x: 0, w: 2}\n- &B {r: 10}\n- &S {r: 1}\n"
    let mapping = text.split(separator: "\n").joined(separator: "\n  ")
    guard case .array(let elements)? = try Reading.value(anchors + "- " + mapping + "\n") else {
      Issue.record("no list")
      return
    }
    #expect(elements.last.map(Reading.json) == expected)
  }

  @Test(
    "a merge key that is given no mapping is refused",
    arguments: ["<<: 1", "<<: a", "<<: [1]", "<<:", "<<: [[{}]]"])
  func noMapping(text: String) {
    #expect(Reading.problem(text).hasSuffix("a merge key takes a mapping, or a list of mappings"))
  }

  @Test("a key twice in one merged mapping is as wrong as anywhere")
  func twice() {
    #expect(
      Reading.problem("a: &x {b: 1}\nc:\n  <<: *x\n  b: 2\n  b: 3\n")
        == "f:5:3: c.b: the key \"b\" for the second time, the first is in line 4")
  }
}
