extension FlowFilter {
  /// The filter as the agent writes it and reads it: one line of JSON, proto names, in the order of the message.
  public var json: String {
    let members = fields.map { field, values in
      "\(Self.quoted(field.name)):[\(values.map { Self.json($0, of: field) }.joined(separator: ","))]"
    }
    return "{\(members.joined(separator: ","))}"
  }

  private static func json(_ value: FilterValue, of field: FilterField) -> String {
    switch value {
    case .text(let text):
      return quoted(text)
    case .name(let number):
      guard case .name(let enumeration) = field.kind, let name = enumeration.name(of: number) else {
        return String(number)
      }
      return quoted(name)
    case .truth(let truth):
      return truth ? "true" : "false"
    case .number(let number):
      if case .longNumber = field.kind {
        return quoted(String(number))
      }
      return String(number)
    case .workload(let kind, let name):
      return object([("name", quoted(name)), ("kind", quoted(kind))])
    case .header(let key, let text):
      return object([("key", quoted(key)), ("value", quoted(text))])
    case .interface(let index, let name):
      return object([("index", String(index)), ("name", quoted(name))])
    case .eventType(let type, let subType):
      return object([
        ("type", String(type)), ("match_sub_type", subType == nil ? "" : "true"),
        ("sub_type", String(subType ?? 0)),
      ])
    case .tcpFlags(let flags):
      return object(flags.names.map { ($0, "true") })
    }
  }

  /// The members that are not empty, as protojson leaves them out.
  private static func object(_ members: [(name: String, value: String)]) -> String {
    let set = members.filter { !["", "\"\"", "0"].contains($0.value) }
    return "{\(set.map { "\(quoted($0.name)):\($0.value)" }.joined(separator: ","))}"
  }

  /// A string as Go's encoder writes it.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "<", ">", "&", "\u{2028}", "\u{2029}", "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension FilterLists {
  /// The lists as Cilium's Helm chart takes them for the exporter; empty where everything passes.
  ///
  /// Source: Cilium's chart, `hubble.export.static.allowList` and `denyList`: lists of strings that are FlowFilters.
  public var helmValues: String {
    guard !isEmpty else {
      return ""
    }
    return "hubble:\n  export:\n    static:\n"
      + Self.list("allowList", allowed) + Self.list("denyList", denied)
  }

  private static func list(_ name: String, _ filters: [FlowFilter]) -> String {
    guard !filters.isEmpty else {
      return ""
    }
    // A quote within single quotes is written twice; JSON has no other character that they do not take.
    let rows = filters.map { filter in
      "        - '\(filter.json.map { $0 == "'" ? "''" : String($0) }.joined())'\n"
    }
    return "      \(name):\n\(rows.joined())"
  }
}
