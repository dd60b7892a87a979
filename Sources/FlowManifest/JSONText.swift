/// A value as JSON, for people: a member or an element a line.
public enum JSONText: Sendable {
  /// The text of a value, ended by a line feed.
  public static func of(_ value: ManifestValue) -> String {
    var text = ""
    write(value, indent: 0, to: &text)
    return text + "\n"
  }

  private static func write(_ value: ManifestValue, indent: Int, to text: inout String) {
    switch value {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(let number): text += number
    case .string(let string): text += quoted(string)
    case .array(let elements) where elements.isEmpty: text += "[]"
    case .object(let members) where members.isEmpty: text += "{}"
    case .array(let elements):
      text += "["
      for (index, element) in elements.enumerated() {
        startLine(index, indent, &text)
        write(element, indent: indent + 2, to: &text)
      }
      endLine(indent, &text)
      text += "]"
    case .object(let members):
      text += "{"
      for (index, member) in members.enumerated() {
        startLine(index, indent, &text)
        text += quoted(member.key) + ": "
        write(member.value, indent: indent + 2, to: &text)
      }
      endLine(indent, &text)
      text += "}"
    }
  }

  private static func startLine(_ index: Int, _ indent: Int, _ text: inout String) {
    text += index > 0 ? ",\n" : "\n"
    text += String(repeating: " ", count: indent + 2)
  }

  private static func endLine(_ indent: Int, _ text: inout String) {
    text += "\n" + String(repeating: " ", count: indent)
  }

  /// A string in quotation marks.
  public static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
