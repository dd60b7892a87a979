/// Where memory is used without the compiler's checks.
enum UnsafeUses {
  static let advice =
    "unsafe stands only in files of a list: use a Span, or call what is in one of them"

  static func uses(_ sources: [SourceText]) -> [NameList.Found] {
    NameList.found(sources) { $0.unsafeLines }
  }
}

extension UnsafeUses {
  /// Members with `unsafe` that have no comment, neither above them nor inside above the use.
  ///
  /// Of what an `init` or `deinit` owns, the type's comment speaks.
  static func commentFindings(_ source: SourceText) -> [Finding] {
    let comments = Set(source.comments.map(\.line))
    let blocks = source.blocks
    return source.unsafeLines.compactMap { line in
      let member = source.member(around: line, blocks)
      if ["init", "deinit"].contains(member.name) { return nil }
      // Attributes stand between a declaration and its comment.
      var first = member.line - 1
      while source.tokens.first(where: { $0.line == first })?.text == "@" { first -= 1 }
      guard !(first...line).contains(where: comments.contains) else { return nil }
      return Finding(
        source.path, line, "say above it why this is safe: who owns the memory, what bounds it")
    }
  }
}

extension SourceText {
  /// The function or property of a type or file that holds a line: its name, and where it begins.
  fileprivate func member(around line: Int, _ blocks: [CodeBlock]) -> (name: String, line: Int) {
    let block = blocks.last { block in
      (block.line...block.lastLine).contains(line) && !block.isTypeOrExtension
        && (block.parent.map { blocks[$0].isTypeOrExtension } ?? true)
    }
    if let block, !block.name.isEmpty { return (block.name, block.line) }
    // A stored property, with closures or without.
    let declaration = tokens.enumerated().last { index, token in
      token.line <= line && ["let", "var"].contains(token.text)
        && blocks.last { $0.body.contains(index) }?.isTypeOrExtension ?? true
    }
    return ("", declaration?.element.line ?? line)
  }
}

extension CodeBlock {
  fileprivate var isTypeOrExtension: Bool { isType || kind == .extension }
}

extension SourceText {
  /// The lines with the word `unsafe`, or with an attribute such as `@unsafe`.
  var unsafeLines: [Int] {
    Array(Set(tokens.filter { $0.text == "unsafe" || $0.text == "unchecked" }.map(\.line))).sorted()
  }
}
