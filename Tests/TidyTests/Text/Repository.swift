import Foundation

/// The repository's own files, read once for all rules.
struct Repository: Sendable {
  static let shared = Repository(root: root)

  private static let root: URL = (0..<4).reduce(
    URL(filePath: #filePath).resolvingSymlinksInPath()
  ) { path, _ in path.deletingLastPathComponent() }

  private static let folders = [
    ".ci", "Benchmarks", "Fixtures", "Sources", "Tests", "docs", "scripts",
  ]
  private static let sourceSuffixes: Set = ["swift", "c", "h", "cpp", "py"]
  /// Texts that rules read, besides those of sources.
  private static let otherSuffixes: Set = ["md", "txt", "modulemap"]

  /// The texts that people write: sources, Markdown, scripts, lists.
  let files: [TextFile]
  /// The paths of all files, of data, too.
  let paths: Set<String>
  /// The Swift files of Sources and Tests, taken apart.
  let swift: [SourceText]
  /// The C and C++ files of Sources and Tests, taken apart.
  let native: [SourceText]

  init(root: URL) {
    let names = Self.allPaths(root)
    paths = Set(names)
    files = names.filter(Self.isRead).compactMap { path in
      (try? String(contentsOf: root.appending(path: path), encoding: .utf8)).map {
        TextFile(path, $0)
      }
    }
    let house = files.filter { $0.isBelow("Sources", "Tests") }
    swift = house.filter { $0.suffix == "swift" }.map { SourceText($0) }
    native = house.filter { ["c", "h", "cpp"].contains($0.suffix) }.map { SourceText($0) }
  }

  func text(_ path: String) -> String { files.first { $0.path == path }?.text ?? "" }

  func file(_ path: String) -> TextFile { TextFile(path, text(path)) }

  static func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: root.appending(path: path))
  }

  var sources: [SourceText] { swift.filter { $0.file.isBelow("Sources") } }

  var markdown: [TextFile] { files.filter { $0.suffix == "md" && !$0.isBelow("Benchmarks/runs") } }

  private static func isRead(_ path: String) -> Bool {
    let file = TextFile(path, "")
    return sourceSuffixes.contains(file.suffix) || otherSuffixes.contains(file.suffix)
      || file.isBelow("scripts", "Tests/TidyTests/Lists")
  }

  private static func allPaths(_ root: URL) -> [String] {
    let top = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
    var paths = top.filter { $0.contains(".") || $0 == "LICENSE" }
    for folder in folders {
      let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
      while let path = found?.nextObject() as? String {
        if path.contains(".build") || path.contains("__pycache__") { continue }
        paths.append("\(folder)/\(path)")
      }
    }
    return paths.sorted()
  }
}
