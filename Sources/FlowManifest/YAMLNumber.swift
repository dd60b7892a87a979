/// Plain scalars that are numbers for go-yaml, which lets Go's own reading of numbers decide.
enum YAMLNumber {
  /// The number that a text is; nil where it is none.
  static func meaning(of text: String) -> YAMLScalar.Meaning? {
    guard let first = text.utf8.first else { return nil }
    switch first {
    case UInt8(ascii: "."):
      // Go takes underscores between digits here.
      return hasUnderscoresBetweenDigits(text) ? float(text) : nil
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      let digits = withoutUnderscores(text)
      return integer(digits, of: text) ?? float(digits) ?? binary(digits)
    default: return nil
    }
  }

  /// A key that is such a number, as sigs.k8s.io/yaml writes it: Go's shortest text of 32 bits.
  static func key(_ value: Double) -> String {
    let text = Float(value).description
    guard Float(value).isFinite else { return value < 0 ? "-.inf" : ".inf" }
    guard let parts = ScientificText(text) else { return text }
    return parts.general
  }

  /// By the prefix of its base: 0x, 0o, 0b, or 0 for octal digits.
  private static func integer(_ digits: String, of text: String) -> YAMLScalar.Meaning? {
    let isSigned = digits.first == "-" || digits.first == "+"
    var magnitude = Substring(digits).dropFirst(isSigned ? 1 : 0)
    var radix = 10
    if magnitude.utf8.count > 1, magnitude.first == "0" {
      switch magnitude.dropFirst().first {
      case "x", "X": radix = 16
      case "o", "O": radix = 8
      case "b", "B": radix = 2
      default:
        radix = 8
        // Its digits are all that follows the 0, not what follows a letter.
        magnitude = "0" + magnitude
      }
      magnitude = magnitude.dropFirst(2)
    }
    guard let first = magnitude.first, first != "+", first != "-",
      let value = UInt64(magnitude, radix: radix)
    else { return nil }
    let isNegative = digits.first == "-"
    guard !isNegative || value <= UInt64(1) << 63, digits.first != "+" || value < UInt64(1) << 63
    else { return nil }
    return .integer(isNegative && value > 0 ? "-\(value)" : "\(value)")
  }

  /// After `0b` a sign may stand: so Go reads it.
  private static func binary(_ digits: String) -> YAMLScalar.Meaning? {
    guard digits.hasPrefix("0b"), let value = Int64(digits.dropFirst(2), radix: 2) else {
      return nil
    }
    return .integer("\(value)")
  }

  private static func float(_ digits: String) -> YAMLScalar.Meaning? {
    let digits = withoutUnderscores(digits)
    guard isDecimal(digits), let value = Double(digits), value.isFinite else { return nil }
    // As it is written, where JSON writes it so.
    return .float(value, JSONNumber.matches(digits) ? digits : jsonText(value))
  }

  private static func withoutUnderscores(_ text: String) -> String {
    text.utf8.contains(UInt8(ascii: "_")) ? text.filter { $0 != "_" } : text
  }

  private static func jsonText(_ value: Double) -> String {
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Whether it is digits with a sign, a point and an exponent, as go-yaml allows them.
  private static func isDecimal(_ text: String) -> Bool {
    var rest = Array(text.utf8)[...]
    func digits() -> Int {
      let count = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
      rest = rest.dropFirst(count)
      return count
    }
    func skip(_ bytes: UInt8...) -> Bool {
      guard let first = rest.first, bytes.contains(first) else { return false }
      rest = rest.dropFirst()
      return true
    }
    _ = skip(UInt8(ascii: "+"), UInt8(ascii: "-"))
    let whole = digits()
    let fraction = skip(UInt8(ascii: ".")) ? digits() : 0
    guard whole > 0 || fraction > 0 else { return false }
    if skip(UInt8(ascii: "e"), UInt8(ascii: "E")) {
      _ = skip(UInt8(ascii: "+"), UInt8(ascii: "-"))
      guard digits() > 0 else { return false }
    }
    return rest.isEmpty
  }

  private static func hasUnderscoresBetweenDigits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    func isDigit(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index] >= UInt8(ascii: "0")
        && bytes[index] <= UInt8(ascii: "9")
    }
    return bytes.indices.allSatisfy { index in
      bytes[index] != UInt8(ascii: "_") || isDigit(index - 1) && isDigit(index + 1)
    }
  }
}
