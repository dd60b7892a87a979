/// A file of Swift or C, taken apart: its words and signs, its comments, its string literals.
struct SourceText: Sendable {
  struct Token: Equatable, Sendable {
    let text: String
    let line: Int

    var isWord: Bool {
      guard let first = text.utf8.first else { return false }
      return isWordByte(first) || first == UInt8(ascii: "`")
    }
  }

  /// A line of a comment without its slashes and stars.
  struct Comment: Equatable, Sendable {
    let text: String
    let line: Int
    let isDocumentation: Bool
  }

  let file: TextFile
  private(set) var tokens: [Token] = []
  private(set) var comments: [Comment] = []
  private(set) var strings: [Token] = []
  /// All pairs of braces in the order of their opening ones.
  private(set) var blocks: [CodeBlock] = []

  init(_ file: TextFile) {
    self.file = file
    var reader = SourceReader(Array(file.text.utf8), isSwift: file.suffix == "swift")
    reader.readCode(untilParenthesis: false)
    tokens = reader.tokens
    comments = reader.comments
    strings = reader.strings
    blocks = file.suffix == "swift" ? CodeBlock.blocks(tokens) : []
  }

  var path: String { file.path }
}

/// Whether a byte is a letter, a digit or an underscore.
func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}

/// The words of a text: letters, digits and underscores.
func words(of text: some StringProtocol) -> [String] {
  text.utf8.split { !isWordByte($0) }.map { String(decoding: $0, as: UTF8.self) }
}
