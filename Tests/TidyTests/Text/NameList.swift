/// A list of exceptions: a name a line, a count where the rule counts, and the reason.
///
/// Lines that begin with # are comments.
struct NameList: Sendable {
  struct Entry: Equatable, Sendable {
    let name: String
    let count: Int?
    let reason: String
    let line: Int
  }

  /// A file that needs an entry: the name by which the list knows it, its path, and the lines that break the rule.
  typealias Found = (name: String, path: String, lines: [Int])

  private let file: TextFile
  let entries: [Entry]

  init(_ file: TextFile) {
    self.file = file
    entries = file.lines.enumerated().compactMap { number, line in
      if line.isEmpty || line.hasPrefix("#") { return nil }
      var words = line.split(separator: " ")
      let name = String(words.removeFirst())
      let count = words.first.flatMap { Int($0) }
      if count != nil { words.removeFirst() }
      return Entry(
        name: name, count: count, reason: words.joined(separator: " "), line: number + 1)
    }
  }

  var path: String { file.path }

  subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  /// The files with lines that break a rule, by their names in lists.
  static func found(_ sources: [SourceText], _ lines: (SourceText) -> [Int]) -> [Found] {
    sources.compactMap { source in
      let found = lines(source)
      return found.isEmpty ? nil : (source.file.listName, source.path, found)
    }
  }

  /// Compares the list with what is there; a difference in names or counts says which line to write.
  func findings(of found: [Found], isCounted: Bool = true, doing advice: String) -> [Finding] {
    found.compactMap { finding($0, isCounted: isCounted, advice) } + staleFindings(found)
  }

  /// The list's text with the lines that are right today: comments, order and reasons stay, new lines lack their reason.
  func text(for found: [Found], isCounted: Bool = true) -> String {
    let kept = file.lines.compactMap { line -> String? in
      guard let entry = NameList(TextFile(path, String(line))).entries.first else {
        return String(line)
      }
      return found.first { $0.name == entry.name }.map { Self.line($0, entry.reason, isCounted) }
    }
    let added = found.filter { self[$0.name] == nil }.map { Self.line($0, "", isCounted) }
    return (kept.filter { !$0.isEmpty } + added).joined(separator: "\n") + "\n"
  }

  private static func line(_ found: Found, _ reason: String, _ isCounted: Bool) -> String {
    ([found.name] + (isCounted ? ["\(found.lines.count)"] : []) + [reason]).joined(separator: " ")
  }

  private func finding(_ found: Found, isCounted: Bool, _ advice: String) -> Finding? {
    let entry = self[found.name]
    if let entry, !isCounted || entry.count == found.lines.count { return nil }
    let lines = found.lines.map(String.init).joined(separator: ", ")
    let line = Self.line(found, entry?.reason ?? "REASON", isCounted)
    guard let entry else {
      return Finding(
        found.path, found.lines[0],
        "\(advice) (lines \(lines)). If it must stay, add to \(path): \(line)")
    }
    return Finding(
      found.path, found.lines[0],
      "\(advice) (lines \(lines)). \(path) says \(entry.count ?? 0); if all must stay: \(line)")
  }

  /// Entries that nothing needs any more, or that give no reason.
  private func staleFindings(_ found: [Found]) -> [Finding] {
    let names = Set(found.map(\.name))
    return entries.compactMap { entry in
      if !names.contains(entry.name) {
        return Finding(
          path, entry.line, "\(entry.name) needs no exception any more: delete the line")
      }
      return entry.reason.isEmpty
        ? Finding(path, entry.line, "say why \(entry.name) is an exception") : nil
    }
  }
}
