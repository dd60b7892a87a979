internal import FoundationEssentials

/// A JSON value as Foundation decodes it, in the order that the walk has seen.
///
/// Foundation has the last word on what is JSON, and on what its strings say. Order, numbers as they are written and keys that come twice
/// it does not tell: these come from the tokens.
struct JSONDecoding {
  private let decoder = JSONDecoder()
  private let text: ManifestText

  /// Decodes values of a text.
  init(_ text: ManifestText) {
    self.text = text
  }

  /// The value of these tokens, which are all of one value; messages call it by the path.
  func value(of tokens: [JSONToken], at path: String = "") throws(ManifestProblem) -> ManifestValue
  {
    guard let first = tokens.first, let last = tokens.last else { return .null }
    let cursor = JSONCursor(tokens, of: text, path: path)
    do {
      let data = Data(text.bytes[first.range.lowerBound..<last.range.upperBound])
      return try decoder.decode(JSONDecodedValue.self, from: data, configuration: cursor).value
    } catch let problem as ManifestProblem {
      throw problem
    } catch {
      // The walk has judged all but the strings.
      throw cursor.noString()
    }
  }

  /// What a string says, from its token.
  func string(_ token: JSONToken, at path: String = "") throws(ManifestProblem) -> String {
    do {
      return try decoder.decode(String.self, from: Data(text.bytes[token.range]))
    } catch {
      throw ManifestProblem(
        "no JSON: no valid string", at: text.place(of: token.range.lowerBound, path: path),
        isOfForm: true)
    }
  }
}

/// Decodes what the cursor stands before.
private struct JSONDecodedValue: DecodableWithConfiguration {
  let value: ManifestValue

  init(from decoder: any Decoder, configuration cursor: JSONCursor) throws {
    let token = cursor.next()
    switch token.kind {
    case .objectStart: value = try Self.object(decoder, cursor)
    case .arrayStart: value = try Self.array(decoder, cursor)
    case .string: value = .string(try decoder.singleValueContainer().decode(String.self))
    case .number: value = .number(try cursor.number(token))
    case .trueWord: value = .bool(true)
    case .falseWord: value = .bool(false)
    case .nullWord, .key, .objectEnd, .arrayEnd, .end: value = .null
    }
  }

  private static func object(_ decoder: any Decoder, _ cursor: JSONCursor) throws -> ManifestValue {
    let container = try decoder.container(keyedBy: JSONKey.self)
    var members = ManifestMembers()
    while cursor.isBefore(.key) {
      let token = cursor.next()
      let key = try cursor.key(token)
      cursor.enter(key)
      if let first = members.add(key, token.range.lowerBound) {
        throw cursor.twice(key, first: first)
      }
      let decoded = try container.decode(
        JSONDecodedValue.self, forKey: JSONKey(key), configuration: cursor)
      members.set(decoded.value)
      cursor.leave()
    }
    _ = cursor.next()
    return .object(members.members)
  }

  private static func array(_ decoder: any Decoder, _ cursor: JSONCursor) throws -> ManifestValue {
    var container = try decoder.unkeyedContainer()
    var elements: [ManifestValue] = []
    while !cursor.isBefore(.arrayEnd) {
      cursor.enter(elements.count)
      elements.append(
        try container.decode(JSONDecodedValue.self, configuration: cursor).value)
      cursor.leave()
    }
    _ = cursor.next()
    return .array(elements)
  }
}

/// A key by its text.
private struct JSONKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(_ text: String) {
    stringValue = text
  }

  init(stringValue: String) {
    self.stringValue = stringValue
  }

  init?(intValue: Int) {
    nil
  }
}
