/// The order of a module's folders, as scripts/folder-orders says it: each uses only those before it.
struct FolderOrder: Sendable {
  let module: String
  /// The folders; `.` is what lies in none.
  let folders: [String]
  let line: Int

  /// The orders of a file with a module a line: its name, a colon, its folders.
  static func orders(_ file: TextFile) -> [FolderOrder] {
    file.lines.enumerated().compactMap { number, line in
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, !line.hasPrefix("#") else { return nil }
      return FolderOrder(
        module: String(parts[0]), folders: parts[1].split(separator: " ").map(String.init),
        line: number + 1)
    }
  }

  /// The folder of the module that holds a file; nil for files of other modules, and for main.swift, which uses all.
  func folder(of path: String) -> String? {
    let parts = path.split(separator: "/")
    guard parts.count > 2, parts[0] == "Sources", parts[1] == module, parts.last != "main.swift"
    else { return nil }
    return parts.count == 3 ? "." : String(parts[2])
  }

  /// Folders that the order does not name, and names without a folder.
  func namingFindings(_ paths: some Sequence<String>, orderPath: String) -> [Finding] {
    let present = Set(paths.filter { $0.hasSuffix(".swift") }.compactMap(folder))
    let missing = present.subtracting(folders).sorted().map {
      Finding(
        orderPath, line,
        "give Sources/\(module)/\($0) its place in the order: behind all that it uses")
    }
    let gone = folders.filter { !present.contains($0) }.map {
      Finding(orderPath, line, "there is no Sources/\(module)/\($0): delete it from the order")
    }
    return missing + gone
  }

  /// Types of later folders that a file names.
  ///
  /// Names that the module also gives to nested types or generic parameters do not
  /// count; what is used without naming a type, scripts/check-order sees.
  func useFindings(_ sources: [SourceText]) -> [Finding] {
    var home: [String: String] = [:]
    var ambiguous: Set<String> = []
    for source in sources {
      guard let folder = folder(of: source.path) else { continue }
      for type in source.blocks where type.isType && !type.isPrivate {
        if type.depth > 0 || home[type.name] != nil { ambiguous.insert(type.name) }
        home[type.name] = folder
      }
    }
    return sources.flatMap { source -> [Finding] in
      guard let own = folder(of: source.path), let rank = folders.firstIndex(of: own) else {
        return []
      }
      var seen: Set<String> = []
      return source.tokens.enumerated().compactMap { index, token in
        guard let other = home[token.text], !ambiguous.contains(token.text),
          let otherRank = folders.firstIndex(of: other), otherRank > rank,
          index == 0 || source.tokens[index - 1].text != ".", seen.insert(token.text).inserted
        else { return nil }
        return Finding(
          source.path, token.line,
          "\(own) comes before \(other) and may not use \(token.text): move one of them, or hand in what is needed"
        )
      }
    }
  }

  /// A document that names the module, but nowhere its folders in their order, whatever signs stand between them.
  func documentFindings(_ document: TextFile) -> [Finding] {
    let names = folders.filter { $0 != "." }.joined(separator: " ")
    guard !document.text.isEmpty, document.text.contains(module),
      !" \(words(of: document.text).joined(separator: " ")) ".contains(" \(names) ")
    else { return [] }
    return [
      Finding(
        document.path, 1,
        "name the folders of \(module) as scripts/folder-orders does: \(folders.joined(separator: " "))"
      )
    ]
  }
}

extension CodeBlock {
  var isType: Bool {
    if case .type = kind { true } else { false }
  }
}
