/// `default` where a switch names cases of our own enums: it hides the case that is added next.
enum EnumDefaults {
  static let advice =
    "a switch over an enum of ours names all cases, so that a new one is asked for"

  /// The names of the cases that enums of the sources declare.
  static func caseNames(_ sources: [SourceText]) -> Set<String> {
    var names: Set<String> = []
    for source in sources {
      let blocks = source.blocks
      for (number, block) in blocks.enumerated() where block.kind == .type(isEnum: true) {
        let inner = blocks.filter { $0.parent == number }
        var index = block.body.lowerBound
        while index < block.body.upperBound {
          if let skipped = inner.first(where: { $0.body.lowerBound - 1 == index }) {
            index = skipped.body.upperBound + 1
            continue
          }
          if source.tokens[index].text == "case" {
            names.formUnion(source.declaredCases(after: index))
          }
          index += 1
        }
      }
    }
    return names
  }

  /// The lines of each file's `default:` in switches that name such cases.
  static func lines(_ source: SourceText, caseNames: Set<String>) -> [Int] {
    let blocks = source.blocks
    return blocks.enumerated().flatMap { number, block -> [Int] in
      guard block.kind == .switch else { return [] }
      let inner = blocks.filter { $0.parent == number }
      let own = block.body.filter { index in !inner.contains { $0.body.contains(index) } }
      let patterns = own.filter { source.tokens[$0].text == "case" }
      guard patterns.contains(where: { source.pattern(after: $0, names: caseNames) }) else {
        return []
      }
      return own.filter { source.isDefaultLabel($0) }.map { source.tokens[$0].line }
    }
  }
}

extension SourceText {
  /// Whether a token is the `default` of a switch, not the label of an argument.
  fileprivate func isDefaultLabel(_ index: Int) -> Bool {
    tokens[index].text == "default" && tokens[index + 1].text == ":"
      && ![",", "(", "["].contains(tokens[index - 1].text)
  }

  /// The names of a line such as `case a(Int), b = 1, c`; the line may go on behind a comma.
  fileprivate func declaredCases(after index: Int) -> [String] {
    var names: [String] = []
    var depth = 0
    var expectsName = true
    for token in tokens[(index + 1)...] {
      switch token.text {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "," where depth == 0: expectsName = true
      case "}" where depth == 0: return names
      case _ where depth == 0 && expectsName:
        names.append(token.text.filter { $0 != "`" })
        expectsName = false
      case _ where depth == 0 && token.line != tokens[index].line: return names
      default: break
      }
    }
    return names
  }

  /// Whether the pattern up to its colon names a case: a word behind a dot that no type stands in front of.
  fileprivate func pattern(after index: Int, names: Set<String>) -> Bool {
    var depth = 0
    for place in index + 1..<tokens.count - 1 {
      let text = tokens[place].text
      if text == ":" && depth == 0 { return false }
      if text == "(" || text == "[" { depth += 1 }
      if text == ")" || text == "]" { depth -= 1 }
      if text == "where" { return false }
      let stands =
        !tokens[place - 1].isWord || ["case", "is", "let"].contains(tokens[place - 1].text)
      if text == ".", stands, tokens[place - 1].text != ")",
        names.contains(tokens[place + 1].text.filter({ $0 != "`" }))
      {
        return true
      }
    }
    return false
  }
}
