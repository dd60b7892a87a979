import FlowManifest
import FlowMetrics

/// A tree as jsonnet, laid out as jsonnetfmt does: what hangs on the settings asks `config` and `text`.
struct JsonnetText {
  private(set) var text = ""
  private var indent: Int

  private init(indent: Int) {
    self.indent = indent
  }

  /// The expression of a tree, in which lines go on at some depth.
  static func of(_ template: Template, indent: Int) -> String {
    var writer = Self(indent: indent)
    writer.write(template)
    return writer.text
  }

  private mutating func write(_ template: Template) {
    switch template {
    case .text(let text): self.text += Self.expression(text)
    case .number(let number): text += String(number)
    case .bool(let bool): text += String(bool)
    case .list(let elements): write(elements)
    case .lines(let elements):
      text += "std.join('\\n', "
      write(elements)
      text += ")"
    case .object(let members): write(members)
    case .labels(let members):
      write(members)
      text += " + config.labels"
    }
  }

  private mutating func write(_ elements: [Template.Element]) {
    let isConditional = elements.contains { !$0.conditions.isEmpty }
    text += isConditional ? "present([" : "["
    indent += 2
    for element in elements {
      startLine()
      if !element.conditions.isEmpty {
        text += "if \(element.conditions.map(Self.expression).joined(separator: " && ")) then "
      }
      write(element.value)
      text += ","
    }
    indent -= 2
    if !elements.isEmpty {
      startLine()
    }
    text += isConditional ? "])" : "]"
  }

  private mutating func write(_ members: [Template.Member]) {
    text += "{"
    indent += 2
    for member in members {
      startLine()
      text += "\(Self.key(member.key)): "
      write(member.value)
      text += ","
    }
    indent -= 2
    if !members.isEmpty {
      startLine()
    }
    text += "}"
  }

  private mutating func startLine() {
    text += "\n" + String(repeating: " ", count: indent)
  }

  private static func expression(_ condition: Condition) -> String {
    switch condition {
    case .hasClusters: "config.clusterLabel != ''"
    case .countsDNS: "config.dns"
    case .countsHTTP: "config.httpAnswerers != null"
    case .expectsFlows: "config.expectsFlows"
    case .keeps(let alert): "keeps('\(alert.rawValue)')"
    }
  }

  private static func expression(_ text: Text) -> String {
    let parts = text.pieces.map { piece in
      switch piece {
      case .plain(let plain): quoted(plain)
      case .parameter(let parameter): "text.\(parameter.name)"
      }
    }
    return parts.isEmpty ? "''" : parts.joined(separator: " + ")
  }

  /// A string in quotation marks: single ones, unless only the others need no escape.
  static func quoted(_ string: String) -> String {
    guard !string.contains("'") || string.contains("\"") else {
      return JSONText.quoted(string)
    }
    let inner = JSONText.quoted(string).dropFirst().dropLast()
    var text = ""
    var isEscaped = false
    for character in inner.unicodeScalars {
      switch (character, isEscaped) {
      case ("\"", true): text.unicodeScalars.append(character)
      case ("\\", false):
        isEscaped = true
        continue
      case ("'", false): text += "\\'"
      case (_, true):
        text += "\\"
        text.unicodeScalars.append(character)
      case (_, false): text.unicodeScalars.append(character)
      }
      isEscaped = false
    }
    return "'\(text)'"
  }

  /// The name of a member, quoted where it is no name in jsonnet.
  static func key(_ name: String) -> String {
    ConstantLabel.isName(name) && !keywords.contains(name) ? name : quoted(name)
  }

  private static let keywords: Set<String> = [
    "assert", "else", "error", "false", "for", "function", "if", "import", "importstr", "in",
    "local", "null", "self", "super", "tailstrict", "then", "true",
  ]
}
