import Testing

/// The order of folders finds what goes against it.
@Suite struct FolderOrderTests {
  private static let path = "scripts/folder-orders"
  private let order = FolderOrder.orders(TextFile(path, "# orders\nM: One Two .\n"))

  private func source(_ path: String, _ text: String) -> SourceText {
    SourceText(TextFile("Sources/M/\(path)", text))
  }

  @Test("an order is a line of the file")
  func orders() {
    #expect(order.map(\.module) == ["M"])
    #expect(order.map(\.folders) == [["One", "Two", "."]])
    #expect(order.map(\.line) == [2])
  }

  @Test("every folder is in the order, and the order has no other")
  func naming() {
    let paths = [
      "Sources/M/One/A.swift", "Sources/M/Three/B.swift", "Sources/M/main.swift",
      "Sources/N/D.swift",
    ]
    #expect(
      order.flatMap { $0.namingFindings(paths, orderPath: Self.path) } == [
        Finding(
          Self.path, 2, "give Sources/M/Three its place in the order: behind all that it uses"),
        Finding(Self.path, 2, "there is no Sources/M/Two: delete it from the order"),
        Finding(Self.path, 2, "there is no Sources/M/.: delete it from the order"),
      ])
  }

  @Test("a type of a later folder is found, in code only")
  func use() {
    let sources = [
      source(
        "One/A.swift", "struct A {\n  // B\n  let text = \"B\"\n  let b: [B]\n  let d = x.D\n}"),
      source("Two/B.swift", "struct B { let a: A }\nprivate struct A2 {}\nstruct D {}"),
      source("C.swift", "struct C { let b: B }"),
    ]
    #expect(
      order.flatMap { $0.useFindings(sources) } == [
        Finding(
          "Sources/M/One/A.swift", 4,
          "One comes before Two and may not use B: move one of them, or hand in what is needed")
      ])
  }

  @Test("what names a nested type, too, is left to the compiler")
  func ambiguity() {
    let sources = [
      source("One/A.swift", "struct A { struct B {}\n let b: B }"),
      source("Two/B.swift", "struct B {}"),
    ]
    #expect(order.flatMap { $0.useFindings(sources) }.isEmpty)
  }

  @Test(
    "a document that names the module names its folders in their order",
    arguments: [
      ("`M`: One, Two", 0), ("M: Two, One", 1), ("M: One, Twofold", 1), ("M: `One` `Two` `.`", 0),
      ("", 0), ("N", 0),
    ])
  func document(text: String, count: Int) {
    #expect(order.flatMap { $0.documentFindings(TextFile("A.md", text)) }.count == count)
  }
}
