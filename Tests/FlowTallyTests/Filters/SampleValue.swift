/// A JSON value of a made-up flow.
indirect enum SampleValue: Equatable {
  case object([(String, SampleValue)])
  case array([SampleValue])
  case text(String)
  case number(Int)
  case truth(Bool)
  case null

  static func == (left: Self, right: Self) -> Bool {
    left.json == right.json
  }

  /// A member of an object; nil where there is none, or it is null.
  subscript(name: String) -> SampleValue? {
    guard case .object(let members) = self,
      let value = members.first(where: { $0.0 == name })?.1, value != .null
    else {
      return nil
    }
    return value
  }

  /// The text of a member, empty where there is none.
  func text(_ name: String) -> String {
    guard case .text(let text) = self[name] else {
      return ""
    }
    return text
  }

  /// The number of a member, 0 where there is none.
  func number(_ name: String) -> Int {
    guard case .number(let number) = self[name] else {
      return 0
    }
    return number
  }

  func elements(_ name: String) -> [SampleValue] {
    guard case .array(let elements) = self[name] else {
      return []
    }
    return elements
  }

  /// As the agent writes it, but for escapes.
  var json: String {
    written { text, _ in text }
  }

  /// The value as JSON, each string and key passed through `spell`, which is told whether it is a key.
  func written(_ spell: (String, Bool) -> String) -> String {
    switch self {
    case .object(let members):
      "{" + members.map { "\"\(spell($0.0, true))\":\($0.1.written(spell))" }.joined(separator: ",")
        + "}"
    case .array(let elements):
      "[" + elements.map { $0.written(spell) }.joined(separator: ",") + "]"
    case .text(let text): "\"\(spell(text, false))\""
    case .number(let number): String(number)
    case .truth(let truth): truth ? "true" : "false"
    case .null: "null"
    }
  }
}
