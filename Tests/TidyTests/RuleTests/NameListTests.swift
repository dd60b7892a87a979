import Testing

/// A list of exceptions is exact: nothing too few, nothing too many, each with its reason.
@Suite struct NameListTests {
  private let list = NameList(
    TextFile("list", "# names\n\nM/A.swift 2 because of this\nM/B.swift 1\nM/C.swift 1 is gone\n"))

  @Test("what the list does not say is found, with the line to write")
  func counted() {
    let found: [NameList.Found] = [
      ("M/A.swift", "Sources/M/F/A.swift", [3, 5, 7]), ("M/B.swift", "Sources/M/B.swift", [1]),
      ("M/D.swift", "Sources/M/D.swift", [9]),
    ]
    #expect(
      list.findings(of: found, doing: "mend it").map(\.description) == [
        "Sources/M/F/A.swift:3: mend it (lines 3, 5, 7). list says 2; if all must stay: M/A.swift 3 because of this",
        "Sources/M/D.swift:9: mend it (lines 9). If it must stay, add to list: M/D.swift 1 REASON",
        "list:4: say why M/B.swift is an exception",
        "list:5: M/C.swift needs no exception any more: delete the line",
      ])
  }

  @Test("one less than the list says is found, too")
  func fewer() {
    let found: [NameList.Found] = [("M/A.swift", "Sources/M/A.swift", [3])]
    #expect(list.findings(of: found, doing: "mend it").count == 3)
    #expect(list.findings(of: found, isCounted: false, doing: "mend it").count == 2)
  }

  @Test("a list knows a file by its module and its name")
  func names() {
    #expect(TextFile("Sources/M/F/G/A.swift", "").listName == "M/A.swift")
    #expect(TextFile("Sources/M/A.swift", "").listName == "M/A.swift")
    #expect(TextFile("README.md", "").listName == "README.md")
  }

  @Test("a list is written again with what is there; its comments, order and reasons stay")
  func text() {
    let found: [NameList.Found] = [
      ("M/D.swift", "Sources/M/D.swift", [9]), ("M/A.swift", "Sources/M/A.swift", [3]),
    ]
    #expect(list.text(for: found) == "# names\nM/A.swift 1 because of this\nM/D.swift 1 \n")
    #expect(
      list.text(for: found, isCounted: false) == "# names\nM/A.swift because of this\nM/D.swift \n")
  }
}
