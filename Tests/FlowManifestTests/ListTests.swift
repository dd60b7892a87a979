import FlowManifest
import Testing

/// Lists: their items are handed over one by one, with line and path.
@Suite struct ListTests {
  @Test(
    "items of JSON lists, of lists in lists and of arrays",
    arguments: [
      (
        "{\"apiVersion\": \"v1\",\n\"items\": [\n {\"kind\": \"A\"},\n {\"kind\": \"B\"}],\n\"kind\": \"List\"}",
        "3 items[0] {\"kind\":\"A\"}\n4 items[1] {\"kind\":\"B\"}"
      ),
      ("{\"kind\": \"List\", \"items\": []}", ""), ("{\"kind\": \"List\"}", ""),
      ("{\"kind\": \"AList\", \"items\": null}", ""),
      (
        "{\"kind\": \"List\", \"items\": [{\"kind\": \"List\", \"items\": [{\"kind\": \"A\"}, 1]}]}",
        "1 items[0].items[0] {\"kind\":\"A\"}\n1 items[0].items[1] 1"
      ),
      ("[{\"kind\": \"A\"},\n{\"kind\": \"B\"}]", "1 [0] {\"kind\":\"A\"}\n2 [1] {\"kind\":\"B\"}"),
      ("{\"kind\": \"List\", \"\\u0069tems\": [1]}", "1 items[0] 1"),
      // What an API answers that leaves the kind out, as Argo CD's does.
      (
        "{\"metadata\": {\"resourceVersion\": \"1\"},\n\"items\": [\n{\"metadata\": {}}, 1]}",
        "3 items[0] {\"metadata\":{}}\n3 items[1] 1"
      ), ("{\"metadata\": {}, \"items\": null}", ""),
    ])
  func items(text: String, expected: String) throws {
    #expect(try Reading.text(text) == expected)
  }

  @Test("an item of a typed list gets the kind that API servers leave out")
  func typed() throws {
    let text = #"""
      {"kind": "CiliumNetworkPolicyList", "apiVersion": "cilium.io/v2", "metadata": {}, "items": [
      {"metadata": {"name": "a"}}, {"kind": "X", "apiVersion": "y"}, 1]}
      """#
    #expect(
      try Reading.text(text) == #"""
        2 items[0] {"apiVersion":"cilium.io/v2","kind":"CiliumNetworkPolicy","metadata":{"name":"a"}}
        2 items[1] {"kind":"X","apiVersion":"y"}
        2 items[2] 1
        """#)
  }

  @Test(
    "a kind that only ends like a list is an object",
    arguments: [
      #"{"kind":"IPAllowList","spec":1}"#, #"{"kind":"AList","items":{}}"#, #"{"items":[1]}"#,
      #"{"kind":"Listing","items":[1]}"#, #"{"kind":1,"items":[1]}"#,
      #"{"metadata":{},"apiVersion":"v1","items":[1]}"#, #"{"metadata":{},"items":{}}"#,
    ])
  func objects(text: String) throws {
    #expect(try Reading.text(text) == "1 " + text)
  }

  @Test("what a list says besides its items has to be right, too")
  func others() {
    #expect(
      Reading.problem("{\"kind\": \"List\", \"items\": [],\n\"metadata\": {\"a\": 1, \"a\": 2}}")
        == "f:2:22: metadata.a: the key \"a\" for the second time, the first is in line 2")
    #expect(
      Reading.problem("{\"kind\": \"List\", \"items\": [],\n\"items\": [1]}")
        == "f:2:1: the key \"items\" for the second time, the first is in line 1")
    #expect(
      Reading.problem("{\"kind\": \"List\", \"items\": {}}") == "f:1: items: an array belongs here")
  }

  @Test("items of YAML lists, with the line of each", .enabled(if: ManifestReader.readsYAML))
  func yaml() throws {
    let text = """
      apiVersion: v1
      items:
      - kind: A
        items: [1, 2]
      - kind: List
        items:
        - kind: B

      - &x
        kind: C
      - *x
      kind: List
      """
    #expect(
      try Reading.text(text) == """
        3 items[0] {"kind":"A","items":[1,2]}
        5 items[1].items[0] {"kind":"B"}
        9 items[2] {"kind":"C"}
        11 items[3] {"kind":"C"}
        """)
  }
}
