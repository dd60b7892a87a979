/// How Swift files are named.
enum FileNames {
  /// Words that say nothing of what is in a file.
  static let emptyWords: Set = [
    "Utils", "Util", "Helpers", "Helper", "Common", "Manager", "Base", "Misc",
  ]

  static func spellingFindings(_ paths: some Sequence<String>) -> [Finding] {
    paths.compactMap { path in
      let file = TextFile(path, "")
      let stem = String(file.name.dropLast(".swift".count))
      if ["main", "Package"].contains(stem) { return nil }
      guard stem.first?.isUppercase == true, stem.utf8.allSatisfy(isWordByte), !stem.contains("_")
      else {
        return Finding(path, 1, "name the file in upper camel case, of letters and digits only")
      }
      let parts = Set(path.split(separator: "/").flatMap { camelWords($0.prefix { $0 != "." }) })
      guard let word = parts.intersection(emptyWords).first else { return nil }
      return Finding(path, 1, "\(word) says nothing: name the file after what it holds")
    }
  }

  static let topicAdvice = "name the file after one of the types that it declares"

  /// Files that are named after none of the types that they declare.
  static func topics(_ sources: [SourceText]) -> [NameList.Found] {
    sources.compactMap { source in
      let types = source.blocks.filter { $0.depth == 0 && $0.isType && !$0.isPrivate }
      let stem = String(source.file.name.dropLast(".swift".count))
      guard let first = types.first, stem != "main", !types.contains(where: { $0.name == stem })
      else { return nil }
      return (source.file.listName, source.path, [first.line])
    }
  }

  /// A name in upper camel case in its words.
  private static func camelWords(_ name: some StringProtocol) -> [String] {
    name.reduce(into: [String]()) { words, letter in
      if letter.isUppercase || words.isEmpty {
        words.append(String(letter))
      } else {
        words[words.count - 1].append(letter)
      }
    }
  }
}
