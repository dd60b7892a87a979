/// A number for each text that policies name, so that labels are compared as numbers.
struct SymbolTable: Sendable {
  /// What is no text of any policy.
  static let unknown: Int32 = -1

  private var numbers: [String: Int32] = [:]
  private var texts: [String] = []

  /// The number of a text, a new one where it has none.
  mutating func symbol(_ text: String) -> Int32 {
    if let number = numbers[text] {
      return number
    }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  /// The number of a text that a policy has named, else `unknown`.
  func known(_ text: Substring) -> Int32 {
    numbers[String(text)] ?? Self.unknown
  }

  /// The text of a number.
  func text(_ symbol: Int32) -> String {
    texts[Int(symbol)]
  }
}
