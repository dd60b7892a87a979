/// Reads FlowFilters as `--allowlist` and `--denylist` give them: JSON objects, one behind the other.
///
/// Source: Cilium, hubble/cmd/observe/flows.go, and protojson: proto names or lowerCamelCase ones, names or numbers of
/// enumerations; null is absent, a field that is not known an error.
enum FilterJSONReading {
  static func filters(_ text: String) throws(FilterProblem) -> [FlowFilter] {
    guard let values = JSONTree.sequence(text) else {
      throw FilterProblem("it is not JSON: give FlowFilters, like {\"verdict\":[\"DROPPED\"]}")
    }
    var filters: [FlowFilter] = []
    for value in values {
      filters.append(try filter(value))
    }
    return filters
  }

  private static func filter(_ value: JSONTree) throws(FilterProblem) -> FlowFilter {
    var filter = FlowFilter()
    for (name, list) in try members(value, "a filter") where list != .null {
      guard name != "experimental" else {
        throw FilterProblem(
          "experimental: CEL expressions are not supported: filter with them in hubble observe")
      }
      guard let field = FilterField.allCases.first(where: { isName(name, of: $0.name) }) else {
        throw unknown("field", name, among: FilterField.allCases.map(\.name))
      }
      guard case .array(let elements) = list else {
        throw FilterProblem("\(name) is not a list: write [ ] around its values")
      }
      for element in elements {
        filter.append(try self.value(element, of: field), to: field)
      }
    }
    return filter
  }

  /// Whether a member's name is a field's, in either spelling.
  private static func isName(_ typed: String, of name: String) -> Bool {
    guard typed != name else {
      return true
    }
    var camelCase = ""
    var raisesNext = false
    for character in name {
      camelCase += raisesNext ? character.uppercased() : character == "_" ? "" : String(character)
      raisesNext = character == "_"
    }
    return typed == camelCase
  }

  private static func unknown(
    _ kind: String, _ word: String, among words: [String]
  ) -> FilterProblem {
    FilterProblem("unknown \(kind) \(word)", word: word, among: words)
  }

  private static func members(
    _ value: JSONTree, _ what: String
  ) throws(FilterProblem) -> [(String, JSONTree)] {
    guard case .object(let members) = value else {
      throw FilterProblem("\(what) has to be a JSON object: write { } around its members")
    }
    return members
  }

  private static func value(
    _ tree: JSONTree, of field: FilterField
  ) throws(FilterProblem) -> FilterValue {
    switch field.kind {
    case .text: .text(try text(tree, field.name))
    case .name(let enumeration): .name(try number(tree, of: enumeration))
    case .truth: .truth(try truth(tree, field.name))
    case .number: .number(try number(tree, field.name, within: UInt64(UInt32.max)))
    case .longNumber: .number(try number(tree, field.name, within: .max))
    case .workload: try workload(tree)
    case .header: try header(tree)
    case .interface: try interface(tree)
    case .eventType: try eventType(tree)
    case .tcpFlags: .tcpFlags(try tcpFlags(tree))
    }
  }

  private static func text(_ tree: JSONTree, _ name: String) throws(FilterProblem) -> String {
    guard case .string(let text) = tree else {
      throw FilterProblem("\(name) has a value that is not a string: write it in quotation marks")
    }
    return text
  }

  private static func truth(_ tree: JSONTree, _ name: String) throws(FilterProblem) -> Bool {
    guard case .truth(let truth) = tree else {
      throw FilterProblem("\(name) has a value that is neither true nor false: give one of the two")
    }
    return truth
  }

  /// A number, or a string of one.
  private static func number(
    _ tree: JSONTree, _ name: String, within limit: UInt64
  ) throws(FilterProblem) -> UInt64 {
    let text: String? =
      switch tree {
      case .number(let text), .string(let text): text
      case .null, .truth, .array, .object: nil
      }
    let bytes = Array((text ?? "").utf8) + [Byte.lineFeed]
    guard let number = IntegerText.unsigned(bytes.span, 0..<(bytes.count - 1)), bytes.count > 1,
      number <= limit
    else {
      throw FilterProblem("\(name) has a value that is not a whole number from 0 to \(limit)")
    }
    return number
  }

  private static func number(
    _ tree: JSONTree, of enumeration: FilterEnumeration
  ) throws(FilterProblem) -> Int64 {
    guard case .string(let name) = tree else {
      return Int64(try number(tree, "an enumeration", within: UInt64(Int32.max)))
    }
    guard let number = enumeration.number(named: name) else {
      throw unknown("value", name, among: enumeration.names)
    }
    return number
  }

  private static func workload(_ tree: JSONTree) throws(FilterProblem) -> FilterValue {
    var (kind, name) = ("", "")
    for (member, value) in try members(tree, "a workload") where value != .null {
      switch member {
      case "name": name = try text(value, member)
      case "kind": kind = try text(value, member)
      default: throw unknown("field of a workload", member, among: ["name", "kind"])
      }
    }
    return .workload(kind: kind, name: name)
  }

  private static func header(_ tree: JSONTree) throws(FilterProblem) -> FilterValue {
    var (key, content) = ("", "")
    for (member, value) in try members(tree, "a header") where value != .null {
      switch member {
      case "key": key = try text(value, member)
      case "value": content = try text(value, member)
      default: throw unknown("field of a header", member, among: ["key", "value"])
      }
    }
    return .header(key: key, value: content)
  }

  private static func interface(_ tree: JSONTree) throws(FilterProblem) -> FilterValue {
    var (index, name): (UInt64, String) = (0, "")
    for (member, value) in try members(tree, "an interface") where value != .null {
      switch member {
      case "index": index = try number(value, member, within: UInt64(UInt32.max))
      case "name": name = try text(value, member)
      default: throw unknown("field of an interface", member, among: ["index", "name"])
      }
    }
    return .interface(index: index, name: name)
  }

  private static func eventType(_ tree: JSONTree) throws(FilterProblem) -> FilterValue {
    var (type, subType, matches): (Int64, Int64, Bool) = (0, 0, false)
    for (member, value) in try members(tree, "an event type") where value != .null {
      switch member {
      case "type": type = Int64(try number(value, member, within: UInt64(Int32.max)))
      case "sub_type", "subType":
        subType = Int64(try number(value, member, within: UInt64(Int32.max)))
      case "match_sub_type", "matchSubType": matches = try truth(value, member)
      default:
        throw unknown(
          "field of an event type", member, among: ["type", "match_sub_type", "sub_type"])
      }
    }
    return .eventType(type: type, subType: matches ? subType : nil)
  }

  private static func tcpFlags(_ tree: JSONTree) throws(FilterProblem) -> TCPFlags {
    var flags: TCPFlags = []
    for (member, value) in try members(tree, "TCP flags") where value != .null {
      guard let flag = TCPFlags(named: member) else {
        throw unknown("TCP flag", member, among: TCPFlags.fields.map(\.name))
      }
      if try truth(value, member) {
        flags.insert(flag)
      }
    }
    return flags
  }
}
