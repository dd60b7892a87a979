/// Links of Markdown: each leads to a file, and every document is reached.
enum DocumentLinks {
  struct Link: Equatable, Sendable {
    /// The path below the root, without an anchor.
    let path: String
    let line: Int
  }

  /// The links of a document that lead to files of the repository.
  static func links(_ document: TextFile) -> [Link] {
    var isFenced = false
    return document.lines.enumerated().flatMap { number, line -> [Link] in
      if line.hasPrefix("```") { isFenced.toggle() }
      if isFenced { return [] }
      return line.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap {
        rest in
        let target = rest.prefix { $0 != ")" && $0 != "#" && $0 != " " }
        if target.isEmpty || target.contains("://") || target.hasPrefix("mailto:") { return nil }
        return Link(path: resolved(String(target), from: document.folder), line: number + 1)
      }
    }
  }

  static func brokenFindings(_ documents: [TextFile], paths: Set<String>) -> [Finding] {
    documents.flatMap { document in
      links(document).filter { !paths.contains($0.path) }.map {
        Finding(
          document.path, $0.line,
          "the link leads to \($0.path), which is not there: mend or delete it")
      }
    }
  }

  /// Files below docs that no way from the roots leads to; a link to a folder leads to all that it holds.
  static func unreachedFindings(roots: [String], _ documents: [TextFile], paths: Set<String>)
    -> [Finding]
  {
    var reached = Set(roots)
    var waiting = roots
    while let path = waiting.popLast() {
      guard let document = documents.first(where: { $0.path == path }) else { continue }
      for link in links(document) {
        let more = paths.filter { $0 == link.path || $0.hasPrefix(link.path + "/") }
        waiting += more.subtracting(reached)
        reached.formUnion(more)
      }
    }
    let folders = Set(paths.map { TextFile($0, "").folder.dropLast().description })
    return paths.filter { $0.hasPrefix("docs/") && !reached.contains($0) && !folders.contains($0) }
      .sorted()
      .map {
        Finding(
          $0, 1,
          "link it from \(roots.joined(separator: ", ")), or from a document that they lead to")
      }
  }

  /// Scripts without a row in the table of a document, and rows without a script.
  static func scriptFindings(_ document: TextFile, paths: Set<String>, internalOnes: NameList)
    -> [Finding]
  {
    let scripts = paths.filter { $0.hasPrefix("scripts/") }
    let rows = document.lines.enumerated().filter { $0.element.hasPrefix("| `scripts/") }.map {
      number, line in
      (path: String(line.dropFirst(3).prefix { $0 != "`" && $0 != " " }), line: number + 1)
    }
    let missing = scripts.subtracting(rows.map(\.path)).filter { internalOnes[$0] == nil }.sorted()
      .map {
        Finding(
          $0, 1, "give it a row in the table of \(document.path), or a line in \(internalOnes.path)"
        )
      }
    let gone = rows.filter { !scripts.contains($0.path) }.map {
      Finding(document.path, $0.line, "there is no \($0.path): delete the row")
    }
    let unknown = internalOnes.entries.filter { !scripts.contains($0.name) }.map {
      Finding(internalOnes.path, $0.line, "there is no \($0.name): delete the line")
    }
    return missing + gone + unknown
  }

  private static func resolved(_ target: String, from folder: String) -> String {
    var parts: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
