import Testing

/// Files and functions of one line too many are found.
@Suite struct LengthTests {
  private func file(_ path: String, _ count: Int) -> TextFile {
    TextFile(path, String(repeating: "let a = 1\n", count: count))
  }

  @Test("a file has at most 250 lines")
  func files() {
    let found = Lengths.longFiles([file("A/Whole.swift", 250), file("A/Long.swift", 251)])
    #expect(found.map(\.name) == ["A/Long.swift"])
    #expect(found.map(\.lines) == [[251]])
  }

  @Test("a function has at most 64 lines, long texts not counted", arguments: [(62, 0), (63, 1)])
  func functions(inner: Int, count: Int) {
    let lines = String(repeating: "  b()\n", count: inner - 4)
    let text =
      "struct A {\nfunc a() {\n  b(\n    \"\"\"\n    1\n    2\n    3\n    \"\"\")\n\(lines)  c()\n  d()\n}\n}"
    let found = Lengths.longFunctions(SourceText(TextFile("Sources/M/A/F.swift", text)))
    #expect(found.map(\.name) == Array(repeating: "M/F.swift:a", count: count))
    #expect(found.map(\.lines) == Array(repeating: [2], count: count))
  }
}
