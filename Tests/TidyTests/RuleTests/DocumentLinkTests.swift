import Testing

/// Links to nothing, documents that nothing leads to and scripts without a row are found.
@Suite struct DocumentLinkTests {
  private let paths: Set = [
    "README.md", "docs", "docs/a.md", "docs/b.md", "docs/c.md", "docs/deploy", "docs/deploy/x.yaml",
    "scripts/run",
    "scripts/part", "scripts/new",
  ]

  @Test("links are resolved from their document's folder; others' are left alone")
  func links() {
    let document = TextFile(
      "docs/a.md",
      "[1](b.md) [2](../README.md#top)\n[3](https://a.b/c) [4](#here)\n```\n[5](gone)\n```\n[6](deploy/)"
    )
    #expect(
      DocumentLinks.links(document).map { "\($0.line) \($0.path)" } == [
        "1 docs/b.md", "1 README.md", "6 docs/deploy",
      ])
  }

  @Test("a link to a file that is not there is found")
  func broken() {
    let document = TextFile("README.md", "[a](docs/a.md)\n[b](docs/gone.md)")
    #expect(
      DocumentLinks.brokenFindings([document], paths: paths) == [
        Finding(
          "README.md", 2, "the link leads to docs/gone.md, which is not there: mend or delete it")
      ])
  }

  @Test("a document that no way leads to is found")
  func unreached() {
    let documents = [
      TextFile("README.md", "[a](docs/a.md) [d](docs/deploy)"), TextFile("docs/a.md", "[b](b.md)"),
      TextFile("docs/c.md", "[a](a.md)"),
    ]
    #expect(
      DocumentLinks.unreachedFindings(roots: ["README.md"], documents, paths: paths) == [
        Finding("docs/c.md", 1, "link it from README.md, or from a document that they lead to")
      ])
  }

  @Test("every script has a row or is internal, and every row a script")
  func scripts() {
    let document = TextFile(
      "CONTRIBUTING.md", "| `scripts/run --all` | runs |\n| `scripts/gone` | is gone |")
    let internalOnes = NameList(TextFile("internal", "scripts/part of run\nscripts/old of run"))
    #expect(
      DocumentLinks.scriptFindings(document, paths: paths, internalOnes: internalOnes) == [
        Finding(
          "scripts/new", 1, "give it a row in the table of CONTRIBUTING.md, or a line in internal"),
        Finding("CONTRIBUTING.md", 2, "there is no scripts/gone: delete the row"),
        Finding("internal", 2, "there is no scripts/old: delete the line"),
      ])
  }
}
