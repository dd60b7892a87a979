/// What each module may import.
struct ImportMatrix: Sendable {
  /// A row for each module: its own modules, then those of the system.
  let rows: [(module: String, imports: Set<String>)]
  let path: String

  /// A file with a module a line: its name, a colon, what it may import.
  init(_ file: TextFile) {
    path = file.path
    rows = file.lines.compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !line.hasPrefix("#") else { return nil }
      return (String(parts[0]), Set(parts[1].split(separator: " ").map(String.init)))
    }
  }

  func findings(_ sources: [SourceText]) -> [Finding] {
    var findings: [Finding] = []
    var used: [String: Set<String>] = [:]
    for source in sources {
      let module = String(source.path.split(separator: "/")[1])
      guard let allowed = rows.first(where: { $0.module == module })?.imports else {
        findings.append(Finding(source.path, 1, "give \(module) a row in \(path)"))
        continue
      }
      used[module, default: []].formUnion(source.imports.map(\.name))
      for one in source.imports where !allowed.contains(one.name) {
        findings.append(
          Finding(
            source.path, one.line,
            "\(module) may not import \(one.name): hand in what is needed, or add it to \(path) and say why in the commit"
          ))
      }
    }
    for row in rows {
      let unused = row.imports.subtracting(used[row.module] ?? []).sorted()
      if !unused.isEmpty {
        findings.append(
          Finding(
            path, 1, "\(row.module) does not import \(unused.joined(separator: ", ")): delete it"))
      }
    }
    return findings
  }
}

extension SourceText {
  /// The modules that the file imports.
  var imports: [(name: String, line: Int)] {
    tokens.indices.dropLast().compactMap { index in
      guard tokens[index].text == "import", tokens[index].line == tokens[index + 1].line else {
        return nil
      }
      let name = tokens[index + 1]
      let isKind = ["struct", "class", "enum", "func", "protocol"].contains(name.text)
      return isKind ? (tokens[index + 2].text, name.line) : (name.text, name.line)
    }
  }
}
