/// Names in backticks: what a comment or document calls by its name is in the code.
struct CodeNames: Sendable {
  /// All words of the code and of its string literals.
  private let words: Set<String>
  private let paths: Set<String>
  private let allowed: NameList

  init(words: Set<String>, paths: Set<String>, allowed: NameList) {
    self.words = words
    self.paths = paths
    self.allowed = allowed
  }

  init(_ repository: Repository, allowed: NameList) {
    var words: Set<String> = []
    for source in repository.swift + repository.native {
      for token in source.tokens where token.isWord {
        words.insert(token.text.filter { $0 != "`" })
      }
      // These tests hold wrong names in their texts.
      if source.file.isBelow("Tests/TidyTests") { continue }
      for string in source.strings { words.formUnion(TidyTests.words(of: string.text)) }
    }
    for file in repository.files
    where file.suffix == "py" || file.path == "Package.swift" || file.isBelow("scripts") {
      words.formUnion(TidyTests.words(of: file.text))
    }
    self.init(words: words, paths: repository.paths, allowed: allowed)
  }

  func findings(_ source: SourceText) -> [Finding] {
    source.comments.flatMap { findings(source.file, $0.line, $0.text) }
  }

  /// The findings of a Markdown file; what stands in fences is an example.
  func findings(_ document: TextFile) -> [Finding] {
    var isFenced = false
    return document.lines.enumerated().flatMap { number, line -> [Finding] in
      if line.hasPrefix("```") { isFenced.toggle() }
      return isFenced ? [] : findings(document, number + 1, line)
    }
  }

  /// Names of the list that nothing asks for any more, or that are in the code.
  func listFindings(_ texts: some Sequence<String>) -> [Finding] {
    let used = Set(texts.flatMap { $0.split(separator: "\n") }.flatMap(Self.quoted))
    return allowed.entries.compactMap { entry in
      if !used.contains(entry.name) {
        return Finding(allowed.path, entry.line, "no comment names \(entry.name): delete the line")
      }
      let isName = Self.path(entry.name) == nil
      guard isName, let last = Self.lastName(entry.name), words.contains(last) else { return nil }
      return Finding(allowed.path, entry.line, "\(entry.name) is in the code: delete the line")
    }
  }

  private func findings(_ file: TextFile, _ line: Int, _ text: some StringProtocol) -> [Finding] {
    Self.quoted(text).compactMap { name in
      if allowed[name] != nil { return nil }
      if let path = Self.path(name) {
        let isThere = paths.contains {
          $0 == path || $0.hasSuffix("/\(path)") || $0.hasPrefix("\(path)/")
            || $0.contains("/\(path)/")
        }
        return isThere
          ? nil : Finding(file.path, line, "there is no file \(name): write its path of today")
      }
      guard let last = Self.lastName(name), !words.contains(last) else { return nil }
      return Finding(
        file.path, line,
        "`\(name)` is not in the code: write today's name, or, if it is a name of others, add it to \(allowed.path)"
      )
    }
  }

  /// What stands in single backticks.
  static func quoted(_ text: some StringProtocol) -> [String] {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false)
    return stride(from: 1, to: parts.count - 1, by: 2).map { String(parts[$0]) }.filter {
      !$0.isEmpty
    }
  }

  /// A path of the repository: with a slash and a name of its top, or of a source file.
  private static func path(_ name: String) -> String? {
    let legal = name.utf8.allSatisfy { isWordByte($0) || "./-".utf8.contains($0) }
    guard legal, name.first != ".", name.first != "-" else { return nil }
    let tops = ["Benchmarks/", "Fixtures/", "Sources/", "Tests/", "docs/", "scripts/"]
    let suffixes = [".swift", ".c", ".h", ".cpp", ".py"]
    guard
      tops.contains(where: { name.hasPrefix($0) })
        || suffixes.contains(where: { name.hasSuffix($0) })
    else { return nil }
    return name.hasSuffix("/") ? String(name.dropLast()) : name
  }

  /// The last part of `Type.member(label:)`; nil for what does not have the form of a name in Swift.
  static func lastName(_ text: String) -> String? {
    var name = Substring(text)
    if let open = name.firstIndex(of: "(") {
      let labels = name[name.index(after: open)...]
      guard labels.last == ")",
        labels.dropLast().utf8.allSatisfy({ isWordByte($0) || $0 == UInt8(ascii: ":") })
      else { return nil }
      name = name[..<open]
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let legal = parts.allSatisfy { part in
      part.utf8.allSatisfy(isWordByte) && part.first?.isNumber == false
    }
    return legal ? parts.last.map(String.init) : nil
  }
}
