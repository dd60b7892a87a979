import Testing

/// Files and functions of one line too many are found.
@Suite struct LengthTests {
  private let list = NameList(TextFile("lengths", "A/Known.swift a table"))

  private func file(_ path: String, _ count: Int) -> TextFile {
    TextFile(path, String(repeating: "let a = 1\n", count: count))
  }

  @Test("a file has at most 250 lines, but for those of the list")
  func files() {
    let files = [file("A/Whole.swift", 250), file("A/Long.swift", 251), file("A/Known.swift", 300)]
    #expect(
      Lengths.fileFindings(files, except: list).map(\.description) == [
        "A/Long.swift:251: a file has at most 250 lines: one idea a file, cut it in two (lines 251). If it must stay, add to lengths: A/Long.swift REASON"
      ])
  }

  @Test("a function has at most 64 lines, long texts not counted", arguments: [(62, 0), (63, 1)])
  func functions(inner: Int, count: Int) {
    let lines = String(repeating: "  b()\n", count: inner - 4)
    let text =
      "struct A {\nfunc a() {\n  b(\n    \"\"\"\n    1\n    2\n    3\n    \"\"\")\n\(lines)  c()\n  d()\n}\n}"
    let findings = Lengths.functionFindings(SourceText(TextFile("A/F.swift", text)))
    #expect(findings.map(\.line) == Array(repeating: 2, count: count))
  }
}
