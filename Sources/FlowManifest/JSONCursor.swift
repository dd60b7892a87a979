/// The tokens of a value, one after the other, and the path of what is read: what the decoder is led by.
///
/// A class: all calls of the decoder share one.
final class JSONCursor {
  private enum Step {
    case key(String)
    case index(Int)
  }

  private let tokens: [JSONToken]
  private let text: ManifestText
  private let path: String
  private var steps: [Step] = []
  private var index = 0
  // The token that was given last.
  private var given = 0

  init(_ tokens: [JSONToken], of text: ManifestText, path: String) {
    self.tokens = tokens
    self.text = text
    self.path = path
  }

  /// The next token; the last one for ever at the end.
  func next() -> JSONToken {
    given = index
    index = min(index + 1, tokens.count - 1)
    return tokens[given]
  }

  /// Whether such a token comes next.
  func isBefore(_ kind: JSONToken.Kind) -> Bool {
    tokens[index].kind == kind
  }

  /// What follows belongs to a member of this key.
  func enter(_ key: String) {
    steps.append(.key(key))
  }

  /// What follows belongs to this element.
  func enter(_ index: Int) {
    steps.append(.index(index))
  }

  /// The member or element is whole.
  func leave() {
    steps.removeLast()
  }

  /// What a key says.
  func key(_ token: JSONToken) throws(ManifestProblem) -> String {
    let inside = text.bytes[(token.range.lowerBound + 1)..<(token.range.upperBound - 1)]
    // Names have no escapes; whatever has some the decoder reads.
    if !inside.contains(UInt8(ascii: "\\")), let key = String(validating: inside, as: UTF8.self) {
      return key
    }
    return try JSONDecoding(text).string(token, at: currentPath)
  }

  /// A number as it is written.
  func number(_ token: JSONToken) throws(ManifestProblem) -> String {
    let number = String(decoding: text.bytes[token.range], as: UTF8.self)
    guard JSONNumber.isFinite(number) else {
      throw ManifestProblem(
        "a number beyond what a double holds",
        at: text.place(of: token.range.lowerBound, path: currentPath))
    }
    return number
  }

  /// A key that was there before, at a byte.
  func twice(_ key: String, first: Int) -> ManifestProblem {
    let line = text.place(of: first).line ?? 0
    return ManifestProblem(
      "the key \(ManifestPath.quoted(key)) for the second time, the first is in line \(line)",
      at: text.place(of: tokens[given].range.lowerBound, path: currentPath))
  }

  /// The token that was given last is no string: its escapes, or its bytes.
  func noString() -> ManifestProblem {
    ManifestProblem(
      "no JSON: no valid string",
      at: text.place(of: tokens[given].range.lowerBound, path: currentPath), isOfForm: true)
  }

  private var currentPath: String {
    steps.reduce(path) { path, step in
      switch step {
      case .key(let key): ManifestPath.member(key, of: path)
      case .index(let index): ManifestPath.element(index, of: path)
      }
    }
  }
}
