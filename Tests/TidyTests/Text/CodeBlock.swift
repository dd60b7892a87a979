/// A pair of braces in Swift code, and what opened it.
struct CodeBlock: Sendable {
  enum Kind: Equatable, Sendable {
    case type(isEnum: Bool)
    case `extension`
    case function
    case `switch`
    case other
  }

  let kind: Kind
  /// The name of the type, function or property; the keyword of an `init`; empty for what has no name.
  let name: String
  /// Where the keyword stands, or the brace where there is none.
  let line: Int
  /// Whether only its file sees it.
  let isPrivate: Bool
  /// The number of blocks around it.
  let depth: Int
  /// The block around it, in the list of all.
  let parent: Int?
  /// The tokens between the braces.
  var body: Range<Int>
  var lastLine: Int
}

extension CodeBlock {
  private static let keywords: [String: CodeBlock.Kind] = [
    "struct": .type(isEnum: false), "class": .type(isEnum: false), "actor": .type(isEnum: false),
    "protocol": .type(isEnum: false), "enum": .type(isEnum: true), "extension": .extension,
    "func": .function, "init": .function, "deinit": .function, "subscript": .function,
    "var": .other,
    "switch": .switch,
  ]

  /// All pairs of braces in the order of their opening ones.
  static func blocks(_ tokens: [SourceText.Token]) -> [CodeBlock] {
    var blocks: [CodeBlock] = []
    var open: [Int] = []
    var next: (kind: CodeBlock.Kind, name: String, line: Int, isPrivate: Bool)?
    for (index, token) in tokens.enumerated() {
      switch token.text {
      case "{":
        blocks.append(
          CodeBlock(
            kind: next?.kind ?? .other, name: next?.name ?? "", line: next?.line ?? token.line,
            isPrivate: next?.isPrivate ?? false, depth: open.count, parent: open.last,
            body: index + 1..<index + 1, lastLine: token.line))
        open.append(blocks.count - 1)
        next = nil
      case "}":
        if let last = open.popLast() {
          blocks[last].body = blocks[last].body.lowerBound..<index
          blocks[last].lastLine = token.line
        }
        next = nil
      default:
        guard let kind = Self.keywords[token.text], index == 0 || tokens[index - 1].text != "."
        else {
          continue
        }
        // In the signature of an `init` or `subscript` none of its own begins.
        let isUnnamed = ["init", "deinit", "subscript"].contains(token.text)
        let following = index + 1 < tokens.count ? tokens[index + 1].text : ""
        let name = isUnnamed ? token.text : following
        // `class func` is no class.
        if Self.keywords[following] != nil || isUnnamed && next != nil { continue }
        let before = tokens[max(0, index - 4)..<index].filter { $0.line == token.line }.map(\.text)
        next = (
          kind, name, token.line, before.contains("private") || before.contains("fileprivate")
        )
      }
    }
    return blocks
  }
}
