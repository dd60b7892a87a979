import Foundation
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
  func defaults() throws {
    let names = EnumDefaults.caseNames(repository.sources)
    #expect(names.count > 300)
    let found = NameList.found(repository.sources) { EnumDefaults.lines($0, caseNames: names) }
    try expectListed(found, in: "defaults", doing: EnumDefaults.advice)
  }

  @Test("a file has at most 250 lines")
  func fileLengths() throws {
    let files = repository.files.filter {
      $0.isBelow("Sources", "Tests", "Benchmarks/Sources", "Benchmarks/Tests", "Benchmarks/Runner")
        && ["swift", "c", "h", "cpp", "py"].contains($0.suffix)
    }
    #expect(files.count > 500)
    try expectListed(
      Lengths.longFiles(files), in: "files", isCounted: false, doing: Lengths.fileAdvice)
  }

  @Test("a function has at most 64 lines")
  func functionLengths() throws {
    try expectListed(
      repository.swift.flatMap(Lengths.longFunctions), in: "functions", isCounted: false,
      doing: Lengths.functionAdvice)
  }

  @Test("a file's name is in upper camel case and says what it holds")
  func fileNames() throws {
    expectTidy(FileNames.spellingFindings(repository.swift.map(\.path)))
    try expectListed(
      FileNames.topics(repository.sources), in: "topics", isCounted: false,
      doing: FileNames.topicAdvice)
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
  func unsafeUses() throws {
    try expectListed(
      UnsafeUses.uses(repository.sources), in: "unsafe", isCounted: false, doing: UnsafeUses.advice)
    expectTidy(repository.sources.flatMap(UnsafeUses.commentFindings))
  }

  @Test("no comment begins with 'The same'")
  func openings() throws {
    try expectListed(
      NameList.found(repository.sources, PlainWords.openingLines), in: "comments",
      doing: PlainWords.openingAdvice)
  }

  @Test("messages use plain words")
  func messages() throws {
    try expectListed(
      NameList.found(repository.sources, PlainWords.phraseLines), in: "messages",
      doing: PlainWords.phraseAdvice)
  }

  @Test("a target depends on nothing that it does not import")
  func dependencies() {
    let targets = PackageTargets(SourceText(repository.file("Package.swift")))
    #expect(targets.targets.count > 15)
    expectTidy(targets.findings(repository.swift, executables: ["flowaudit"]))
  }

  @Test("the long check runs every suite that does more there")
  func longSuites() {
    let tests = repository.swift.filter { $0.file.isBelow("Tests") }
    expectTidy(LongSuites.findings(tests, script: repository.file("scripts/check-long")))
  }

  /// Compares a list of exceptions with what is there; with FLOWAUDIT_REGENERATE the list is written first.
  private func expectListed(
    _ found: [NameList.Found], in name: String, isCounted: Bool = true, doing advice: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var list = list(name)
    if ProcessInfo.processInfo.environment["FLOWAUDIT_REGENERATE"] != nil {
      let text = list.text(for: found, isCounted: isCounted)
      try Repository.write(text, to: list.path)
      list = NameList(TextFile(list.path, text))
    }
    expectTidy(
      list.findings(of: found, isCounted: isCounted, doing: advice), sourceLocation: sourceLocation)
  }

  private func expectTidy(
    _ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    if findings.isEmpty { return }
    let text = findings.map(\.description).joined(separator: "\n")
    Issue.record("\(findings.count) to mend:\n\(text)", sourceLocation: sourceLocation)
  }
}
