/// A scalar as it is written: what it means depends on whether it is plain, and on its tag.
///
/// Resolved as sigs.k8s.io/yaml does, which kubectl and the tools around it read with: goyaml.v2/resolve.go, YAML 1.1 without numbers to the
/// base 60. So `on`, `yes` and `y` are booleans and `1_000` is a number.
struct YAMLScalar {
  let text: String
  /// Whole, such as `tag:yaml.org,2002:str`; nil where there is none.
  let tag: String?
  let isPlain: Bool

  /// What a scalar says.
  enum Meaning: Equatable {
    case null
    case bool(Bool)
    /// A whole number of 64 bits, its decimal text.
    case integer(String)
    /// A number: its value, and its text as JSON writes numbers.
    case float(Double, String)
    /// `.inf` and `.nan`: numbers that JSON has not.
    case noNumber
    case string(String)
  }

  private static let prefix = "tag:yaml.org,2002:"

  /// Whether it is the key that merges other mappings into its own.
  var isMergeKey: Bool {
    text == "<<" && (tag.map { $0 == Self.prefix + "merge" } ?? isPlain)
  }

  /// What it means; nil where its tag says that it is what it is not.
  var meaning: Meaning? {
    guard let tag else { return isPlain ? Self.plain(text) : .string(text) }
    guard tag.hasPrefix(Self.prefix) else { return .string(text) }
    switch tag.dropFirst(Self.prefix.count) {
    case "binary": return Base64.decoded(text).map { .string($0) }
    case "null": return Self.plain(text) == .null ? .null : nil
    case "bool": return Self.bool(text)
    case "int": return Self.integer(text)
    case "float": return Self.float(text)
    // A string for JSON; only what begins like a date is one.
    case "timestamp":
      let year = text.utf8.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
      return year == 4 && text.dropFirst(4).first == "-" ? .string(text) : nil
    // !!str, and tags of nobody.
    default: return .string(text)
    }
  }

  private static func bool(_ text: String) -> Meaning? {
    if case .bool(let value) = plain(text) { .bool(value) } else { nil }
  }

  private static func integer(_ text: String) -> Meaning? {
    if case .integer(let number) = plain(text) { .integer(number) } else { nil }
  }

  /// What a text with the tag of floating-point numbers means; whole ones are some, too.
  private static func float(_ text: String) -> Meaning? {
    switch plain(text) {
    case .integer(let number): Double(number).map { .float($0, number) }
    case .float(let value, let number): .float(value, number)
    case .noNumber: .noNumber
    case .null, .bool, .string: nil
    }
  }

  /// What a plain text means.
  static func plain(_ text: String) -> Meaning {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return (text.utf8.count <= longestWord ? word(text) : nil) ?? YAMLNumber.meaning(of: text)
        ?? .string(text)
    // Other words begin with none of the letters of those that mean something.
    case UInt8(ascii: "~"), UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"),
      UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"),
      UInt8(ascii: "F"), UInt8(ascii: "o"), UInt8(ascii: "O"):
      return (text.utf8.count <= longestWord ? word(text) : nil) ?? .string(text)
    default: return .string(text)
    }
  }

  /// Bytes of the longest word that means something: `false`, `+.inf`.
  private static let longestWord = 5

  private static func word(_ text: String) -> Meaning? {
    switch text {
    case "~", "null", "Null", "NULL": return .null
    case "y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON":
      return .bool(true)
    case "n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF":
      return .bool(false)
    case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf",
      "-.Inf", "-.INF":
      return .noNumber
    default: return nil
    }
  }
}
