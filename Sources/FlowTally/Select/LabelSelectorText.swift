/// Reads a label selector.
///
///     k8s:tier=frontend,app in (a,b),!spot    three requirements
///
/// Source: Cilium, pkg/hubble/filters/labelparser.go, which puts the source in front of a key (`any` where none stands), and
/// Kubernetes' labels.Parse.
struct LabelSelectorText {
  private enum Token: Equatable {
    case word(String)
    case sign(String)
    case end
  }

  private let text: String
  private var tokens: [Token] = []
  private var position = 0

  /// The selector that a text stands for.
  static func read(_ text: String) throws(FilterProblem) -> LabelSelector {
    var reader = Self(text)
    return LabelSelector(requirements: try reader.requirements())
  }

  private init(_ text: String) {
    self.text = text
    tokens = Self.tokens(Self.withSources(text))
  }

  private func problem(_ reason: String) -> FilterProblem {
    FilterProblem("\(text) is not a label selector: \(reason)")
  }

  // MARK: Keys

  /// Puts a source in front of each key, a dot behind it: `any.app`, `k8s.app`.
  private static func withSources(_ text: String) -> String {
    var result = ""
    var rest = text.unicodeScalars[...]
    while !rest.isEmpty {
      result += take(&rest) { !$0.properties.isWhitespace && $0 != "!" }
      let key = take(&rest) { $0.properties.isWhitespace || "=!,".unicodeScalars.contains($0) }
      if let colon = key.firstIndex(of: ":") {
        result += key.replacingCharacter(at: colon, with: ".")
      } else {
        result += "any." + key
      }
      result += takeCondition(&rest)
    }
    return result
  }

  private static func take(
    _ rest: inout Substring.UnicodeScalarView, until isEnd: (Unicode.Scalar) -> Bool
  ) -> String {
    let end = rest.firstIndex(where: isEnd) ?? rest.endIndex
    defer { rest = rest[end...] }
    return String(rest[..<end])
  }

  /// What stands behind a key, up to and with the comma before the next one.
  private static func takeCondition(_ rest: inout Substring.UnicodeScalarView) -> String {
    var depth = 0
    var taken = ""
    while let scalar = rest.popFirst() {
      taken.unicodeScalars.append(scalar)
      depth += scalar == "(" ? 1 : scalar == ")" ? -1 : 0
      if scalar == "," && depth == 0 {
        break
      }
    }
    return taken
  }

  // MARK: Tokens

  private static let signs = ["!", "=", "==", "!=", "(", ")", ",", ">", "<"]

  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text.unicodeScalars[...]
    while let first = rest.first {
      if " \t\r\n".unicodeScalars.contains(first) {
        rest.removeFirst()
      } else if isSign(first) {
        let two = String(rest.prefix(2))
        let sign = signs.contains(two) && two.unicodeScalars.count == 2 ? two : String(first)
        rest = rest.dropFirst(sign.unicodeScalars.count)
        tokens.append(.sign(sign))
      } else {
        tokens.append(.word(take(&rest) { isSign($0) || " \t\r\n".unicodeScalars.contains($0) }))
      }
    }
    return tokens + [.end]
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    "=!(),><".unicodeScalars.contains(scalar)
  }

  // MARK: Requirements

  private mutating func requirements() throws(FilterProblem) -> [LabelRequirement] {
    var requirements: [LabelRequirement] = []
    while next != .end {
      requirements.append(try requirement())
      guard next == .sign(",") else {
        break
      }
      position += 1
      switch next {
      case .word, .sign("!"): continue
      case .sign, .end: throw problem("a key is missing after the comma")
      }
    }
    guard next == .end else {
      throw problem("a comma is missing before \(describe(next))")
    }
    return requirements
  }

  private var next: Token {
    tokens[position]
  }

  private func describe(_ token: Token) -> String {
    switch token {
    case .word(let text), .sign(let text): text
    case .end: "the end"
    }
  }

  private mutating func requirement() throws(FilterProblem) -> LabelRequirement {
    let isNegated = next == .sign("!")
    position += isNegated ? 1 : 0
    guard case .word(let name) = next else {
      throw problem("a key is missing before \(describe(next))")
    }
    position += 1
    guard LabelSyntax.isQualifiedName(name) else {
      throw problem("\(name.dropFirst(name.hasPrefix("any.") ? 4 : 0)) is not a key")
    }
    let key = name.utf8.split(
      separator: Byte.point, maxSplits: 1, omittingEmptySubsequences: false)
    let condition = try condition(isNegated: isNegated)
    let source = key.count == 2 ? Array(key[0]) : []
    return LabelRequirement(
      source: source == Array("any".utf8) || source.isEmpty ? nil : source,
      key: Array(key[key.count - 1]), condition)
  }

  private mutating func condition(
    isNegated: Bool
  ) throws(FilterProblem) -> LabelRequirement.Condition {
    if next == .end || next == .sign(",") {
      return isNegated ? .isAbsent : .exists
    }
    guard !isNegated else {
      throw problem("nothing may follow !KEY but a comma")
    }
    defer { position += 1 }
    switch next {
    case .word("in"): return .isAny(try values())
    case .word("notin"): return .isNone(try values())
    case .sign("="), .sign("=="): return .isAny([try value()])
    case .sign("!="): return .isNone([try value()])
    case .sign(">"): return .isGreater(try number())
    case .sign("<"): return .isLess(try number())
    case .word, .sign, .end:
      throw problem("=, ==, !=, in, notin, > or < is missing before \(describe(next))")
    }
  }

  /// The value behind the sign; leaves the position at its last token.
  private mutating func value() throws(FilterProblem) -> [UInt8] {
    switch tokens[position + 1] {
    case .end, .sign(","):
      return []
    case .word(let text):
      position += 1
      return try checked(text)
    case .sign(let sign):
      throw problem("a value is missing before \(sign)")
    }
  }

  private func checked(_ value: String) throws(FilterProblem) -> [UInt8] {
    guard LabelSyntax.isValue(value) else {
      throw problem("\(value) is not a label's value")
    }
    return Array(value.utf8)
  }

  private mutating func number() throws(FilterProblem) -> Int64 {
    let text = String(decoding: try value(), as: UTF8.self)
    guard let number = Int64(text) else {
      throw problem("a whole number is missing after > or <")
    }
    return number
  }

  /// `(a,b)`; two commas, or one beside a bracket, have an empty value between them.
  private mutating func values() throws(FilterProblem) -> [[UInt8]] {
    guard tokens[position + 1] == .sign("(") else {
      throw problem("( is missing after in or notin")
    }
    position += 2
    var values: [[UInt8]] = []
    var isValueOpen = true
    while true {
      switch next {
      case .word(let text):
        guard isValueOpen else {
          throw problem("a comma is missing before \(text)")
        }
        values.append(try checked(text))
        isValueOpen = false
      case .sign(","):
        if isValueOpen {
          values.append([])
        }
        isValueOpen = true
      case .sign(")"):
        if isValueOpen {
          values.append([])
        }
        return values
      case .sign, .end:
        throw problem(") is missing before \(describe(next))")
      }
      position += 1
    }
  }
}

extension String {
  fileprivate func replacingCharacter(at index: Index, with text: String) -> String {
    self[..<index] + text + self[self.index(after: index)...]
  }
}
