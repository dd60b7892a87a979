import Testing

/// Imports are held to their table, dependencies to the imports.
@Suite struct ImportTests {
  private let matrix = ImportMatrix(TextFile("imports", "# modules\nA:\nB: A Glibc\n"))

  private func source(_ module: String, _ text: String) -> SourceText {
    SourceText(TextFile("Sources/\(module)/F.swift", text))
  }

  @Test("an import that the table does not have is found, and a row that no file needs")
  func imports() {
    let sources = [
      source("A", "// import C\n@testable package import B\nimport struct Foundation.Data"),
      source("B", "internal import A"), source("D", ""),
    ]
    #expect(
      matrix.findings(sources).map(\.description) == [
        "Sources/A/F.swift:2: A may not import B: hand in what is needed, or add it to imports and say why in the commit",
        "Sources/A/F.swift:3: A may not import Foundation: hand in what is needed, or add it to imports and say why in the commit",
        "Sources/D/F.swift:1: give D a row in imports",
        "imports:1: B does not import Glibc: delete it",
      ])
  }

  @Test("a dependency without an import is found")
  func dependencies() {
    let manifest = SourceText(
      TextFile(
        "Package.swift",
        """
        let package = Package(name: "p", targets: [
          .target(name: "A"),
          .target(name: "B", dependencies: ["A", "C"], cSettings: [.define("D")]),
          .testTarget(name: "T", dependencies: ["tool", "B"]),
        ])
        """))
    #expect(
      PackageTargets(manifest).findings([source("B", "import A")], executables: ["tool"]) == [
        Finding("Package.swift", 3, "B imports no C: delete it from its dependencies"),
        Finding("Package.swift", 4, "T imports no B: delete it from its dependencies"),
      ])
  }
}
