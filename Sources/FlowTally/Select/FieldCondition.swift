internal import FlowAnswer

/// What a flow, or a drop, has to be besides what FlowFilters ask for: one of some fields has a value as it is printed, or none has.
struct FieldCondition: Sendable, Equatable {
  /// A field and the value that it may have.
  struct Choice: Sendable, Equatable {
    let field: GroupField
    let pattern: ValuePattern
    /// Whether each of several names, joined by commas, is compared by itself, too.
    let comparesEach: Bool
  }

  /// The flag that asks for it.
  let flag: FilterFlag
  /// The alternatives.
  var choices: [Choice]
  /// Whether none of them may be.
  var isNegated: Bool

  /// Whether it is asked of a drop after its two lines were paired, and not of lines.
  ///
  /// That is so where only policy-verdict lines have what it asks for, and, where drops are counted, of all that the two lines
  /// may say differently: a line alone would be cut from its pair.
  func isOfDrops(countingDrops: Bool) -> Bool {
    choices.contains { choice in
      let source = GroupSource(choice.field)
      return source.comesFromVerdict || countingDrops && !source.isOfPair
    }
  }

  /// The parts of a flow that it looks at, a bit each.
  var parts: UInt32 {
    choices.flatMap { GroupSource($0.field).parts }.reduce(0) { $0 | $1.bit }
  }
}

extension FieldCondition {
  /// Adds what a flag asks for: values of `--policy`, and of `--dns-rcode`, are alternatives, each `--where` has to hold.
  static func add(_ argument: FilterArgument, to conditions: inout [Self]) throws(FilterProblem) {
    let condition = try Self(argument)
    if argument.flag != .where, !argument.isNegated,
      let earlier = conditions.firstIndex(where: { $0.isAlternative(to: condition) })
    {
      conditions[earlier].choices += condition.choices
    } else {
      conditions.append(condition)
    }
  }

  private func isAlternative(to other: Self) -> Bool {
    !isNegated && comparesEach == other.comparesEach
      && choices.map(\.field).allSatisfy { field in other.choices.allSatisfy { $0.field == field } }
  }

  private var comparesEach: Bool {
    choices.contains(where: \.comparesEach)
  }

  private init(_ argument: FilterArgument) throws(FilterProblem) {
    if argument.flag == .policy {
      self = Self(
        flag: argument.flag,
        choices: [
          Choice(field: .policy, pattern: ValuePattern(argument.value), comparesEach: true)
        ],
        isNegated: argument.isNegated)
    } else if argument.flag == .dnsRcode {
      let code = ValuePattern(try ResponseCode.number(argument.value))
      self = Self(
        flag: argument.flag,
        choices: [Choice(field: .dnsRcode, pattern: code, comparesEach: true)],
        isNegated: argument.isNegated)
    } else {
      self = try WhereText.condition(argument.value)
      isNegated = isNegated != argument.isNegated
    }
  }
}

extension FieldCondition.Choice {
  /// Whether a value is one that is asked for.
  func matches(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if pattern.matches(bytes, range) {
      return true
    }
    guard comparesEach else {
      return false
    }
    var start = range.lowerBound
    for position in range where bytes[position] == Byte.comma {
      if pattern.matches(bytes, start..<position) {
        return true
      }
      start = position + 1
    }
    return start > range.lowerBound && pattern.matches(bytes, start..<range.upperBound)
  }
}

/// `FIELD=VALUE`, `FIELD!=VALUE`, `FIELD~EXPRESSION`, `FIELD!~EXPRESSION`: the value of `--where`.
enum WhereText {
  static func condition(_ text: String) throws(FilterProblem) -> FieldCondition {
    guard let sign = text.firstIndex(where: { "=~!".contains($0) }) else {
      throw FilterProblem("\(text) has no sign: give FIELD=VALUE, FIELD!=VALUE or FIELD~REGEXP")
    }
    var rest = text[sign...]
    let isNegated = rest.hasPrefix("!")
    rest = rest.dropFirst(isNegated ? 1 : 0)
    guard let comparison = rest.popFirst(), comparison != "!" else {
      throw FilterProblem("\(text) has no sign: give FIELD=VALUE, FIELD!=VALUE or FIELD~REGEXP")
    }
    if comparison == "=" && rest.hasPrefix("=") {
      rest.removeFirst()
    }
    let fields = try fields(String(text[..<sign]))
    let value = String(rest)
    guard comparison == "=" || !value.isEmpty else {
      throw FilterProblem("\(text) has no expression: give FIELD~REGEXP")
    }
    var choices: [FieldCondition.Choice] = []
    for field in fields {
      choices += try patterns(of: value, in: field, isExpression: comparison == "~").map {
        FieldCondition.Choice(field: field, pattern: $0, comparesEach: false)
      }
    }
    return FieldCondition(flag: .where, choices: choices, isNegated: isNegated)
  }

  private static func fields(_ name: String) throws(FilterProblem) -> [GroupField] {
    if let field = GroupField(rawValue: name), field != .bucket {
      return [field]
    }
    if let fields = GroupField.bothEnds(of: name) {
      return fields
    }
    throw FilterProblem(
      "unknown field \(name)", word: name, among: GroupField.selectable.map(\.rawValue))
  }

  /// A text that asks for a value alone, as it is printed; nil where there is none.
  ///
  /// A regular expression where the value could mean more: it has stars, or is another spelling of a word.
  static func text(_ field: GroupField, equal value: String) -> String? {
    let plain = "\(field.rawValue)=\(value.hasPrefix("=") ? "=" : "")\(value)"
    if asks(plain, for: value, in: field) {
      return plain
    }
    let expression =
      "^\(value.map { $0.isLetter || $0.isNumber || $0 == "_" ? "\($0)" : "\\\($0)" }.joined())$"
    return value.utf8.allSatisfy { 0x20..<0x7F ~= $0 }
      && asks("\(field.rawValue)~\(expression)", for: expression, in: field)
      ? "\(field.rawValue)~\(expression)" : nil
  }

  private static func asks(_ text: String, for pattern: String, in field: GroupField) -> Bool {
    guard let condition = try? condition(text), condition.choices.count == 1 else {
      return false
    }
    let choice = condition.choices[0]
    return choice.field == field && choice.pattern.text == pattern && !choice.pattern.hasStars
  }

  /// What a value may be: the text as it was typed, and what it means in the field; nothing is printed as `(none)`.
  private static func patterns(
    of value: String, in field: GroupField, isExpression: Bool
  ) throws(FilterProblem) -> [ValuePattern] {
    if isExpression {
      return [try ValuePattern(expression: value)]
    }
    let typed = value.isEmpty ? GroupField.absent : value
    let meant = FieldWords.value(typed, of: field)
    // A log may have a word in another case than Cilium: it is found as it was typed.
    return (meant == typed ? [typed] : [meant, typed]).map { ValuePattern($0) }
  }
}
