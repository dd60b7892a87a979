/// Where an alert's section of the runbook is.
enum RunbookLink {
  /// A pattern with its placeholders filled in.
  static func of(_ alert: String, _ pattern: String) -> String {
    var text = ""
    var rest = pattern[...]
    while let brace = rest.firstIndex(of: "{") {
      text += rest[..<brace]
      rest = rest[brace...]
      if rest.hasPrefix("{alert}") {
        text += alert
        rest = rest.dropFirst("{alert}".count)
      } else if rest.hasPrefix("{anchor}") {
        text += alert.lowercased()
        rest = rest.dropFirst("{anchor}".count)
      } else {
        text += "{"
        rest = rest.dropFirst()
      }
    }
    return text + rest
  }
}
