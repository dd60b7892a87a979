import Testing

/// The rules of the house, asked of the repository's own files.
///
/// The tests in RuleTests feed each rule what is wrong.
@Suite struct RepositoryTests {
  private let repository = Repository.shared

  private func list(_ name: String) -> NameList {
    NameList(repository.file("Tests/TidyTests/Lists/\(name)"))
  }

  @Test("a folder uses only those before it in scripts/folder-orders")
  func folderOrder() {
    let orders = FolderOrder.orders(repository.file("scripts/folder-orders"))
    #expect(orders.count >= 2)
    expectTidy(
      orders.flatMap { order in
        order.namingFindings(repository.paths, orderPath: "scripts/folder-orders")
          + order.useFindings(repository.sources)
          + order.documentFindings(repository.file("ARCHITECTURE.md"))
      })
  }

  @Test("a module imports only what its row in Lists/imports says")
  func imports() {
    expectTidy(
      ImportMatrix(repository.file("Tests/TidyTests/Lists/imports")).findings(repository.sources))
  }

  @Test("a switch over an enum of ours names its cases; those with a default are in Lists/defaults")
  func defaults() {
    let names = EnumDefaults.caseNames(repository.sources)
    let found = repository.sources.compactMap { source -> NameList.Found? in
      let lines = EnumDefaults.lines(source, caseNames: names)
      return lines.isEmpty ? nil : (source.file.listName, source.path, lines)
    }
    expectTidy(
      list("defaults").findings(
        of: found,
        doing: "a switch over an enum of ours names all cases, so that a new one is asked for"))
  }

  @Test("a file has at most 250 lines")
  func fileLengths() {
    let files = repository.files.filter {
      $0.isBelow("Sources", "Tests", "Benchmarks/Sources", "Benchmarks/Tests", "Benchmarks/Runner")
        && ["swift", "c", "h", "cpp", "py"].contains($0.suffix)
    }
    #expect(files.count > 500)
    expectTidy(Lengths.fileFindings(files, except: list("lengths")))
  }

  @Test("a function has at most 64 lines")
  func functionLengths() {
    expectTidy(repository.swift.flatMap(Lengths.functionFindings))
  }

  @Test("a file's name is in upper camel case and says what it holds")
  func fileNames() {
    expectTidy(FileNames.spellingFindings(repository.swift.map(\.path)))
    expectTidy(FileNames.topicFindings(repository.sources, topics: list("topics")))
  }

  @Test("names in backticks are in the code")
  func names() {
    let names = CodeNames(repository, allowed: list("names"))
    let documents = repository.markdown.filter {
      ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/glossary.md"].contains($0.path)
        || $0.isBelow("docs/design", "Sources")
    }
    expectTidy(repository.swift.flatMap(names.findings) + documents.flatMap(names.findings))
    let texts = repository.swift.flatMap { $0.comments.map(\.text) } + documents.map(\.text)
    expectTidy(names.listFindings(texts))
  }

  @Test("links lead to files, every document is reached, every script has its row")
  func documents() {
    let documents = repository.markdown
    #expect(documents.count > 8)
    expectTidy(DocumentLinks.brokenFindings(documents, paths: repository.paths))
    expectTidy(
      DocumentLinks.unreachedFindings(
        roots: ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"], documents,
        paths: repository.paths))
    expectTidy(
      DocumentLinks.scriptFindings(
        repository.file("CONTRIBUTING.md"), paths: repository.paths, internalOnes: list("scripts")))
  }

  @Test("unsafe stands only in the files of Lists/unsafe, and with its reason")
  func unsafeUses() {
    expectTidy(UnsafeUses.findings(repository.sources, list: list("unsafe")))
    expectTidy(repository.sources.flatMap(UnsafeUses.commentFindings))
  }

  @Test("comments and messages use plain words")
  func plainWords() {
    expectTidy(
      PlainWords.findings(
        repository.sources, comments: list("comments"), messages: list("messages")))
  }

  @Test("a target depends on nothing that it does not import")
  func dependencies() {
    let targets = PackageTargets(SourceText(repository.file("Package.swift")))
    #expect(targets.targets.count > 15)
    expectTidy(targets.findings(repository.swift, executables: ["flowaudit"]))
  }

  private func expectTidy(
    _ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    if findings.isEmpty { return }
    let text = findings.map(\.description).joined(separator: "\n")
    Issue.record("\(findings.count) to mend:\n\(text)", sourceLocation: sourceLocation)
  }
}
