/// The lexical rules of the Prometheus text format, version 0.0.4.
enum TextFormat {
  /// What a label says that has nothing to say: an empty value is the same as no label.
  static let empty = "(none)"

  /// A label's value, without its quotes.
  ///
  /// Only `\`, line feed and `"` may be escaped. A zero byte becomes U+FFFD: not every reader gets past it.
  static func labelValue(_ value: String) -> String {
    value.isEmpty ? empty : escaped(value, keepsZeros: false)
  }

  /// Makes a value that may be empty fit for a label; the agent keeps zero bytes, and Prometheus and node_exporter take
  /// them.
  static func escaped(_ value: String, keepsZeros: Bool) -> String {
    var result = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\"": result += "\\\""
      case "\0": result += keepsZeros ? "\0" : "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text behind HELP.
  ///
  /// Only `\` and line feed may be escaped.
  static func help(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\\\"
      case "\n": "\\n"
      default: String(scalar)
      }
    }.joined()
  }

  /// Whether a byte may stand in a label's name behind the first place.
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
