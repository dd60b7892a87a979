/// A value as YAML in block style, for people: what any YAML reader, of 1.1 or 1.2, reads as that value again.
public struct YAMLText: Sendable {
  private var text = ""

  /// The text of a value, ended by a line feed.
  ///
  /// Lists stand at the depth of their key, as kubectl writes them. A string is quoted unless all of it is plainly a name.
  public static func of(_ value: ManifestValue) -> String {
    var writer = YAMLText()
    switch value {
    case .object(let members) where !members.isEmpty: writer.write(members, indent: 0)
    case .array(let elements) where !elements.isEmpty: writer.write(elements, indent: 0)
    case .null, .bool, .number, .string, .array, .object: writer.write(flat: value)
    }
    return writer.text
  }

  /// A string as a YAML scalar, quoted where it has to be.
  public static func scalar(_ text: String) -> String {
    isPlain(text) ? text : quoted(text)
  }

  private mutating func write(_ members: [ManifestMember], indent: Int, isBegun: Bool = false) {
    for (index, member) in members.enumerated() {
      if index > 0 || !isBegun { text += String(repeating: " ", count: indent) }
      text += Self.scalar(member.key) + ":"
      switch member.value {
      case .object(let members) where !members.isEmpty:
        text += "\n"
        write(members, indent: indent + 2)
      case .array(let elements) where !elements.isEmpty:
        text += "\n"
        write(elements, indent: indent)
      case .string(let string) where Self.isBlock(string):
        text += " "
        write(block: string, indent: indent + 2)
      case .null, .bool, .number, .string, .array, .object:
        text += " "
        write(flat: member.value)
      }
    }
  }

  private mutating func write(_ elements: [ManifestValue], indent: Int, isBegun: Bool = false) {
    for (index, element) in elements.enumerated() {
      if index > 0 || !isBegun { text += String(repeating: " ", count: indent) }
      text += "- "
      switch element {
      case .object(let members) where !members.isEmpty:
        write(members, indent: indent + 2, isBegun: true)
      case .array(let elements) where !elements.isEmpty:
        write(elements, indent: indent + 2, isBegun: true)
      case .string(let string) where Self.isBlock(string): write(block: string, indent: indent + 2)
      case .null, .bool, .number, .string, .array, .object:
        write(flat: element)
      }
    }
  }

  private mutating func write(flat value: ManifestValue) {
    switch value {
    case .null: text += "null"
    case .bool(let bool): text += bool ? "true" : "false"
    case .number(let number): text += number
    case .string(let string): text += Self.scalar(string)
    case .array: text += "[]"
    case .object: text += "{}"
    }
    text += "\n"
  }

  /// Whether a text of several lines can stand as it is: ended by one line feed or none, and each line begins and ends with something.
  private static func isBlock(_ text: String) -> Bool {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let full = lines.last == "" ? lines.dropLast() : lines[...]
    return full.count > 1 && full[0].first != " "
      && full.allSatisfy { line in
        !line.isEmpty && line.last != " " && line.unicodeScalars.allSatisfy(isPrinted)
      }
  }

  private mutating func write(block: String, indent: Int) {
    let endsWithLineFeed = block.utf8.last == UInt8(ascii: "\n")
    text += endsWithLineFeed ? "|\n" : "|-\n"
    for line in block.split(separator: "\n") {
      text += String(repeating: " ", count: indent) + line + "\n"
    }
  }

  /// Whether every reader takes the bare text for this string: a name, a label's key, a path, a prefix of addresses.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last, last != UInt8(ascii: ":"),
      YAMLScalar.plain(text) == .string(text)
    else { return false }
    let isNameLike = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: ":"):
        true
      default: false
      }
    }
    switch first {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "/"), UInt8(ascii: "_"):
      return isNameLike
    // Numbers of other readers, times and numbers to the base 60 have no slash.
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return isNameLike && text.utf8.contains(UInt8(ascii: "/"))
    default: return false
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += "\\r"
      default:
        if isPrinted(scalar) {
          quoted.unicodeScalars.append(scalar)
        } else {
          quoted += escape(scalar)
        }
      }
    }
    return quoted + "\""
  }

  /// What YAML lets stand in a text, but for line separators and marks of byte order.
  private static func isPrinted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0x2028, 0x202A..<0xD800, 0xE000..<0xFEFF, 0xFF00..<0xFFFE: true
    case 0x10000...0x10FFFF: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let (mark, width) =
      switch scalar.value {
      case ...0xFF: ("\\x", 2)
      case ...0xFFFF: ("\\u", 4)
      default: ("\\U", 8)
      }
    return mark + String(repeating: "0", count: width - digits.count) + digits
  }
}
