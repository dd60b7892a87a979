import Testing

/// Names that are not in the code are found.
@Suite struct CodeNameTests {
  private let names = CodeNames(
    words: ["Flow", "value", "parse"], paths: ["Sources/A/Flow.swift", "Tests/A/B.swift"],
    allowed: NameList(TextFile("names", "time.Parse Go\nunused nobody's\nvalue is")))

  @Test(
    "a name in backticks is in the code, or it has another form",
    arguments: [
      ("`Flow`", 0), ("`Flow.value`", 0), ("`Gone.value(_:in:)`", 0), ("`parse(_:)` and `Flow`", 0),
      ("`time.Parse`", 0), ("`--flag`", 0), ("`a b`", 0), ("`kubectl.kubernetes.io/x`", 0),
      ("`(none)`", 0),
      ("`.drops`", 0), ("`Flow.gone`", 1), ("`Gone`", 1), ("`gone(_:)` and `Gone`", 2),
      ("a ` alone", 0),
      ("`A/Flow.swift`", 0), ("`Sources/A`", 0), ("`Sources/A/`", 0), ("`Flow.swift`", 0),
      ("`low.swift`", 1),
      ("`Sources/B`", 1), ("`A/Gone.swift`", 1),
    ])
  func forms(text: String, count: Int) {
    #expect(names.findings(TextFile("A.md", text)).count == count)
    #expect(names.findings(SourceText(TextFile("A.swift", "/// \(text)\n"))).count == count)
  }

  @Test("what is in fences of a document or in code is no comment")
  func fences() {
    #expect(names.findings(TextFile("A.md", "```\n`Gone`\n```\n`Gone`")).map(\.line) == [4])
    #expect(names.findings(SourceText(TextFile("A.swift", "let `Gone` = \"`Gone`\""))).isEmpty)
  }

  @Test("a name of the list that no comment has, or that is in the code, is found")
  func unused() {
    #expect(
      names.listFindings(["a `time.Parse`\n`value`"]) == [
        Finding("names", 2, "no comment names unused: delete the line"),
        Finding("names", 3, "value is in the code: delete the line"),
      ])
  }
}
